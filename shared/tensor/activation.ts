/** What activations and their slopes are made of, entry by entry. Every result is a new tensor of the same shape. */
import { unary, unaryWith } from './kernel'
import { pairwise } from './pairwise'

/** `1 / (1 + e^−x)`, written so that neither side overflows: at ±1000 it is exactly 1 or 0. */
export const sigmoid = unary('sigmoid', (out, x) => {
  for (let i = 0; i < out.length; i++) {
    const e = Math.exp(-Math.abs(x[i]!))
    out[i] = (x[i]! >= 0 ? 1 : e) / (1 + e)
  }
})

/** `g (1 − out²)`: what flows back through out = tanh x. */
export const tanhSlope = pairwise('tanhSlope', (out, g, y, { length, stepA, stepB, startA, startB }) => {
  for (let run = 0, to = 0; run < startA.length; run++) {
    let i = startA[run]!
    let j = startB[run]!
    for (const end = to + length; to < end; to++, i += stepA, j += stepB)
      out[to] = g[i]! * (1 - y[j]! * y[j]!)
  }
})

/** `g out (1 − out)`: what flows back through out = σ(x). */
export const sigmoidSlope = pairwise(
  'sigmoidSlope',
  (out, g, y, { length, stepA, stepB, startA, startB }) => {
    for (let run = 0, to = 0; run < startA.length; run++) {
      let i = startA[run]!
      let j = startB[run]!
      for (const end = to + length; to < end; to++, i += stepA, j += stepB)
        out[to] = g[i]! * y[j]! * (1 - y[j]!)
    }
  },
)

/** `g` where `x > 0`, and exactly 0 elsewhere, even where `g` is not finite. */
export const keepWherePositive = pairwise(
  'keepWherePositive',
  (out, g, x, { length, stepA, stepB, startA, startB }) => {
    for (let run = 0, to = 0; run < startA.length; run++) {
      let i = startA[run]!
      let j = startB[run]!
      for (const end = to + length; to < end; to++, i += stepA, j += stepB) out[to] = x[j]! > 0 ? g[i]! : 0
    }
  },
)

/** `max(x, 0)`; NaN stays NaN. */
export const relu = unary('relu', (out, x) => {
  for (let i = 0; i < out.length; i++) out[i] = Math.max(x[i]!, 0)
})

/** 1 where `x > 0`, else 0 (also at NaN). */
export const greaterThanZero = unary('greaterThanZero', (out, x) => {
  for (let i = 0; i < out.length; i++) out[i] = x[i]! > 0 ? 1 : 0
})

/** 1 where `x >= bound`, else 0 (also at NaN). */
export const atLeast = unaryWith('atLeast', (out, x, bound) => {
  for (let i = 0; i < out.length; i++) out[i] = x[i]! >= bound ? 1 : 0
})

/** −1, 0 or 1; NaN stays NaN. */
export const sign = unary('sign', (out, x) => {
  for (let i = 0; i < out.length; i++) out[i] = Math.sign(x[i]!)
})

/** `x` where it is positive, else `slope · x`. */
export const leakyRelu = unaryWith('leakyRelu', (out, x, slope) => {
  for (let i = 0; i < out.length; i++) out[i] = x[i]! > 0 ? x[i]! : slope * x[i]!
})

/** 1 where `x > 0`, else `slope`. */
export const leakyReluSlope = unaryWith('leakyReluSlope', (out, x, slope) => {
  for (let i = 0; i < out.length; i++) out[i] = x[i]! > 0 ? 1 : slope
})

/** `x` where it is positive, else `alpha (e^x − 1)`, exact also near 0. */
export const elu = unaryWith('elu', (out, x, alpha) => {
  for (let i = 0; i < out.length; i++) out[i] = x[i]! > 0 ? x[i]! : alpha * Math.expm1(x[i]!)
})

/** 1 where `x > 0`, else `alpha e^x`. */
export const eluSlope = unaryWith('eluSlope', (out, x, alpha) => {
  for (let i = 0; i < out.length; i++) out[i] = x[i]! > 0 ? 1 : alpha * Math.exp(x[i]!)
})

/** `ln(1 + e^x) = max(x, 0) + ln(1 + e^−|x|)`: written so, nothing overflows and small values keep their digits. */
export const softplus = unary('softplus', (out, x) => {
  for (let i = 0; i < out.length; i++) out[i] = Math.max(x[i]!, 0) + Math.log1p(Math.exp(-Math.abs(x[i]!)))
})
