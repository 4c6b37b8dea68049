/** Products whose sums run along the rows of both operands: A (n, k) with B (m, k), for few columns or a single row. */
import { lanes, loadPart, multiplyAdd, sumOfLanes } from './lanes'

/** Four rows of A with one of B. A second vector a turn would spill (see tile.ts). */
function fourByOne<T>(out: usize, step: usize, start: T, a: usize, row: usize, b: usize, k: usize): void {
  let a1 = a + row
  let a2 = a1 + row
  let a3 = a2 + row
  let c0 = v128.splat<T>(0)
  let c1 = c0
  let c2 = c0
  let c3 = c0
  for (; k >= lanes<T>(); k -= lanes<T>()) {
    const b0 = v128.load(b)
    c0 = multiplyAdd<T>(v128.load(a), b0, c0)
    c1 = multiplyAdd<T>(v128.load(a1), b0, c1)
    c2 = multiplyAdd<T>(v128.load(a2), b0, c2)
    c3 = multiplyAdd<T>(v128.load(a3), b0, c3)
    a += 16
    a1 += 16
    a2 += 16
    a3 += 16
    b += 16
  }
  if (k !== 0) {
    const b0 = loadPart<T>(b, k)
    c0 = multiplyAdd<T>(loadPart<T>(a, k), b0, c0)
    c1 = multiplyAdd<T>(loadPart<T>(a1, k), b0, c1)
    c2 = multiplyAdd<T>(loadPart<T>(a2, k), b0, c2)
    c3 = multiplyAdd<T>(loadPart<T>(a3, k), b0, c3)
  }
  store<T>(out, (start + sumOfLanes<T>(c0)) as T)
  store<T>(out + step, (start + sumOfLanes<T>(c1)) as T)
  store<T>(out + 2 * step, (start + sumOfLanes<T>(c2)) as T)
  store<T>(out + 3 * step, (start + sumOfLanes<T>(c3)) as T)
}

/** Four rows of A with two of B, so that each number of A is read once for both. */
function fourByTwo<T>(
  out: usize,
  step: usize,
  start: T,
  second: T,
  a: usize,
  row: usize,
  b: usize,
  bRow: usize,
  k: usize,
): void {
  let a1 = a + row
  let a2 = a1 + row
  let a3 = a2 + row
  let b1 = b + bRow
  let c0 = v128.splat<T>(0)
  let c1 = c0
  let c2 = c0
  let c3 = c0
  let d0 = c0
  let d1 = c0
  let d2 = c0
  let d3 = c0
  for (; k >= lanes<T>(); k -= lanes<T>()) {
    const y0 = v128.load(b)
    const y1 = v128.load(b1)
    const x0 = v128.load(a)
    c0 = multiplyAdd<T>(x0, y0, c0)
    d0 = multiplyAdd<T>(x0, y1, d0)
    const x1 = v128.load(a1)
    c1 = multiplyAdd<T>(x1, y0, c1)
    d1 = multiplyAdd<T>(x1, y1, d1)
    const x2 = v128.load(a2)
    c2 = multiplyAdd<T>(x2, y0, c2)
    d2 = multiplyAdd<T>(x2, y1, d2)
    const x3 = v128.load(a3)
    c3 = multiplyAdd<T>(x3, y0, c3)
    d3 = multiplyAdd<T>(x3, y1, d3)
    a += 16
    a1 += 16
    a2 += 16
    a3 += 16
    b += 16
    b1 += 16
  }
  if (k !== 0) {
    const y0 = loadPart<T>(b, k)
    const y1 = loadPart<T>(b1, k)
    const x0 = loadPart<T>(a, k)
    c0 = multiplyAdd<T>(x0, y0, c0)
    d0 = multiplyAdd<T>(x0, y1, d0)
    const x1 = loadPart<T>(a1, k)
    c1 = multiplyAdd<T>(x1, y0, c1)
    d1 = multiplyAdd<T>(x1, y1, d1)
    const x2 = loadPart<T>(a2, k)
    c2 = multiplyAdd<T>(x2, y0, c2)
    d2 = multiplyAdd<T>(x2, y1, d2)
    const x3 = loadPart<T>(a3, k)
    c3 = multiplyAdd<T>(x3, y0, c3)
    d3 = multiplyAdd<T>(x3, y1, d3)
  }
  storeTwo<T>(out, (start + sumOfLanes<T>(c0)) as T, (second + sumOfLanes<T>(d0)) as T)
  storeTwo<T>(out + step, (start + sumOfLanes<T>(c1)) as T, (second + sumOfLanes<T>(d1)) as T)
  storeTwo<T>(out + 2 * step, (start + sumOfLanes<T>(c2)) as T, (second + sumOfLanes<T>(d2)) as T)
  storeTwo<T>(out + 3 * step, (start + sumOfLanes<T>(c3)) as T, (second + sumOfLanes<T>(d3)) as T)
}

function storeTwo<T>(to: usize, first: T, second: T): void {
  store<T>(to, first)
  store<T>(to + sizeof<T>(), second)
}

/** One row of A with one of B. */
function oneByOne<T>(a: usize, b: usize, k: usize): T {
  let c = v128.splat<T>(0)
  let d = c
  let e = c
  let f = c
  for (; k >= 4 * lanes<T>(); k -= 4 * lanes<T>()) {
    c = multiplyAdd<T>(v128.load(a), v128.load(b), c)
    d = multiplyAdd<T>(v128.load(a, 16), v128.load(b, 16), d)
    e = multiplyAdd<T>(v128.load(a, 32), v128.load(b, 32), e)
    f = multiplyAdd<T>(v128.load(a, 48), v128.load(b, 48), f)
    a += 64
    b += 64
  }
  c = v128.add<T>(v128.add<T>(c, d), v128.add<T>(e, f))
  for (; k >= lanes<T>(); k -= lanes<T>()) {
    c = multiplyAdd<T>(v128.load(a), v128.load(b), c)
    a += 16
    b += 16
  }
  if (k !== 0) c = multiplyAdd<T>(loadPart<T>(a, k), loadPart<T>(b, k), c)
  return sumOfLanes<T>(c)
}

/** out (n, m) = A · Bᵀ + bias, where A is (n, k) and B (m, k); `bias`, `rowA`, `rowB` and `rowOut` as in `matmul`. */
export function dots<T>(
  out: usize,
  a: usize,
  b: usize,
  n: usize,
  k: usize,
  m: usize,
  bias: usize,
  rowA: usize,
  rowB: usize,
  rowOut: usize,
): void {
  const size = sizeof<T>()
  const row = rowA * size
  const bRow = rowB * size
  const step = rowOut * size
  for (; n >= 4; n -= 4) {
    let j: usize = 0
    for (; j + 2 <= m; j += 2) {
      const second = biasAt<T>(bias, j + 1)
      fourByTwo<T>(out + j * size, step, biasAt<T>(bias, j), second, a, row, b + j * bRow, bRow, k)
    }
    if (j < m) fourByOne<T>(out + j * size, step, biasAt<T>(bias, j), a, row, b + j * bRow, k)
    a += 4 * row
    out += 4 * step
  }
  for (; n !== 0; n--) {
    for (let j: usize = 0; j < m; j++)
      store<T>(out + j * size, (biasAt<T>(bias, j) + oneByOne<T>(a, b + j * bRow, k)) as T)
    a += row
    out += step
  }
}

function biasAt<T>(bias: usize, j: usize): T {
  return bias === 0 ? 0 : load<T>(bias + j * sizeof<T>())
}
