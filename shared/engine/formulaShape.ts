/** The shape that a formula evaluates to, without evaluating it: tells where a gradient is summed back over repeated axes. */
import type { Expression } from '../formula/parse'
import { broadcastShape } from '../tensor/broadcast'
import { type Shape, sameShape } from '../tensor/tensor'

/** `null` where the formula's shape cannot be told (an unknown name, vectors where it speaks of matrices, axes). */
export function formulaShape(e: Expression, shapes: Readonly<Record<string, Shape>>): Shape | null {
  const of = (inner: Expression) => formulaShape(inner, shapes)
  switch (e.kind) {
    case 'number':
      return []
    case 'name':
      return shapes[e.name] ?? null
    case 'negate':
      return of(e.of)
    case 'transpose': {
      const shape = of(e.of)
      return shape?.length === 2 ? [shape[1]!, shape[0]!] : null
    }
    case 'indicator':
      return together(of(e.left), of(e.right))
    case 'binary': {
      if (e.sign === '^') return of(e.left)
      const [a, b] = [of(e.left), of(e.right)]
      if (e.sign !== '@') return together(a, b)
      return a?.length === 2 && b?.length === 2 ? [a[0]!, b[1]!] : null
    }
    case 'call':
      if (e.fn === 'count') return []
      if (e.fn === 'sum' || e.fn === 'mean' || e.fn === 'var') return reduced(of(e.args[0]!), e.args[1])
      if (e.fn === 'max') return together(of(e.args[0]!), of(e.args[1]!))
      return e.fn === 'sumOver' || e.fn === 'meanOver' || e.fn === 'spread' ? null : of(e.args[0]!)
  }
}

/** Without an axis all entries become one; with one the axis is kept as size 1. */
function reduced(shape: Shape | null, axis: Expression | undefined): Shape | null {
  if (!axis) return []
  const minus = axis.kind === 'negate'
  const number = minus ? axis.of : axis
  if (!shape || number.kind !== 'number') return null
  const at = minus ? shape.length - number.value : number.value
  return shape.map((size, i) => (i === at ? 1 : size))
}

const together = (a: Shape | null, b: Shape | null): Shape | null => a && b && broadcastShape(a, b)

/** The axes of `from` that are summed away to reach `to`; none where `to` was not repeated to become `from`. */
export function summedAxes(from: Shape, to: Shape): readonly number[] {
  const repeated = broadcastShape(from, to)
  if (!repeated || !sameShape(repeated, from)) return []
  const lead = from.length - to.length
  return from.flatMap((size, axis) => (axis < lead || (to[axis - lead] === 1 && size !== 1) ? [axis] : []))
}
