/** Matrix products and transposition, with NumPy's rules for vectors and batches. */
import { broadcastShape, broadcastStrides, forEachOffset } from './broadcast'
import { apply, type Frame, type Kernel, type Numbers } from './kernel'
import { reshape } from './reshape'
import { type Shape, shapeText, sizeOf, stridesOf, type Tensor } from './tensor'

/** Where each entry of the result is read from. */
export const permute: Kernel<{ readonly axes: readonly number[] }, Int32Array> = {
  name: 'transpose',
  prepare: ({ inputs: [x], shape, options: { axes } }) => {
    const strides = stridesOf(x!)
    const from = new Int32Array(sizeOf(shape))
    forEachOffset(shape, [axes.map(axis => strides[axis]!)], (i, [offset]) => {
      from[i] = offset!
    })
    return from
  },
  run: (out, [x], from) => {
    for (let i = 0; i < from.length; i++) out[i] = x![from[i]!]!
  },
}

/** The order that `axes` puts the axes of a tensor in, counted from 0; `null` where it does not name each of them once. */
export function orderOf(rank: number, axes: readonly number[] | null): number[] | null {
  if (axes === null) return lastTwoSwapped(rank)
  const order = axes.map(axis => (axis < 0 ? axis + rank : axis))
  return order.length === rank && order.every((_, axis) => order.includes(axis)) ? order : null
}

/** `out.shape[i] = x.shape[axes[i]]`; without `axes` the last two axes change places, and a vector stays as it is. */
export function transpose(x: Tensor, axes?: readonly number[]): Tensor {
  const order = axes ?? lastTwoSwapped(x.shape.length)
  if (order.every((axis, i) => axis === i)) return x
  const shape = order.map(axis => x.shape[axis]!)
  // Axes of size 1 move for nothing: the numbers keep their order.
  const moved = order.filter(axis => x.shape[axis] !== 1)
  if (moved.every((axis, i) => i === 0 || axis > moved[i - 1]!)) return reshape(x, shape)
  return apply(permute, [x], shape, { axes: order })
}

export function lastTwoSwapped(rank: number): number[] {
  const order = Array.from({ length: rank }, (_, axis) => axis)
  return rank < 2 ? order : [...order.slice(0, -2), rank - 1, rank - 2]
}

/** A vector on the left of `@` counts as one row, a vector on the right as one column; both leave the result again. */
export const asRow = (a: Shape): Shape => (a.length === 1 ? [1, ...a] : a)
export const asColumn = (b: Shape): Shape => (b.length === 1 ? [...b, 1] : b)

/** The shape of `a @ b`; `null` when the inner sizes or the batch axes do not fit, or one is a scalar. */
export function matmulShape(a: Shape, b: Shape): Shape | null {
  if (a.length === 0 || b.length === 0) return null
  const [left, right] = [asRow(a), asColumn(b)]
  const batch = broadcastShape(left.slice(0, -2), right.slice(0, -2))
  if (!batch || left.at(-1) !== right.at(-2)) return null
  return [...batch, ...(a.length === 1 ? [] : [left.at(-2)!]), ...(b.length === 1 ? [] : [right.at(-1)!])]
}

/** Whether an operand is stored with its last two axes swapped. */
type Layout = { readonly transA: boolean; readonly transB: boolean }

/** One (n, k) by (k, m) product per batch, at these offsets of the operands. */
export interface Products extends Layout {
  readonly n: number
  readonly k: number
  readonly m: number
  readonly startA: ArrayLike<number>
  readonly startB: ArrayLike<number>
}

function productsOf({ inputs: [a, b], options }: Frame<Layout>): Products {
  const [left, right] = [asRow(a!), asColumn(b!)]
  const swapped = (s: Shape, is: boolean) => [s.at(is ? -1 : -2)!, s.at(is ? -2 : -1)!] as const
  const [n, k] = swapped(left, options.transA)
  const [, m] = swapped(right, options.transB)
  const batch = broadcastShape(left.slice(0, -2), right.slice(0, -2))!
  const strides = [left, right].map(s => broadcastStrides(s.slice(0, -2), batch))
  const startA = new Int32Array(sizeOf(batch))
  const startB = new Int32Array(sizeOf(batch))
  forEachOffset(batch, strides, (i, [atA, atB]) => {
    startA[i] = atA! * n * k
    startB[i] = atB! * k * m
  })
  return { n, k, m, startA, startB, ...options }
}

/** `a @ b`, or with a third operand of m entries `a @ b + bias`, added to every row. */
export const product: Kernel<Layout, Products> = {
  name: 'matmul',
  prepare: productsOf,
  run: (out, [a, b, bias], products) => {
    const { n, m, startA, startB } = products
    if (bias) for (let row = 0; row < out.length; row += m) out.set(bias, row)
    else out.fill(0)
    for (let i = 0; i < startA.length; i++)
      multiplyInto(out, i * n * m, a!, startA[i]!, b!, startB[i]!, products)
  },
  multiplyAdds: frame => {
    const { n, k, m, startA } = productsOf(frame)
    return startA.length * n * k * m
  },
}

const plainly: Layout = { transA: false, transB: false }

/** `a @ b`: (n, k) by (k, m) is (n, m); vectors and leading batch axes as in `numpy.matmul`. */
export function matmul(a: Tensor, b: Tensor): Tensor {
  const shape = matmulShape(a.shape, b.shape)
  if (!shape) throw new Error(`internal: ${shapeText(a.shape)} @ ${shapeText(b.shape)} has no meaning`)
  return apply(product, [a, b], shape, plainly)
}

/** `x W + b` for x (N, D), W (D, H), b (H). */
export const affine = (x: Tensor, W: Tensor, b: Tensor): Tensor =>
  apply(product, [x, W, b], [x.shape[0]!, W.shape[1]!], plainly)

/** One product, added into what `out` holds. Each entry of b (of a, if b is stored transposed) is read in the order of memory. */
function multiplyInto(
  out: Numbers,
  atOut: number,
  a: Numbers,
  atA: number,
  b: Numbers,
  atB: number,
  { n, k, m, transA, transB }: Products,
) {
  const [rowA, stepA] = transA ? [1, n] : [k, 1]
  if (transB || (m <= 4 && k > 4)) {
    const [columnB, stepB] = transB ? [k, 1] : [1, m]
    for (let i = 0; i < n; i++)
      for (let j = 0; j < m; j++) {
        let dot = out[atOut + i * m + j]!
        let p = atA + i * rowA
        let q = atB + j * columnB
        for (let left = k; left > 0; left--, p += stepA, q += stepB) dot += a[p]! * b[q]!
        out[atOut + i * m + j] = dot
      }
    return
  }
  for (let i = 0; i < n; i++) {
    const row = atOut + i * m
    // Four rows of b at a time, so that each entry of out is loaded and stored a quarter as often.
    let p = 0
    let from = atA + i * rowA
    for (; p + 4 <= k; p += 4, from += 4 * stepA) {
      const [f0, f1] = [a[from]!, a[from + stepA]!]
      const [f2, f3] = [a[from + 2 * stepA]!, a[from + 3 * stepA]!]
      const b0 = atB + p * m
      const [b1, b2, b3] = [b0 + m, b0 + 2 * m, b0 + 3 * m]
      for (let j = 0; j < m; j++)
        out[row + j] = out[row + j]! + f0 * b[b0 + j]! + f1 * b[b1 + j]! + f2 * b[b2 + j]! + f3 * b[b3 + j]!
    }
    for (; p < k; p++, from += stepA) {
      const factor = a[from]!
      const at = atB + p * m
      for (let j = 0; j < m; j++) out[row + j] = out[row + j]! + factor * b[at + j]!
    }
  }
}
