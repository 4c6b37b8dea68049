/** What all kernels share: how many numbers a vector holds, vectors that are not full, and one fused step where there is one. */

/** Where sums begin that begin with nothing: 128 bytes of 0. */
export const zeros: usize = memory.data<u64>([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])

/** Numbers in one 128-bit vector: 2 in float64, 4 in float32. */
export function lanes<T>(): usize {
  return 16 / sizeof<T>()
}

/** The first `count` numbers (fewer than a vector) at `from`; the other lanes are 0. Reads nothing beyond them. */
export function loadPart<T>(from: usize, count: usize): v128 {
  if (sizeof<T>() === 8) return v128.load64_zero(from)
  if (count === 1) return v128.load32_zero(from)
  const two = v128.load64_zero(from)
  return count === 2 ? two : v128.load32_lane(from, two, 2, 8)
}

/** Writes the first `count` lanes (fewer than all) and nothing beyond them. */
export function storePart<T>(to: usize, x: v128, count: usize): void {
  if (sizeof<T>() === 8) {
    v128.store64_lane(to, x, 0)
    return
  }
  if (count === 1) {
    v128.store32_lane(to, x, 0)
    return
  }
  v128.store64_lane(to, x, 0)
  if (count === 3) v128.store32_lane(to, x, 2, 8)
}

/** The numbers at `from`, `from + step`, …, one a lane. `step` is in bytes. */
export function loadSpread<T>(from: usize, step: usize): v128 {
  if (sizeof<T>() === 8) return v128.load64_lane(from + step, v128.load64_zero(from), 1)
  const two = v128.load32_lane(from + step, v128.load32_zero(from), 1)
  return v128.load32_lane(from + 3 * step, v128.load32_lane(from + 2 * step, two, 2), 3)
}

/** `a · b + c`: rounded once in the relaxed binaries where the machine can, else twice. */
export function multiplyAdd<T>(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_madd<T>(a, b, c)
  return v128.add<T>(v128.mul<T>(a, b), c)
}

/** `c − a · b`, rounded as in `multiplyAdd`. */
export function multiplySubtract<T>(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_nmadd<T>(a, b, c)
  return v128.sub<T>(c, v128.mul<T>(a, b))
}

/** The sum of all lanes. */
export function sumOfLanes<T>(x: v128): T {
  if (sizeof<T>() === 8) return (v128.extract_lane<T>(x, 0) + v128.extract_lane<T>(x, 1)) as T
  const two = f32x4.add(x, v128.shuffle<f32>(x, x, 2, 3, 0, 1))
  return (v128.extract_lane<T>(two, 0) + v128.extract_lane<T>(two, 1)) as T
}

/** The largest lane; NaN if one is NaN. */
export function maxOfLanes<T>(x: v128): T {
  if (sizeof<T>() === 8) return max<T>(v128.extract_lane<T>(x, 0), v128.extract_lane<T>(x, 1))
  const two = f32x4.max(x, v128.shuffle<f32>(x, x, 2, 3, 0, 1))
  return max<T>(v128.extract_lane<T>(two, 0), v128.extract_lane<T>(two, 1))
}

/** One bit per lane of a comparison's result. */
export function maskOf<T>(lanesThatHold: v128): i32 {
  if (sizeof<T>() === 8) return i64x2.bitmask(lanesThatHold)
  return i32x4.bitmask(lanesThatHold)
}

/** `maskOf` where every lane holds. */
export function fullMask<T>(): i32 {
  return (1 << (<i32>(16 / sizeof<T>()))) - 1
}
