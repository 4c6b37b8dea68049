/** What activations and their slopes are made of, entry by entry. Every result is a new tensor of the same shape. */
import { type Tensor, zeros } from './tensor'

/** `1 / (1 + e^−x)`, written so that neither side overflows: at ±1000 it is exactly 1 or 0. */
export function sigmoid(x: Tensor): Tensor {
  const out = zeros(x.shape)
  for (let i = 0; i < x.data.length; i++) {
    const e = Math.exp(-Math.abs(x.data[i]!))
    out.data[i] = (x.data[i]! >= 0 ? 1 : e) / (1 + e)
  }
  return out
}

/** `1 − x²`, the slope of tanh written in its output. */
export function oneMinusSquare(x: Tensor): Tensor {
  const out = zeros(x.shape)
  for (let i = 0; i < x.data.length; i++) out.data[i] = 1 - x.data[i]! * x.data[i]!
  return out
}

/** `x (1 − x)`, the slope of the sigmoid written in its output. */
export function timesComplement(x: Tensor): Tensor {
  const out = zeros(x.shape)
  for (let i = 0; i < x.data.length; i++) out.data[i] = x.data[i]! * (1 - x.data[i]!)
  return out
}

/** `max(x, 0)`; NaN stays NaN. */
export function relu(x: Tensor): Tensor {
  const out = zeros(x.shape)
  for (let i = 0; i < x.data.length; i++) out.data[i] = Math.max(x.data[i]!, 0)
  return out
}

/** 1 where `x > 0`, else 0 (also at NaN). */
export function greaterThanZero(x: Tensor): Tensor {
  const out = zeros(x.shape)
  for (let i = 0; i < x.data.length; i++) out.data[i] = x.data[i]! > 0 ? 1 : 0
  return out
}

/** 1 where `x >= bound`, else 0 (also at NaN). */
export function atLeast(x: Tensor, bound: number): Tensor {
  const out = zeros(x.shape)
  for (let i = 0; i < x.data.length; i++) out.data[i] = x.data[i]! >= bound ? 1 : 0
  return out
}
