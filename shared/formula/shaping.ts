/** What formulas say that move entries without changing them: index by index, so that the ops' rules can be held against it. */
import type { Attrs } from '../ops/op'
import { orderOf } from '../tensor/linear'
import { keepMask } from '../tensor/mask'
import { axesIn } from '../tensor/reduce'
import { shapeWith } from '../tensor/reshape'
import { boundsOf } from '../tensor/select'
import { type Shape, scalar, sizeOf, type Tensor, zeros } from '../tensor/tensor'
import { type Index, indexAt, placeAt } from './indices'
import type { FunctionName } from './parse'

const names = [
  'reshaped',
  'reshapedLike',
  'permuted',
  'permutedBack',
  'column',
  'row',
  'uncolumn',
  'unrow',
  'sliced',
  'padded',
  'concat',
  'partOf',
  'oneHot',
  'lookup',
  'rows',
  'mask',
] as const satisfies readonly FunctionName[]
export type ShapingFunction = (typeof names)[number]
/** Those whose every entry is an entry of an argument, or 0. */
export type MovingFunction = Exclude<ShapingFunction, 'oneHot' | 'lookup' | 'rows' | 'mask'>

export const isShaping = (fn: FunctionName): fn is ShapingFunction =>
  (names as readonly FunctionName[]).includes(fn)

const axisIn = (shape: Shape, attrs: Attrs): number | null =>
  axesIn(shape, [attrs.axis as number])?.[0] ?? null

const permutes = (fn: ShapingFunction) => fn === 'permuted' || fn === 'permutedBack'
const orderIn = (shape: Shape, attrs: Attrs) => orderOf(shape.length, attrs.axes as readonly number[] | null)

/** Where the slice of the attributes begins and how long it is. */
function sliceIn(shape: Shape, attrs: Attrs) {
  const axis = axisIn(shape, attrs)
  const bounds = axis === null ? null : boundsOf(shape[axis]!, attrs.start as number, attrs.stop as number)
  return axis === null || !bounds ? null : { axis, from: bounds[0], length: bounds[1] - bounds[0] }
}

const withSize = (shape: Shape, axis: number, size: number): Shape =>
  shape.map((own, i) => (i === axis ? size : own))

const joins = (shapes: readonly Shape[], axis: number): boolean =>
  shapes.every(
    shape =>
      shape.length === shapes[0]!.length && shape.every((size, i) => i === axis || size === shapes[0]![i]),
  )

/** The shape of the function's value for arguments of these shapes; `null` where it has none. `count` is that of `oneHot`. */
export function shapingShape(
  fn: ShapingFunction,
  shapes: readonly Shape[],
  attrs: Attrs,
  count: number | null,
): Shape | null {
  const [first, second] = shapes as readonly [Shape, Shape | undefined]
  const order = permutes(fn) ? orderIn(first, attrs) : null
  switch (fn) {
    case 'reshaped':
      return shapeWith(sizeOf(first), attrs.shape as Shape)
    case 'reshapedLike':
      return second && sizeOf(first) === sizeOf(second) ? second : null
    case 'permuted':
      return order?.map(axis => first[axis]!) ?? null
    case 'permutedBack':
      return order?.map((_, axis) => first[order.indexOf(axis)]!) ?? null
    case 'column':
      return first.length > 0 ? [...first, 1] : null
    case 'row':
      return first.length > 0 ? [...first.slice(0, -1), 1, first.at(-1)!] : null
    case 'uncolumn':
      return first.length > 1 && first.at(-1) === 1 ? first.slice(0, -1) : null
    case 'unrow':
      return first.length > 1 && first.at(-2) === 1 ? [...first.slice(0, -2), first.at(-1)!] : null
    case 'sliced': {
      const slice = sliceIn(first, attrs)
      return slice && withSize(first, slice.axis, slice.length)
    }
    case 'padded':
      return second ?? null
    case 'concat': {
      const axis = axisIn(first, attrs)
      if (axis === null || !joins(shapes, axis)) return null
      return withSize(
        first,
        axis,
        shapes.reduce((sum, shape) => sum + shape[axis]!, 0),
      )
    }
    case 'partOf':
      return shapes.at(-1)!
    case 'oneHot':
      return count === null ? null : [...first, count]
    case 'lookup':
      return first.length === 2 && second ? [...second, first[1]!] : null
    case 'rows':
      return first.length > 0 ? [] : null
    case 'mask':
      return first
  }
}

/** Which argument an entry of the function's value is an entry of, and where there; `null` where it is a 0 of its own. */
export function shapingSource(
  fn: MovingFunction,
  shapes: readonly Shape[],
  index: Index,
  attrs: Attrs,
): { readonly arg: number; readonly index: Index } | null {
  const first = shapes[0]!
  switch (fn) {
    case 'permuted': {
      const order = orderIn(first, attrs)!
      return { arg: 0, index: order.map((_, axis) => index[order.indexOf(axis)]!) }
    }
    case 'permutedBack':
      return { arg: 0, index: orderIn(first, attrs)!.map(axis => index[axis]!) }
    case 'sliced': {
      const { axis, from } = sliceIn(first, attrs)!
      return { arg: 0, index: along(index, axis, from) }
    }
    case 'padded': {
      const { axis, from, length } = sliceIn(shapes[1]!, attrs)!
      const within = index[axis]! >= from && index[axis]! < from + length
      return within ? { arg: 0, index: along(index, axis, -from) } : null
    }
    case 'concat': {
      const axis = axisIn(first, attrs)!
      let before = 0
      const arg = shapes.findIndex(shape => {
        before += shape[axis]!
        return index[axis]! < before
      })
      return { arg, index: along(index, axis, shapes[arg]![axis]! - before) }
    }
    case 'partOf': {
      const axis = axisIn(shapes[1]!, attrs)!
      const before = shapes.slice(1, -1).reduce((sum, shape) => sum + shape[axis]!, 0)
      return { arg: 0, index: along(index, axis, before) }
    }
    default: {
      const shape = shapingShape(fn, shapes, attrs, null)!
      return { arg: 0, index: indexAt(placeAt(index, shape), first) }
    }
  }
}

const along = (index: Index, axis: number, by: number): Index =>
  index.map((i, at) => (at === axis ? i + by : i))

/** The value of the function. Throws `internal:` where it has none. */
export function shaped(fn: ShapingFunction, args: readonly Tensor[], attrs: Attrs): Tensor {
  const [x, y] = args as [Tensor, Tensor]
  const count = fn === 'oneHot' ? y.data[0]! : null
  const shapes = args.map(arg => arg.shape)
  const shape = shapingShape(fn, shapes, attrs, count)
  if (!shape) throw new Error(`internal: a formula's ${fn} has no value for these shapes`)
  switch (fn) {
    case 'oneHot':
      return rowsOf(shape, x, count!, (row, column) => (row === column ? 1 : 0))
    case 'lookup':
      return rowsOf(shape, y, x.shape[0]!, (row, column) => x.data[row * x.shape[1]! + column]!)
    case 'rows':
      return scalar(x.shape[0]!)
    case 'mask':
      return keepMask(x, attrs.p as number, attrs.seed as number)
    default: {
      const out = zeros(shape)
      for (const place of out.data.keys()) {
        const from = shapingSource(fn, shapes, indexAt(place, shape), attrs)
        if (from) out.data[place] = args[from.arg]!.data[placeAt(from.index, shapes[from.arg]!)]!
      }
      return out
    }
  }
}

/** A row for each index, which must be a whole number below `count`; NaN for any other. */
function rowsOf(
  shape: Shape,
  indices: Tensor,
  count: number,
  entry: (row: number, column: number) => number,
) {
  const names = (row: number) => Array.from({ length: count }, (_, i) => i).includes(row)
  const columns = shape.at(-1)!
  const out = zeros(shape)
  for (const i of out.data.keys()) {
    const row = indices.data[Math.floor(i / columns)]!
    out.data[i] = names(row) ? entry(row, i % columns) : Number.NaN
  }
  return out
}
