/** What operators say of the op's attributes, small and underneath: axes, shapes, bounds. */
import type { Attrs } from '../ops/op'
import type { Expression } from './parse'

/** What an operator that reads the op's attributes does, small and underneath. */
export function settingsTex(
  fn: 'reshaped' | 'permuted' | 'permutedBack' | 'sliced' | 'mask',
  { shape, axes, axis, start, stop, p, seed }: Attrs,
): string {
  switch (fn) {
    case 'reshaped':
      return (shape as readonly number[]).join(String.raw` \times `) || String.raw`\text{scalar}`
    case 'sliced':
      return String.raw`${start}:${stop}\text{ along axis ${String(axis).replace('-', '{-}')}}`
    case 'mask':
      return String.raw`p = ${p},\,\text{seed ${seed}}`
    default:
      return Array.isArray(axes) ? `(${axes.join(', ')})` : ''
  }
}

/** Over the rows means down each column; the last axis of a matrix are its columns. */
const axisNames = new Map([
  [0, 'rows'],
  [1, 'columns'],
  [-1, 'columns'],
])
const subscript = (words: string) => `_{\\text{${words}}}`

/** The axis of a reduction, named by a number or an attribute, as a subscript; nothing where all are reduced. */
export function axisTex(axis: Expression | undefined, attrs: Attrs): string {
  if (!axis) return ''
  if (axis.kind === 'name')
    return typeof attrs[axis.name] === 'number' ? axesTex([attrs[axis.name] as number]) : subscript('axis')
  const minus = axis.kind === 'negate'
  const number = minus ? axis.of : axis
  return number.kind === 'number' ? axesTex([minus ? -number.value : number.value]) : subscript('axis')
}

export function axesTex(axes: Attrs[string] | undefined): string {
  if (!Array.isArray(axes)) return ''
  const [only] = axes as readonly number[]
  if (axes.length === 1 && axisNames.has(only!)) return subscript(axisNames.get(only!)!)
  return subscript(`${axes.length === 1 ? 'axis' : 'axes'} ${axes.join(', ').replaceAll('-', '{-}')}`)
}
