/**
 * The natural logarithm on whole vectors, within 1 unit in the last place: x = 2^k (1 + f) with √½ ≤ 1 + f < √2, s = f / (2 + f),
 * and log x = k ln 2 + f − f²/2 + s (f²/2 + R(s²)). Method and coefficients: FreeBSD's e_log.c and e_logf.c
 * (Copyright 1993 by Sun Microsystems, Inc.; permission to use, copy, modify and distribute is freely granted).
 */
import { fullMask, maskOf, multiplyAdd } from './lanes'

const smallestNormal = 0
const largest = 1
const lift = 2
const liftedBy = 3
const wholeBias = 4
const ln2High = 5
const ln2Low = 6
const one = 7
const two = 8
const half = 9
const infinity = 10
const c = 11

const table64 = memory.data<f64>([
  2.2250738585072014e-308,
  1.7976931348623157e308,
  1.8014398509481984e16,
  54.0,
  4503599627371519.0,
  0.6931471803691238,
  1.9082149292705877e-10,
  1.0,
  2.0,
  0.5,
  Infinity,
  0.6666666666666735,
  0.3999999999940942,
  0.2857142874366239,
  0.22222198432149784,
  0.1818357216161805,
  0.15313837699209373,
  0.14798198605116586,
])
const table32 = memory.data<f32>([
  1.1754944e-38,
  3.4028235e38,
  3.3554432e7,
  25.0,
  8.388735e6,
  0.6931381,
  9.058001e-6,
  1.0,
  2.0,
  0.5,
  Infinity,
  0.6666666,
  0.40000972,
  0.28498787,
  0.24279079,
])
const toOne = 0
const mantissa = 1
const rootOfHalf = 2
const wholeExponent = 3
// The bits of: 1 less those of √½ (cut short); a mantissa; √½; the number whose last bits are whole numbers.
const bits64 = memory.data<u64>([
  0x0009_5f62_0000_0000, 0x000f_ffff_ffff_ffff, 0x3fe6_a09e_0000_0000, 0x4330_0000_0000_0000,
])
const bits32 = memory.data<u32>([0x004a_fb0d, 0x007f_ffff, 0x3f35_04f3, 0x4b00_0000])

function number<T>(slot: usize): v128 {
  return v128.load_splat<T>((sizeof<T>() === 8 ? table64 : table32) + slot * sizeof<T>())
}

function bits<T>(slot: usize): v128 {
  return v128.load_splat<T>((sizeof<T>() === 8 ? bits64 : bits32) + slot * sizeof<T>())
}

class Parts {
  /** The logarithm of normal numbers above 0. `bias` is what stands before k when its bits are read as a number. */
  @inline
  log<T>(x: v128, bias: v128): v128 {
    let whole: v128
    let part: v128
    if (sizeof<T>() === 8) {
      const shifted = i64x2.add(x, bits<T>(toOne))
      whole = i64x2.shr_u(shifted, 52)
      part = i64x2.add(v128.and(shifted, bits<T>(mantissa)), bits<T>(rootOfHalf))
    } else {
      const shifted = i32x4.add(x, bits<T>(toOne))
      whole = i32x4.shr_u(shifted, 23)
      part = i32x4.add(v128.and(shifted, bits<T>(mantissa)), bits<T>(rootOfHalf))
    }
    const k = v128.sub<T>(v128.or(whole, bits<T>(wholeExponent)), bias)
    const f = v128.sub<T>(part, number<T>(one))
    const s = v128.div<T>(f, v128.add<T>(f, number<T>(two)))
    const z = v128.mul<T>(s, s)
    const w = v128.mul<T>(z, z)
    let odd: v128
    let even: v128
    if (sizeof<T>() === 8) {
      odd = multiplyAdd<T>(w, number<T>(c + 6), number<T>(c + 4))
      odd = multiplyAdd<T>(w, odd, number<T>(c + 2))
      even = multiplyAdd<T>(w, number<T>(c + 5), number<T>(c + 3))
    } else {
      odd = number<T>(c + 2)
      even = number<T>(c + 3)
    }
    odd = v128.mul<T>(z, multiplyAdd<T>(w, odd, number<T>(c)))
    even = multiplyAdd<T>(w, even, number<T>(c + 1))
    const rest = multiplyAdd<T>(w, even, odd)
    const halfSquare = v128.mul<T>(v128.mul<T>(f, f), number<T>(half))
    const small = multiplyAdd<T>(k, number<T>(ln2Low), v128.mul<T>(s, v128.add<T>(halfSquare, rest)))
    return multiplyAdd<T>(k, number<T>(ln2High), v128.add<T>(v128.sub<T>(small, halfSquare), f))
  }
}

/** Where an entry is subnormal, 0 (−Infinity), negative (NaN), Infinity or NaN (itself). */
function farLog<T>(x: v128): v128 {
  const parts = changetype<Parts>(0)
  const zero = v128.splat<T>(0)
  const subnormal = v128.lt<T>(x, number<T>(smallestNormal))
  const lifted = v128.bitselect(v128.mul<T>(x, number<T>(lift)), x, subnormal)
  const bias = v128.add<T>(number<T>(wholeBias), v128.and(number<T>(liftedBy), subnormal))
  let y = parts.log<T>(lifted, bias)
  y = v128.bitselect(v128.neg<T>(number<T>(infinity)), y, v128.eq<T>(x, zero))
  y = v128.bitselect(v128.sqrt<T>(x), y, v128.lt<T>(x, zero))
  return v128.bitselect(y, x, v128.lt<T>(x, number<T>(infinity)))
}

export class Log {
  @inline
  of<T>(x: v128): v128 {
    const usual = v128.and(v128.ge<T>(x, number<T>(smallestNormal)), v128.le<T>(x, number<T>(largest)))
    if (maskOf<T>(usual) !== fullMask<T>()) return farLog<T>(x)
    const parts = changetype<Parts>(0)
    return parts.log<T>(x, number<T>(wholeBias))
  }
}
