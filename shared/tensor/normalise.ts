/** Standardised tensors: mean 0 and variance 1 over some axes, as batch norm and layer norm want them. */
import { divide, multiply, subtract } from './arithmetic'
import { shift, sqrt, square } from './elementwise'
import { mean } from './reduce'
import type { Tensor } from './tensor'

type AxisList = readonly number[]

/**
 * σ = √(var + ε) over the axes, which stay as size 1, and x̂ = (x − mean) / σ. The variance is that of the entries at hand (÷ n,
 * not ÷ (n − 1)), and the mean goes first: E[x²] − E[x]² would cancel.
 */
export function standardise(x: Tensor, axes: AxisList, eps: number): { xhat: Tensor; std: Tensor } {
  const centred = subtract(x, mean(x, axes, true))
  const std = sqrt(shift(mean(square(centred), axes, true), eps))
  return { xhat: divide(centred, std), std }
}

/** Through x̂ back to x: (h − mean(h) − x̂ · mean(h x̂)) / σ for h = ∂L/∂x̂, since every entry moves the mean and σ as well. */
export function unstandardise(h: Tensor, x: Tensor, axes: AxisList, eps: number): Tensor {
  const { xhat, std } = standardise(x, axes, eps)
  const along = multiply(xhat, mean(multiply(h, xhat), axes, true))
  return divide(subtract(subtract(h, mean(h, axes, true)), along), std)
}
