/** Sums, means and maxima over axes, and what spreads a gradient back over them. `axes: null` means all axes. */
import { divide, subtract } from './arithmetic'
import { broadcastTo } from './broadcast'
import { divideBy, exp, log } from './elementwise'
import { type Shape, sizeOf, type Tensor } from './tensor'

export type Axes = readonly number[] | null

/** The axes counted from 0 and in order; `null` when one is not an axis of `shape` or is named twice. */
export function axesIn(shape: Shape, axes: Axes): number[] | null {
  if (axes === null) return shape.map((_, axis) => axis)
  const rank = shape.length
  const counted = axes.map(axis => (axis < 0 ? axis + rank : axis)).sort((a, b) => a - b)
  const fits = counted.every(
    (axis, i) => Number.isInteger(axis) && axis >= 0 && axis < rank && axis !== counted[i - 1],
  )
  return fits ? counted : null
}

/** The shape after a reduction; `null` when the axes do not fit. */
export function reducedShape(shape: Shape, axes: Axes, keepDims: boolean): Shape | null {
  const reduced = axesIn(shape, axes)
  if (!reduced) return null
  return keepDims
    ? shape.map((size, axis) => (reduced.includes(axis) ? 1 : size))
    : shape.filter((_, axis) => !reduced.includes(axis))
}

type Fold = (from: Float64Array, outer: number, count: number, inner: number) => Float64Array

/** Folds each run of neighbouring axes in turn, the last first, reading the data as (outer, count, inner). */
function reduce(x: Tensor, axes: Axes, keepDims: boolean, fold: Fold): Tensor {
  const reduced = axesIn(x.shape, axes)
  const shape = reducedShape(x.shape, axes, keepDims)
  if (!reduced || !shape) throw new Error(`internal: no axes ${axes} in a tensor of rank ${x.shape.length}`)
  let data = x.data
  for (let i = reduced.length - 1; i >= 0; i--) {
    const last = reduced[i]!
    while (i > 0 && reduced[i - 1] === reduced[i]! - 1) i--
    const first = reduced[i]!
    const outer = sizeOf(x.shape.slice(0, first))
    const count = sizeOf(x.shape.slice(first, last + 1))
    const inner = data.length / (outer * count)
    data = fold(data, outer, count, inner)
  }
  return { shape, data: data === x.data ? data.slice() : data }
}

const foldSum: Fold = (from, outer, count, inner) => {
  const data = new Float64Array(outer * inner)
  for (let o = 0, i = 0; o < outer; o++)
    for (let c = 0; c < count; c++)
      for (let to = o * inner; to < (o + 1) * inner; to++) data[to] = data[to]! + from[i++]!
  return data
}

const foldMax: Fold = (from, outer, count, inner) => {
  const data = new Float64Array(outer * inner).fill(-Infinity)
  for (let o = 0, i = 0; o < outer; o++)
    for (let c = 0; c < count; c++)
      for (let to = o * inner; to < (o + 1) * inner; to++) data[to] = Math.max(data[to]!, from[i++]!)
  return data
}

export const sum = (x: Tensor, axes: Axes = null, keepDims = false): Tensor =>
  reduce(x, axes, keepDims, foldSum)

/** The largest entry; NaN if one is NaN. */
export const max = (x: Tensor, axes: Axes = null, keepDims = false): Tensor =>
  reduce(x, axes, keepDims, foldMax)

/** How many entries of `shape` fall together into one entry of its reduction. */
export const countOver = (shape: Shape, axes: Axes): number =>
  (axesIn(shape, axes) ?? []).reduce((n, axis) => n * shape[axis]!, 1)

export const mean = (x: Tensor, axes: Axes = null, keepDims = false): Tensor =>
  divideBy(sum(x, axes, keepDims), countOver(x.shape, axes))

/** The adjoint of `sum`: `g` of the reduced shape, repeated along the reduced axes back to `shape`. */
export function spread(g: Tensor, shape: Shape, axes: Axes): Tensor {
  const kept = reducedShape(shape, axes, true)
  if (!kept) throw new Error(`internal: no axes ${axes} in a tensor of rank ${shape.length}`)
  return broadcastTo({ shape: kept, data: g.data }, shape)
}

/** `e^x / Σ e^x` along the axis; the maximum is subtracted first, which changes nothing but the overflow. */
export function softmax(x: Tensor, axis: number): Tensor {
  const e = exp(subtract(x, max(x, [axis], true)))
  return divide(e, sum(e, [axis], true))
}

/** `ln softmax(x)` along the axis, exact where softmax itself would round to 0. */
export function logSoftmax(x: Tensor, axis: number): Tensor {
  const shifted = subtract(x, max(x, [axis], true))
  return subtract(shifted, log(sum(exp(shifted), [axis], true)))
}
