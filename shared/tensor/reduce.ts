/** Sums, means and maxima over axes, and what spreads a gradient back over them. `axes: null` means all axes. */
import { divide, subtract } from './arithmetic'
import { broadcastTo } from './broadcast'
import { divideBy, exp, log } from './elementwise'
import { foldAway, foldMax, foldSum } from './fold'
import { reshape } from './reshape'
import type { Shape, Tensor } from './tensor'

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

function reduce(kernel: typeof foldSum, x: Tensor, axes: Axes, keepDims: boolean): Tensor {
  const reduced = axesIn(x.shape, axes)
  const shape = reducedShape(x.shape, axes, keepDims)
  if (!reduced || !shape) throw new Error(`internal: no axes ${axes} in a tensor of rank ${x.shape.length}`)
  return reshape(foldAway(kernel, x, reduced, shape), shape)
}

export const sum = (x: Tensor, axes: Axes = null, keepDims = false): Tensor =>
  reduce(foldSum, x, axes, keepDims)

/** The largest entry; NaN if one is NaN. */
export const max = (x: Tensor, axes: Axes = null, keepDims = false): Tensor =>
  reduce(foldMax, x, axes, keepDims)

/** How many entries of `shape` fall together into one entry of its reduction. */
export const countOver = (shape: Shape, axes: Axes): number =>
  (axesIn(shape, axes) ?? []).reduce((n, axis) => n * shape[axis]!, 1)

export const mean = (x: Tensor, axes: Axes = null, keepDims = false): Tensor =>
  divideBy(sum(x, axes, keepDims), countOver(x.shape, axes))

/** The adjoint of `sum`: `g` of the reduced shape, repeated along the reduced axes back to `shape`. */
export function spread(g: Tensor, shape: Shape, axes: Axes): Tensor {
  const kept = reducedShape(shape, axes, true)
  if (!kept) throw new Error(`internal: no axes ${axes} in a tensor of rank ${shape.length}`)
  return broadcastTo(reshape(g, kept), shape)
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
