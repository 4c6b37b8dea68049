/** NumPy's broadcasting rule and its inverse: the only place where shapes are stretched or summed back. */
import { sameShape, type Shape, sizeOf, stridesOf, type Tensor, zeros } from './tensor'

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

/** Strides of an operand of `from` when it is read as `to`: 0 along every stretched axis. */
export function broadcastStrides(from: Shape, to: Shape): number[] {
  const own = stridesOf(from)
  const lead = to.length - from.length
  return to.map((_, axis) => (axis < lead || from[axis - lead] === 1 ? 0 : own[axis - lead]!))
}

/** Calls `visit(flatIndex, offsets)` for each entry of `shape` in row-major order, with one offset per stride list. */
export function forEachOffset(shape: Shape, strides: readonly number[][], visit: (i: number, offsets: number[]) => void) {
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

/** `x` read as `shape`, copied out. */
export function broadcastTo(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x
  const out = zeros(shape)
  forEachOffset(shape, [broadcastStrides(x.shape, shape)], (i, [from]) => {
    out.data[i] = x.data[from!]!
  })
  return out
}

/** The adjoint of `broadcastTo`: a gradient of the stretched shape, summed back to `shape`. */
export function sumTo(g: Tensor, shape: Shape): Tensor {
  if (sameShape(g.shape, shape)) return g
  const out = zeros(shape)
  forEachOffset(g.shape, [broadcastStrides(shape, g.shape)], (i, [to]) => {
    out.data[to!] = out.data[to!]! + g.data[i]!
  })
  return out
}
