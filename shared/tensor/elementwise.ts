/** Functions of one tensor, entry by entry. Every result is a new tensor of the same shape. */
import { type Tensor, zeros } from './tensor'

// The loops are written out per function: a loop shared through a callback is several times slower in V8.

export function negate(x: Tensor): Tensor {
  const out = zeros(x.shape)
  for (let i = 0; i < x.data.length; i++) out.data[i] = -x.data[i]!
  return out
}

/** `k · x`. */
export function scale(x: Tensor, k: number): Tensor {
  const out = zeros(x.shape)
  for (let i = 0; i < x.data.length; i++) out.data[i] = k * x.data[i]!
  return out
}

/** `x / k`: unlike `scale(x, 1 / k)` it rounds once. */
export function divideBy(x: Tensor, k: number): Tensor {
  const out = zeros(x.shape)
  for (let i = 0; i < x.data.length; i++) out.data[i] = x.data[i]! / k
  return out
}

/** `x + k`. */
export function shift(x: Tensor, k: number): Tensor {
  const out = zeros(x.shape)
  for (let i = 0; i < x.data.length; i++) out.data[i] = x.data[i]! + k
  return out
}

export function exp(x: Tensor): Tensor {
  const out = zeros(x.shape)
  for (let i = 0; i < x.data.length; i++) out.data[i] = Math.exp(x.data[i]!)
  return out
}

/** Natural logarithm: ln 0 = −Infinity, ln of a negative number is NaN. */
export function log(x: Tensor): Tensor {
  const out = zeros(x.shape)
  for (let i = 0; i < x.data.length; i++) out.data[i] = Math.log(x.data[i]!)
  return out
}

export function square(x: Tensor): Tensor {
  const out = zeros(x.shape)
  for (let i = 0; i < x.data.length; i++) out.data[i] = x.data[i]! * x.data[i]!
  return out
}

export function sqrt(x: Tensor): Tensor {
  const out = zeros(x.shape)
  for (let i = 0; i < x.data.length; i++) out.data[i] = Math.sqrt(x.data[i]!)
  return out
}

export function abs(x: Tensor): Tensor {
  const out = zeros(x.shape)
  for (let i = 0; i < x.data.length; i++) out.data[i] = Math.abs(x.data[i]!)
  return out
}

/** `x ^ exponent`; 1 everywhere for the exponent 0. */
export function power(x: Tensor, exponent: number): Tensor {
  const out = zeros(x.shape)
  for (let i = 0; i < x.data.length; i++) out.data[i] = x.data[i]! ** exponent
  return out
}

export function tanh(x: Tensor): Tensor {
  const out = zeros(x.shape)
  for (let i = 0; i < x.data.length; i++) out.data[i] = Math.tanh(x.data[i]!)
  return out
}
