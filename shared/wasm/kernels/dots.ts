/** Products whose sums run along the rows of both operands: A (n, k) with B (m, k), for few columns or a single row. */
import { lanes, loadPart, multiplyAdd, sumOfLanes } from './lanes'

/** Four rows of A with one of B; two vectors a turn, so that eight sums run side by side. */
function fourByOne<T>(out: usize, outRow: usize, start: T, a: usize, aRow: usize, b: usize, k: usize): void {
  let a1 = a + aRow
  let a2 = a1 + aRow
  let a3 = a2 + aRow
  const zero = v128.splat<T>(0)
  let c0 = zero
  let c1 = zero
  let c2 = zero
  let c3 = zero
  let d0 = zero
  let d1 = zero
  let d2 = zero
  let d3 = zero
  for (; k >= 2 * lanes<T>(); k -= 2 * lanes<T>()) {
    const b0 = v128.load(b)
    c0 = multiplyAdd<T>(v128.load(a), b0, c0)
    c1 = multiplyAdd<T>(v128.load(a1), b0, c1)
    c2 = multiplyAdd<T>(v128.load(a2), b0, c2)
    c3 = multiplyAdd<T>(v128.load(a3), b0, c3)
    const b1 = v128.load(b, 16)
    d0 = multiplyAdd<T>(v128.load(a, 16), b1, d0)
    d1 = multiplyAdd<T>(v128.load(a1, 16), b1, d1)
    d2 = multiplyAdd<T>(v128.load(a2, 16), b1, d2)
    d3 = multiplyAdd<T>(v128.load(a3, 16), b1, d3)
    a += 32
    a1 += 32
    a2 += 32
    a3 += 32
    b += 32
  }
  c0 = v128.add<T>(c0, d0)
  c1 = v128.add<T>(c1, d1)
  c2 = v128.add<T>(c2, d2)
  c3 = v128.add<T>(c3, d3)
  if (k >= lanes<T>()) {
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
    k -= lanes<T>()
  }
  if (k !== 0) {
    const b0 = loadPart<T>(b, k)
    c0 = multiplyAdd<T>(loadPart<T>(a, k), b0, c0)
    c1 = multiplyAdd<T>(loadPart<T>(a1, k), b0, c1)
    c2 = multiplyAdd<T>(loadPart<T>(a2, k), b0, c2)
    c3 = multiplyAdd<T>(loadPart<T>(a3, k), b0, c3)
  }
  store<T>(out, (start + sumOfLanes<T>(c0)) as T)
  store<T>(out + outRow, (start + sumOfLanes<T>(c1)) as T)
  store<T>(out + 2 * outRow, (start + sumOfLanes<T>(c2)) as T)
  store<T>(out + 3 * outRow, (start + sumOfLanes<T>(c3)) as T)
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

/** out (n, m) = A · Bᵀ + bias, where A is (n, k) and B (m, k); `bias` as in `matmul`. */
export function dots<T>(out: usize, a: usize, b: usize, n: usize, k: usize, m: usize, bias: usize): void {
  const row = k * sizeof<T>()
  const outRow = m * sizeof<T>()
  for (let i: usize = 0; i < n; i += 4) {
    for (let j: usize = 0; j < m; j++) {
      const start: T = bias === 0 ? 0 : load<T>(bias + j * sizeof<T>())
      const to = out + j * sizeof<T>()
      const fromB = b + j * row
      if (i + 4 <= n) fourByOne<T>(to, outRow, start, a, row, fromB, k)
      else
        for (let last: usize = 0; last < n - i; last++)
          store<T>(to + last * outRow, (start + oneByOne<T>(a + last * row, fromB, k)) as T)
    }
    a += 4 * row
    out += 4 * outRow
  }
}
