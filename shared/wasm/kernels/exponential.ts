/**
 * exp, tanh and the sigmoid on whole vectors, within 2 units in the last place of the true value in float64 and 3 in float32.
 *
 * x = k ln 2 + r with |r| ≤ ln 2 / 2, and e^x = 2^k (1 + r + r² Q(r)), where Q is the polynomial of least relative error of
 * e^r − 1 (Remez). k is rounded by adding 1.5 · 2^(mantissa bits): the last bits are then k, ready to be moved into the exponent.
 */
import { fullMask, maskOf, multiplyAdd, multiplySubtract } from './lanes'

// V8 builds a constant vector from general registers each time; a load that copies one number to all lanes is quicker.
const log2e = 0
const rounder = 1
const ln2High = 2
const ln2Low = 3
const ln2 = 4
const one = 5
const two = 6
const half = 7
const largest = 8
const tanhIsOne = 9
const isZero = 10
const isInfinite = 11
const powerOfTwo = 12
const minusOne = 13
const minusTwo = 14
const q = 15

const table64 = memory.data<f64>([
  1.4426950408889634, 6755399441055744.0, 0.6931471803691238, 1.9082149292705877e-10, 0.6931471805599453, 1.0,
  2.0, 0.5, 708.0, -40.0, -746.0, 710.0, 6755399441056767.0, -1.0, -2.0, 0.5000000000000006,
  0.16666666666666588, 0.04166666666657647, 0.008333333333389741, 0.0013888888931666349,
  0.0001984126971869402, 2.4801505143542726e-5, 2.7557407703620926e-6, 2.76260925198732e-7,
  2.505376902078208e-8,
])
const table32 = memory.data<f32>([
  1.4426950408889634, 12582912.0, 6.9314575195e-1, 1.4286067653e-6, 0.6931471805599453, 1.0, 2.0, 0.5, 86.0,
  -20.0, -104.0, 89.0, 12583039.0, -1.0, -2.0, 0.499999981515221, 0.16666543415737356, 0.041667200315499864,
  0.008366547935517311, 0.0013882536726928724,
])

// All bits but the sign: V8 makes this mask from nothing each time, in three steps.
const sizeBits64 = memory.data<u64>([0x7fff_ffff_ffff_ffff])
const sizeBits32 = memory.data<u32>([0x7fff_ffff])

function number<T>(slot: usize): v128 {
  return v128.load_splat<T>((sizeof<T>() === 8 ? table64 : table32) + slot * sizeof<T>())
}

function sizeOf<T>(x: v128): v128 {
  return v128.and(x, v128.load_splat<T>(sizeof<T>() === 8 ? sizeBits64 : sizeBits32))
}

/** A number whose last bits are k, moved so that adding it to the bits of a number multiplies that by 2^k. */
function exponentBits<T>(rounded: v128): v128 {
  if (sizeof<T>() === 8) return i64x2.shl(rounded, 52)
  return i32x4.shl(rounded, 23)
}

function addBits<T>(x: v128, bits: v128): v128 {
  if (sizeof<T>() === 8) return i64x2.add(x, bits)
  return i32x4.add(x, bits)
}

class Series {
  /** e^r − 1 for |r| ≤ ln 2 / 2. In pairs (Estrin): one product after another would wait twice as long for each sum. */
  @inline
  expm1<T>(r: v128): v128 {
    const r2 = v128.mul<T>(r, r)
    const first = multiplyAdd<T>(number<T>(q + 1), r, number<T>(q))
    const second = multiplyAdd<T>(number<T>(q + 3), r, number<T>(q + 2))
    let sum: v128
    if (sizeof<T>() === 8) {
      const r4 = v128.mul<T>(r2, r2)
      const third = multiplyAdd<T>(number<T>(q + 5), r, number<T>(q + 4))
      const fourth = multiplyAdd<T>(number<T>(q + 7), r, number<T>(q + 6))
      const fifth = multiplyAdd<T>(number<T>(q + 9), r, number<T>(q + 8))
      const high = multiplyAdd<T>(fifth, r4, multiplyAdd<T>(fourth, r2, third))
      sum = multiplyAdd<T>(high, r4, multiplyAdd<T>(second, r2, first))
    } else sum = multiplyAdd<T>(multiplyAdd<T>(number<T>(q + 4), r2, second), r2, first)
    return multiplyAdd<T>(r2, sum, r)
  }
}

/** 2^k for a whole k from −1022 to 1023 (float32: −126 to 127). */
function power<T>(k: v128): v128 {
  return exponentBits<T>(v128.add<T>(k, number<T>(powerOfTwo)))
}

/** e^x wherever it overflows, is subnormal, or x is NaN: 2^k is put on in two halves, so that only the last product rounds. */
function farExp<T>(x: v128): v128 {
  const near = v128.pmax<T>(v128.pmin<T>(x, number<T>(isInfinite)), number<T>(isZero))
  const k = v128.sub<T>(multiplyAdd<T>(near, number<T>(log2e), number<T>(rounder)), number<T>(rounder))
  const r = multiplySubtract<T>(k, number<T>(ln2Low), multiplySubtract<T>(k, number<T>(ln2High), near))
  const series = changetype<Series>(0)
  const p = v128.add<T>(number<T>(one), series.expm1<T>(r))
  const first = v128.nearest<T>(v128.mul<T>(k, number<T>(half)))
  return v128.mul<T>(v128.mul<T>(p, power<T>(first)), power<T>(v128.sub<T>(k, first)))
}

export class Exp {
  @inline
  of<T>(x: v128): v128 {
    if (maskOf<T>(v128.le<T>(sizeOf<T>(x), number<T>(largest))) !== fullMask<T>()) return farExp<T>(x)
    const rounded = multiplyAdd<T>(x, number<T>(log2e), number<T>(rounder))
    const k = v128.sub<T>(rounded, number<T>(rounder))
    const r = multiplySubtract<T>(k, number<T>(ln2Low), multiplySubtract<T>(k, number<T>(ln2High), x))
    const series = changetype<Series>(0)
    return addBits<T>(v128.add<T>(number<T>(one), series.expm1<T>(r)), exponentBits<T>(rounded))
  }
}

/** With t = e^(−2|x|) − 1 = 2^k (e^r − 1) + (2^k − 1): tanh |x| = −t / (t + 2), exact near 0 too, where k = 0. */
export class Tanh {
  @inline
  of<T>(x: v128): v128 {
    const size = sizeOf<T>(x)
    const u = v128.pmax<T>(v128.mul<T>(size, number<T>(minusTwo)), number<T>(tanhIsOne))
    const rounded = multiplyAdd<T>(u, number<T>(log2e), number<T>(rounder))
    const k = v128.sub<T>(rounded, number<T>(rounder))
    // One step is enough: where k is not 0, the error k · 10^−17 is multiplied by 2^k.
    const r = multiplySubtract<T>(k, number<T>(ln2), u)
    const series = changetype<Series>(0)
    const scale = addBits<T>(number<T>(one), exponentBits<T>(rounded))
    const t = multiplyAdd<T>(scale, series.expm1<T>(r), v128.sub<T>(scale, number<T>(one)))
    const y = v128.div<T>(sizeOf<T>(t), v128.add<T>(t, number<T>(two)))
    return v128.or(y, v128.xor(x, size))
  }
}

/** (x ≥ 0 ? 1 : e) / (1 + e) with e = e^(−|x|): neither side overflows. */
export class Sigmoid {
  @inline
  of<T>(x: v128): v128 {
    const exp = changetype<Exp>(0)
    const e = exp.of<T>(v128.mul<T>(sizeOf<T>(x), number<T>(minusOne)))
    const unit = number<T>(one)
    const positive = v128.ge<T>(x, v128.splat<T>(0))
    return v128.div<T>(v128.bitselect(unit, e, positive), v128.add<T>(unit, e))
  }
}
