/**
 * The error function and the normal distribution, to the last bit or two of float64.
 *
 * The intervals and the rational approximations are those of s_erf.c in fdlibm, written again for this program. Its notice:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunPro, a Sun Microsystems, Inc. business.
 * Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is preserved.
 */
import { unary } from './kernel'

/** Coefficients of numerator and denominator, the constant term first. */
type Ratio = readonly [above: readonly number[], below: readonly number[]]

/** (erf x − x) / x in x², for |x| < 0.84375. */
const small: Ratio = [
  [
    0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442,
    -2.3763016656650163e-5,
  ],
  [
    1, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766, 0.00013249473800432164,
    -3.960228278775368e-6,
  ],
]

/** erf 1 in the bits of a float32, and erf |x| − that in |x| − 1, for |x| < 1.25. */
const ERF_OF_1 = 0.8450629115104675
const nearOne: Ratio = [
  [
    -0.0023621185607526594, 0.41485611868374833, -0.3722078760357013, 0.31834661990116175,
    -0.11089469428239668, 0.035478304325618236, -0.002166375594868791,
  ],
  [
    1, 0.10642088040084423, 0.540397917702171, 0.07182865441419627, 0.12617121980876164, 0.01363708391202905,
    0.011984499846799107,
  ],
]

/** ln(x e^(x²) erfc x) + 0.5625 in 1/x², for x up to 1/0.35, and above. */
const middle: Ratio = [
  [
    -0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006, -162.39666946257347,
    -184.60509290671104, -81.2874355063066, -9.814329344169145,
  ],
  [
    1, 19.651271667439257, 137.65775414351904, 434.56587747522923, 645.3872717332679, 429.00814002756783,
    108.63500554177944, 6.570249770319282, -0.0604244152148581,
  ],
]
const tail: Ratio = [
  [
    -0.0098649429247001, -0.799283237680523, -17.757954917754752, -160.63638485582192, -637.5664433683896,
    -1025.0951316110772, -483.5191916086514,
  ],
  [
    1, 30.33806074348246, 325.7925129965739, 1536.729586084437, 3199.8582195085955, 2553.0504064331644,
    474.52854120695537, -22.44095244658582,
  ],
]

function polynomial(x: number, coefficients: readonly number[]): number {
  let value = 0
  for (let i = coefficients.length - 1; i >= 0; i--) value = value * x + coefficients[i]!
  return value
}
const ratio = (x: number, [above, below]: Ratio): number => polynomial(x, above) / polynomial(x, below)

/** erfc x for x ≥ 1.25. */
function erfcOfLarge(x: number): number {
  if (x >= 28) return 0
  // x² = z² + (x − z)(x + z): z² is exact, since z has the bits of a float32, so that e^(−x²) keeps its last bits.
  const z = Math.fround(x)
  const rest = ratio(1 / (x * x), x < 1 / 0.35 ? middle : tail)
  return (Math.exp(-z * z - 0.5625) * Math.exp((z - x) * (z + x) + rest)) / x
}

/** erf x = 2/√π ∫₀ˣ e^(−t²) dt. */
function erfOf(x: number): number {
  const size = Math.abs(x)
  if (size < 0.84375) return x + x * ratio(x * x, small)
  const value = size < 1.25 ? ERF_OF_1 + ratio(size - 1, nearOne) : 1 - erfcOfLarge(size)
  return x < 0 ? -value : value
}

/** 1 − erf x, with the same relative accuracy where that is almost 0. */
function erfcOf(x: number): number {
  if (x < 0.84375) return x < 0.25 ? 1 - erfOf(x) : 0.5 - (x - 0.5 + x * ratio(x * x, small))
  return x < 1.25 ? 1 - ERF_OF_1 - ratio(x - 1, nearOne) : erfcOfLarge(x)
}

/** The error function; NaN stays NaN. */
export const erf = unary('erf', (out, x) => {
  for (let i = 0; i < out.length; i++) out[i] = erfOf(x[i]!)
})

/** Φ(x), the share of a standard normal distribution that lies below x. */
export const normalBelow = unary('normalBelow', (out, x) => {
  for (let i = 0; i < out.length; i++) out[i] = 0.5 * erfcOf(-x[i]! * Math.SQRT1_2)
})

const ONE_OVER_ROOT_2PI = 1 / Math.sqrt(2 * Math.PI)

/** φ(x) = e^(−x²/2) / √(2π), the density of the standard normal distribution and the slope of Φ. */
export const normalDensity = unary('normalDensity', (out, x) => {
  for (let i = 0; i < out.length; i++) out[i] = ONE_OVER_ROOT_2PI * Math.exp(-0.5 * x[i]! * x[i]!)
})
