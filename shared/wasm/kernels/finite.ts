/** Where the first number stands that is NaN or infinite. */

/** Its index, or −1. A finite number times 0 is 0, any other NaN. */
function firstNonFinite<T>(x: usize, n: usize): i32 {
  const zero = v128.splat<T>(0)
  const start = x
  const end = x + n * sizeof<T>()
  for (; n >= 64 / sizeof<T>(); n -= 64 / sizeof<T>()) {
    const a = v128.add<T>(v128.mul<T>(v128.load(x), zero), v128.mul<T>(v128.load(x, 16), zero))
    const b = v128.add<T>(v128.mul<T>(v128.load(x, 32), zero), v128.mul<T>(v128.load(x, 48), zero))
    const sum = v128.add<T>(a, b)
    if (v128.any_true(v128.ne<T>(sum, sum))) break
    x += 64
  }
  for (; x !== end; x += sizeof<T>()) {
    const product = (load<T>(x) * (0 as T)) as T
    if (product !== 0) return <i32>((x - start) / sizeof<T>())
  }
  return -1
}

export function firstNonFinite64(x: usize, n: usize): i32 {
  return firstNonFinite<f64>(x, n)
}
export function firstNonFinite32(x: usize, n: usize): i32 {
  return firstNonFinite<f32>(x, n)
}
