/** Products with matrices of two columns and no gaps, which are read and written as they stand: pairs of numbers side by side. */
import { lanes, multiplyAdd, storePart, zeros } from './lanes'

/** The numbers of `x` twice each, the first half of them and the second: in float64 one number, in float32 two. */
function firstTwice<T>(x: v128): v128 {
  return sizeof<T>() === 8 ? v128.shuffle<f64>(x, x, 0, 0) : v128.shuffle<f32>(x, x, 0, 0, 1, 1)
}
function secondTwice<T>(x: v128): v128 {
  return sizeof<T>() === 8 ? v128.shuffle<f64>(x, x, 1, 1) : v128.shuffle<f32>(x, x, 2, 2, 3, 3)
}

/** The first and the second numbers of the pairs in `x` and `y`. */
function firsts<T>(x: v128, y: v128): v128 {
  return sizeof<T>() === 8 ? v128.shuffle<f64>(x, y, 0, 2) : v128.shuffle<f32>(x, y, 0, 2, 4, 6)
}
function seconds<T>(x: v128, y: v128): v128 {
  return sizeof<T>() === 8 ? v128.shuffle<f64>(x, y, 1, 3) : v128.shuffle<f32>(x, y, 1, 3, 5, 7)
}

/** A pair in every place of a vector. */
function pairOf<T>(at: usize): v128 {
  return sizeof<T>() === 8 ? v128.load(at) : v128.load64_splat(at)
}

/** out (1, 2) = a · b + bias, where `a` is a row of k numbers and b (k, 2); `bias` as in `matmul`. */
export function rowOfPairs<T>(out: usize, a: usize, b: usize, k: usize, bias: usize): void {
  let c = v128.splat<T>(0)
  let d = c
  let e = c
  let f = c
  for (; k >= 2 * lanes<T>(); k -= 2 * lanes<T>()) {
    const x = v128.load(a)
    const y = v128.load(a, 16)
    c = multiplyAdd<T>(firstTwice<T>(x), v128.load(b), c)
    d = multiplyAdd<T>(secondTwice<T>(x), v128.load(b, 16), d)
    e = multiplyAdd<T>(firstTwice<T>(y), v128.load(b, 32), e)
    f = multiplyAdd<T>(secondTwice<T>(y), v128.load(b, 48), f)
    a += 32
    b += 64
  }
  let sum = v128.add<T>(v128.add<T>(c, d), v128.add<T>(e, f))
  if (sizeof<T>() === 4) sum = v128.add<T>(sum, v128.shuffle<f32>(sum, sum, 2, 3, 0, 1))
  for (; k !== 0; k--) {
    sum = multiplyAdd<T>(v128.load_splat<T>(a), pairOf<T>(b), sum)
    a += sizeof<T>()
    b += 2 * sizeof<T>()
  }
  storePair<T>(out, bias === 0 ? sum : v128.add<T>(sum, pairOf<T>(bias)))
}

function storePair<T>(to: usize, x: v128): void {
  if (sizeof<T>() === 8) v128.store(to, x)
  else v128.store64_lane(to, x, 0)
}

/** out (n, 2): `a` is a column of n numbers, `b` a pair. Added to 0, as sums begin: 0 · −1 alone would be −0. */
export function columnOfPairs<T>(out: usize, a: usize, b: usize, n: usize): void {
  const pair = pairOf<T>(b)
  const zero = v128.splat<T>(0)
  for (; n >= lanes<T>(); n -= lanes<T>()) {
    const x = v128.load(a)
    v128.store(out, multiplyAdd<T>(firstTwice<T>(x), pair, zero))
    v128.store(out, multiplyAdd<T>(secondTwice<T>(x), pair, zero), 16)
    a += 16
    out += 32
  }
  for (; n !== 0; n--) {
    storePair<T>(out, multiplyAdd<T>(v128.load_splat<T>(a), pair, zero))
    a += sizeof<T>()
    out += 2 * sizeof<T>()
  }
}

/** out (1, m) = a · bᵀ + bias, where `a` is a pair and b (m, 2); `bias` as in `matmul`. Each sum in the order of `thinProduct`. */
export function pairByPairs<T>(out: usize, a: usize, b: usize, m: usize, bias: usize): void {
  const first = v128.load_splat<T>(a)
  const second = v128.load_splat<T>(a + sizeof<T>())
  let start: usize = bias === 0 ? zeros : bias
  const step: usize = bias === 0 ? 0 : 1
  for (; m >= lanes<T>(); m -= lanes<T>()) {
    const x = v128.load(b)
    const y = v128.load(b, 16)
    const sum = multiplyAdd<T>(first, firsts<T>(x, y), v128.load(start))
    v128.store(out, multiplyAdd<T>(second, seconds<T>(x, y), sum))
    b += 32
    out += 16
    start += step << 4
  }
  for (; m !== 0; m--) {
    const sum = multiplyAdd<T>(first, v128.load_splat<T>(b), v128.load_splat<T>(start))
    storePart<T>(out, multiplyAdd<T>(second, v128.load_splat<T>(b + sizeof<T>()), sum), 1)
    b += 2 * sizeof<T>()
    out += sizeof<T>()
    start += step * sizeof<T>()
  }
}
