/** Functions of one tensor, entry by entry. Every result is a new tensor of the same shape. */
import { unary, unaryWith } from './kernel'

// The loops are written out per function: a loop shared through a callback is several times slower in V8.

export const negate = unary('negate', (out, x) => {
  for (let i = 0; i < out.length; i++) out[i] = -x[i]!
})

/** `k · x`. */
export const scale = unaryWith('scale', (out, x, k) => {
  for (let i = 0; i < out.length; i++) out[i] = k * x[i]!
})

/** `x / k`: unlike `scale(x, 1 / k)` it rounds once. */
export const divideBy = unaryWith('divideBy', (out, x, k) => {
  for (let i = 0; i < out.length; i++) out[i] = x[i]! / k
})

/** `x + k`. */
export const shift = unaryWith('shift', (out, x, k) => {
  for (let i = 0; i < out.length; i++) out[i] = x[i]! + k
})

export const zerosLike = unary('zerosLike', out => {
  out.fill(0)
})

export const exp = unary('exp', (out, x) => {
  for (let i = 0; i < out.length; i++) out[i] = Math.exp(x[i]!)
})

/** Natural logarithm: ln 0 = −Infinity, ln of a negative number is NaN. */
export const log = unary('log', (out, x) => {
  for (let i = 0; i < out.length; i++) out[i] = Math.log(x[i]!)
})

export const square = unary('square', (out, x) => {
  for (let i = 0; i < out.length; i++) out[i] = x[i]! * x[i]!
})

export const sqrt = unary('sqrt', (out, x) => {
  for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(x[i]!)
})

export const abs = unary('abs', (out, x) => {
  for (let i = 0; i < out.length; i++) out[i] = Math.abs(x[i]!)
})

/** `x ^ exponent`; 1 everywhere for the exponent 0. */
export const power = unaryWith('power', (out, x, exponent) => {
  for (let i = 0; i < out.length; i++) out[i] = x[i]! ** exponent
})

export const tanh = unary('tanh', (out, x) => {
  for (let i = 0; i < out.length; i++) out[i] = Math.tanh(x[i]!)
})
