/** Matrix products, transposition and reshaping, with NumPy's rules for vectors and batches. */
import { broadcastShape, broadcastStrides, forEachOffset } from './broadcast'
import { type Shape, sameShape, shapeText, sizeOf, stridesOf, type Tensor, zeros } from './tensor'

/** The same numbers, row by row, in another shape of the same size. Shares the data. */
export function reshape(x: Tensor, shape: Shape): Tensor {
  if (sizeOf(shape) !== x.data.length)
    throw new Error(`internal: ${shapeText(x.shape)} cannot become ${shapeText(shape)}`)
  return sameShape(x.shape, shape) ? x : { shape, data: x.data }
}

/** `out.shape[i] = x.shape[axes[i]]`; without `axes` the last two axes change places, and a vector stays as it is. */
export function transpose(x: Tensor, axes?: readonly number[]): Tensor {
  const order = axes ?? lastTwoSwapped(x.shape.length)
  if (order.every((axis, i) => axis === i)) return x
  const strides = stridesOf(x.shape)
  const out = zeros(order.map(axis => x.shape[axis]!))
  if (order.length === 2) {
    const [rows, columns] = x.shape as readonly [number, number]
    for (let row = 0, from = 0; row < rows; row++)
      for (let to = row; from < (row + 1) * columns; to += rows) out.data[to] = x.data[from++]!
    return out
  }
  forEachOffset(out.shape, [order.map(axis => strides[axis]!)], (i, [from]) => {
    out.data[i] = x.data[from!]!
  })
  return out
}

function lastTwoSwapped(rank: number): number[] {
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

/** `a @ b`: (n, k) by (k, m) is (n, m); vectors and leading batch axes as in `numpy.matmul`. */
export function matmul(a: Tensor, b: Tensor): Tensor {
  const shape = matmulShape(a.shape, b.shape)
  if (!shape) throw new Error(`internal: ${shapeText(a.shape)} @ ${shapeText(b.shape)} has no meaning`)
  const [left, right] = [asRow(a.shape), asColumn(b.shape)]
  const [n, k, m] = [left.at(-2)!, left.at(-1)!, right.at(-1)!]
  const out = zeros(shape)
  if (left.length === 2 && right.length === 2) multiplyInto(out.data, 0, a.data, 0, b.data, 0, n, k, m)
  else {
    const batch = broadcastShape(left.slice(0, -2), right.slice(0, -2))!
    const strides = [left, right].map(s => broadcastStrides(s.slice(0, -2), batch))
    forEachOffset(batch, strides, (i, [atA, atB]) => {
      multiplyInto(out.data, i * n * m, a.data, atA! * n * k, b.data, atB! * k * m, n, k, m)
    })
  }
  return out
}

/** One (n, k) by (k, m) product, added into zeros. */
function multiplyInto(
  out: Float64Array,
  atOut: number,
  a: Float64Array,
  atA: number,
  b: Float64Array,
  atB: number,
  n: number,
  k: number,
  m: number,
) {
  for (let i = 0; i < n; i++) {
    const row = atOut + i * m
    const from = atA + i * k
    // Few columns: one dot product per entry. Many: whole rows of b, so that memory is read in order, four at a time, so
    // that each entry of out is loaded and stored a quarter as often. The sums keep their order, and so their last bits.
    if (m <= 4) {
      for (let j = 0; j < m; j++) {
        let dot = 0
        for (let q = 0, at = atB + j; q < k; q++, at += m) dot += a[from + q]! * b[at]!
        out[row + j] = dot
      }
      continue
    }
    let p = 0
    for (; p + 4 <= k; p += 4) {
      const [f0, f1, f2, f3] = [a[from + p]!, a[from + p + 1]!, a[from + p + 2]!, a[from + p + 3]!]
      const b0 = atB + p * m
      const [b1, b2, b3] = [b0 + m, b0 + 2 * m, b0 + 3 * m]
      for (let j = 0; j < m; j++)
        out[row + j] = out[row + j]! + f0 * b[b0 + j]! + f1 * b[b1 + j]! + f2 * b[b2 + j]! + f3 * b[b3 + j]!
    }
    for (; p < k; p++) {
      const factor = a[from + p]!
      const at = atB + p * m
      for (let j = 0; j < m; j++) out[row + j] = out[row + j]! + factor * b[at + j]!
    }
  }
}
