/** The matrix product for sums of one or two terms: the result is written from its beginning to its end. */
import { lanes, loadPart, multiplyAdd, storePart, zeros } from './lanes'

/**
 * out (n, m) = A · b + bias for `k` = 1 or 2 and b (k, m): entry (i, p) of A stands at `a + i · aRow + p · aStep`, rows of `b` and
 * `out` are `bRow` and `outRow` apart (all in bytes); `bias` as in `matmul`.
 */
export function thinProduct<T>(
  out: usize,
  outRow: usize,
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bRow: usize,
  n: usize,
  k: usize,
  m: usize,
  bias: usize,
): void {
  // A sum begins with 0 also where there is no bias: 0 · −1 alone would be −0.
  const start: usize = bias === 0 ? zeros : bias
  const step: usize = bias === 0 ? 0 : 16
  for (; n !== 0; n--) {
    const first = v128.load_splat<T>(a)
    if (k === 2) twoTerms<T>(out, first, v128.load_splat<T>(a + aStep), b, b + bRow, m, start, step)
    else oneTerm<T>(out, first, b, m, start, step)
    a += aRow
    out += outRow
  }
}

/** `start` is where the sums begin: it advances by `step` with them, or stands still at zeros. */
function twoTerms<T>(
  out: usize,
  first: v128,
  second: v128,
  b: usize,
  b1: usize,
  m: usize,
  start: usize,
  step: usize,
): void {
  for (; m >= lanes<T>(); m -= lanes<T>()) {
    const sum = multiplyAdd<T>(first, v128.load(b), v128.load(start))
    v128.store(out, multiplyAdd<T>(second, v128.load(b1), sum))
    b += 16
    b1 += 16
    out += 16
    start += step
  }
  if (m === 0) return
  const sum = multiplyAdd<T>(first, loadPart<T>(b, m), loadPart<T>(start, m))
  storePart<T>(out, multiplyAdd<T>(second, loadPart<T>(b1, m), sum), m)
}

function oneTerm<T>(out: usize, first: v128, b: usize, m: usize, start: usize, step: usize): void {
  for (; m >= lanes<T>(); m -= lanes<T>()) {
    v128.store(out, multiplyAdd<T>(first, v128.load(b), v128.load(start)))
    b += 16
    out += 16
    start += step
  }
  if (m !== 0) storePart<T>(out, multiplyAdd<T>(first, loadPart<T>(b, m), loadPart<T>(start, m)), m)
}
