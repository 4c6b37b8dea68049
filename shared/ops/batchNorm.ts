/** batchNorm: centres and scales each channel over the batch, then stretches it by γ and moves it by β. */
import { add, divide, multiply, subtract } from '../tensor/arithmetic'
import { shift, sqrt, square } from '../tensor/elementwise'
import { transpose } from '../tensor/linear'
import { mean } from '../tensor/reduce'
import type { Tensor } from '../tensor/tensor'
import { defineOp, dims, mismatch } from './op'

/** Channels (axis 1) moved to the end, where γ and β of shape (C) broadcast to them. A batch of rows stays as it is. */
const channelsLast = (x: Tensor) => transpose(x, [0, ...x.shape.slice(2).map((_, i) => i + 2), 1])
const channelsBack = (x: Tensor) => {
  const rank = x.shape.length
  return transpose(x, [0, rank - 1, ...x.shape.slice(2).map((_, i) => i + 1)])
}
const overBatch = (x: Tensor) => x.shape.slice(1).map((_, axis) => axis)

/** σ = √(var + ε) per channel and x̂ = (x − mean) / σ, channels last. The mean goes first: E[x²] − E[x]² would cancel. */
function normalised(x: Tensor, eps: number): { readonly xhat: Tensor; readonly std: Tensor } {
  const centred = subtract(x, mean(x, overBatch(x)))
  const std = sqrt(shift(mean(square(centred), overBatch(x)), eps))
  return { xhat: divide(centred, std), std }
}

export default defineOp({
  name: 'batchNorm',
  palette: {
    label: 'Batch norm',
    symbol: 'BN',
    look: 'block',
    category: 'Layers',
    keywords: ['batch normalisation', 'batch normalization', 'standardise', 'standardize', 'BN'],
    about:
      'Gives every column of the batch (every channel of images) mean 0 and variance 1, then stretches it by γ and moves it by β. It uses the statistics of this batch, as in training. Each example influences the others, so the gradient of a column adds up to 0.',
  },
  inputs: [
    {
      name: 'x',
      tex: 'x',
      role: 'data',
      start: ({ gamma, beta }) => ({ shape: [4, gamma?.[0] ?? beta?.[0] ?? 3], init: 'normal' }),
    },
    {
      name: 'gamma',
      tex: '\\gamma',
      role: 'parameter',
      start: ({ x, beta }) => ({ shape: [x?.[1] ?? beta?.[0] ?? 3], init: 'ones' }),
    },
    {
      name: 'beta',
      tex: '\\beta',
      role: 'parameter',
      start: ({ x, gamma }) => ({ shape: [x?.[1] ?? gamma?.[0] ?? 3], init: 'zeros' }),
    },
  ],
  attrs: { eps: { kind: 'number', label: 'ε', default: 1e-5, min: 1e-12 } },
  shape: ({ x, gamma, beta }) => {
    if (x.length < 2) return mismatch('x', `be ${dims('N', 'C')}, one example per row`)
    if (gamma.length !== 1 || gamma[0] !== x[1]) return mismatch('gamma', `be ${dims(x[1]!)}`)
    if (beta.length !== 1 || beta[0] !== x[1]) return mismatch('beta', `be ${dims(x[1]!)}`)
    return x
  },
  // A batch of one has variance 0: x̂ is 0, so out = β and nothing flows back to x. PyTorch refuses it; the formula does not.
  forward: ({ x, gamma, beta }, { eps }) =>
    channelsBack(add(multiply(normalised(channelsLast(x), eps).xhat, gamma), beta)),
  backward: {
    x: ({ g, x, gamma }, { eps }) => {
      const { xhat, std } = normalised(channelsLast(x), eps)
      const upstream = channelsLast(g)
      const centred = subtract(upstream, mean(upstream, overBatch(g)))
      const along = multiply(xhat, mean(multiply(upstream, xhat), overBatch(g)))
      return channelsBack(multiply(divide(gamma, std), subtract(centred, along)))
    },
    gamma: ({ g, x }, { eps }) => multiply(channelsLast(g), normalised(channelsLast(x), eps).xhat),
    beta: ({ g }) => channelsLast(g),
  },
  formula: {
    forward: 'gamma * xhat + beta',
    backward: {
      x: 'gamma / sqrt(var(x, 0) + eps) * (g - mean(g, 0) - xhat * mean(g * xhat, 0))',
      gamma: 'g * xhat',
      beta: 'g',
    },
    otherwise: {
      rank: 2,
      forward: '\\gamma \\odot \\hat{x} + \\beta \\text{ per channel, with statistics over all axes but 1}',
      backward: {
        x: '\\text{as for rows, per channel, with statistics over all axes but 1}',
        gamma: '\\sum_{\\text{all axes but 1}} \\text{upstream} \\odot \\hat{x}',
        beta: '\\sum_{\\text{all axes but 1}} \\text{upstream}',
      },
    },
    where: { xhat: { tex: '\\hat{x}', is: '(x - mean(x, 0)) / sqrt(var(x, 0) + eps)' } },
  },
  says: {
    forward:
      'Each column (each channel of images) is centred and scaled over the batch, stretched by γ and moved by β.',
    backward:
      'The input gets the upstream gradient without its mean and without its part along x̂, times γ ÷ σ; γ gets the sum of upstream × x̂, β the sum of upstream.',
  },
  check: {
    // Images (N, C, H, W) are tested beside these samples: the formulas are written for rows.
    samples: [
      { shapes: { x: [3, 2], gamma: [2], beta: [2] } },
      { shapes: { x: [6, 4], gamma: [4], beta: [4] }, attrs: { eps: 1e-3 } },
      { shapes: { x: [1, 3], gamma: [3], beta: [3] } },
    ],
    errors: [
      { shapes: { x: [3], gamma: [3], beta: [3] }, port: 'x', must: 'one example per row' },
      { shapes: { x: [3, 2], gamma: [3], beta: [2] }, port: 'gamma', must: 'be (2)' },
      { shapes: { x: [3, 2], gamma: [2], beta: [1, 2] }, port: 'beta', must: 'be (2)' },
    ],
  },
  export: {
    torch: 'torch.nn.functional.batch_norm({x}, None, None, {gamma}, {beta}, training=True, eps={eps})',
    numpy: '({x} - jnp.mean({x}, axis=0)) / jnp.sqrt(jnp.var({x}, axis=0) + {eps}) * {gamma} + {beta}',
    onnx: 'BatchNormalization',
  },
})
