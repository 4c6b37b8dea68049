/** NumPy's broadcasting rule and its inverse: the only place where shapes are stretched or summed back. */
import { foldAway, foldSum } from './fold'
import { apply, type Kernel } from './kernel'
import { reshape } from './reshape'
import { type Shape, sameShape, shapeText, sizeOf, stridesOf, type Tensor } from './tensor'

/** The common shape of two operands, aligned at the last axis; `null` when a pair of sizes differs and neither is 1. */
export function broadcastShape(a: Shape, b: Shape): Shape | null {
  const rank = Math.max(a.length, b.length)
  const shape = new Array<number>(rank)
  for (let i = 1; i <= rank; i++) {
    const da = a[a.length - i] ?? 1
    const db = b[b.length - i] ?? 1
    if (da !== db && da !== 1 && db !== 1) return null
    shape[rank - i] = da === 1 ? db : da
  }
  return shape
}

/** As `broadcastShape`, for shapes that a shape rule has let pass. Throws `internal:` when they do not fit. */
export function commonShape(a: Shape, b: Shape): Shape {
  const shape = broadcastShape(a, b)
  if (!shape) throw new Error(`internal: ${shapeText(a)} and ${shapeText(b)} do not broadcast`)
  return shape
}

/** Strides of an operand of `from` when it is read as `to`: 0 along every stretched axis. */
export function broadcastStrides(from: Shape, to: Shape): number[] {
  const own = stridesOf(from)
  const lead = to.length - from.length
  return to.map((_, axis) => (axis < lead || from[axis - lead] === 1 ? 0 : own[axis - lead]!))
}

/** Calls `visit(flatIndex, offsets)` for each entry of `shape` in row-major order, with one offset per stride list. */
export function forEachOffset(
  shape: Shape,
  strides: readonly number[][],
  visit: (i: number, offsets: number[]) => void,
) {
  const size = sizeOf(shape)
  const index = new Array<number>(shape.length).fill(0)
  const offsets = strides.map(() => 0)
  for (let i = 0; i < size; i++) {
    visit(i, offsets)
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const turns = ++index[axis]! === shape[axis]
      for (let s = 0; s < strides.length; s++)
        offsets[s] = offsets[s]! + (turns ? -strides[s]![axis]! * (shape[axis]! - 1) : strides[s]![axis]!)
      if (!turns) break
      index[axis] = 0
    }
  }
}

/**
 * How two operands are read side by side: `runs` runs of `length` entries; within a run each operand advances by its step,
 * and run `r` starts at `startA[r]` and `startB[r]`. Equal shapes, a scalar operand and a row are all one short loop.
 */
export interface Pairing {
  readonly shape: Shape
  readonly length: number
  readonly stepA: number
  readonly stepB: number
  readonly startA: ArrayLike<number>
  readonly startB: ArrayLike<number>
}

const fromStart = [0]

/** The pairing of two shapes by NumPy's rule. Throws `internal:` when they do not fit: shape rules come first. */
export function pairingOf(a: Shape, b: Shape): Pairing {
  if (sameShape(a, b))
    return { shape: a, length: sizeOf(a), stepA: 1, stepB: 1, startA: fromStart, startB: fromStart }
  const shape = commonShape(a, b)
  const stridesA = broadcastStrides(a, shape)
  const stridesB = broadcastStrides(b, shape)
  // Trailing axes melt into one run as long as both operands advance evenly across them.
  let lead = shape.length
  let length = 1
  let stepA = 0
  let stepB = 0
  while (lead > 0) {
    const size = shape[lead - 1]!
    const [nextA, nextB] = [stridesA[lead - 1]!, stridesB[lead - 1]!]
    if (size !== 1 && length !== 1 && (nextA !== stepA * length || nextB !== stepB * length)) break
    if (size !== 1 && length === 1) [stepA, stepB] = [nextA, nextB]
    length *= size
    lead--
  }
  const outer = shape.slice(0, lead)
  const startA = new Int32Array(sizeOf(outer))
  const startB = new Int32Array(sizeOf(outer))
  forEachOffset(outer, [stridesA.slice(0, lead), stridesB.slice(0, lead)], (run, [atA, atB]) => {
    startA[run] = atA!
    startB[run] = atB!
  })
  return { shape, length, stepA, stepB, startA, startB }
}

const repeat: Kernel<{ readonly to: Shape }, Pairing> = {
  name: 'repeat',
  prepare: ({ inputs: [x], options }) => pairingOf(x!, options.to),
  run: (out, [x], { length, stepA, startA }) => {
    for (let run = 0, to = 0; run < startA.length; run++) {
      let from = startA[run]!
      for (const end = to + length; to < end; to++, from += stepA) out[to] = x![from]!
    }
  },
}

/** `x` read as `shape`, copied out. */
export const broadcastTo = (x: Tensor, shape: Shape): Tensor =>
  sameShape(x.shape, shape) ? x : apply(repeat, [x], shape, { to: shape })

/** The adjoint of `broadcastTo`: a gradient of the stretched shape, summed back to `shape`. */
export function sumTo(g: Tensor, shape: Shape): Tensor {
  if (sameShape(g.shape, shape)) return g
  const lead = g.shape.length - shape.length
  const stretched = g.shape.flatMap((size, axis) =>
    axis < lead || (shape[axis - lead] === 1 && size !== 1) ? [axis] : [],
  )
  return reshape(foldAway(foldSum, g, stretched, shape), shape)
}
