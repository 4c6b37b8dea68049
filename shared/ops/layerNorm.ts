/** layerNorm: centres and scales each row by itself, then stretches it by γ and moves it by β. */
import { add, multiply } from '../tensor/arithmetic'
import { standardise, unstandardise } from '../tensor/normalise'
import { defineOp, dims, mismatch, standardising } from './op'

const lastAxis = [-1]

export default defineOp({
  name: 'layerNorm',
  palette: {
    label: 'Layer norm',
    symbol: 'LN',
    look: 'block',
    category: 'Layers',
    keywords: [
      'layer normalisation',
      'layer normalization',
      'standardise',
      'standardize',
      'transformer',
      'LN',
    ],
    about:
      'Gives every row mean 0 and variance 1, then stretches its entries by γ and moves them by β. Unlike batch norm it looks at one example alone, so it works for any batch. The gradient of a row adds up to 0.',
  },
  inputs: [
    {
      name: 'x',
      tex: 'x',
      role: 'data',
      start: ({ gamma, beta }) => ({ shape: [2, gamma?.[0] ?? beta?.[0] ?? 4], init: 'normal' }),
    },
    {
      name: 'gamma',
      tex: '\\gamma',
      role: 'parameter',
      start: ({ x, beta }) => ({ shape: [x?.at(-1) ?? beta?.[0] ?? 4], init: 'ones' }),
    },
    {
      name: 'beta',
      tex: '\\beta',
      role: 'parameter',
      start: ({ x, gamma }) => ({ shape: [x?.at(-1) ?? gamma?.[0] ?? 4], init: 'zeros' }),
    },
  ],
  attrs: { eps: { kind: 'number', label: 'ε', default: 1e-5, min: 1e-12 } },
  shape: ({ x, gamma, beta }) => {
    const width = x.at(-1)
    if (width === undefined) return mismatch('x', 'be a vector, a matrix or larger')
    if (gamma.length !== 1 || gamma[0] !== width) return mismatch('gamma', `be ${dims(width)}`)
    if (beta.length !== 1 || beta[0] !== width) return mismatch('beta', `be ${dims(width)}`)
    return x
  },
  // A row of one entry has variance 0: x̂ is 0, so out = β and nothing flows back to x.
  forward: ({ x, gamma, beta }, { eps }) => add(multiply(standardise(x, lastAxis, eps).xhat, gamma), beta),
  backward: {
    x: ({ g, x, gamma }, { eps }) => unstandardise(multiply(g, gamma), x, lastAxis, eps),
    gamma: ({ g, x }, { eps }) => multiply(g, standardise(x, lastAxis, eps).xhat),
    beta: ({ g }) => g,
  },
  formula: {
    forward: 'gamma * xhat + beta',
    backward: {
      x: '(gamma * g - mean(gamma * g, -1) - xhat * mean(gamma * g * xhat, -1)) / sqrt(var(x, -1) + eps)',
      gamma: 'g * xhat',
      beta: 'g',
    },
    where: { xhat: { tex: '\\hat{x}', is: '(x - mean(x, -1)) / sqrt(var(x, -1) + eps)' } },
  },
  says: {
    forward: 'Each row is centred and scaled by itself, its entries stretched by γ and moved by β.',
    backward:
      'The input gets upstream × γ, without its mean and without its part along x̂, divided by σ; γ gets the sum of upstream × x̂, β the sum of upstream.',
  },
  inside: (_, { eps }) => [
    ...standardising(lastAxis, eps),
    { name: 'stretched', op: 'multiply', inputs: { a: 'xhat', b: 'gamma' } },
    { name: 'moved', op: 'add', inputs: { a: 'stretched', b: 'beta' } },
  ],
  check: {
    samples: [
      { shapes: { x: [3], gamma: [3], beta: [3] } },
      { shapes: { x: [3, 4], gamma: [4], beta: [4] } },
      { shapes: { x: [2, 5], gamma: [5], beta: [5] }, attrs: { eps: 1e-2 } },
      { shapes: { x: [2, 2, 3], gamma: [3], beta: [3] } },
      { shapes: { x: [3, 1], gamma: [1], beta: [1] } },
    ],
    errors: [
      { shapes: { x: [], gamma: [1], beta: [1] }, port: 'x', must: 'be a vector, a matrix or larger' },
      { shapes: { x: [3, 2], gamma: [3], beta: [2] }, port: 'gamma', must: 'be (2)' },
      { shapes: { x: [3, 2], gamma: [2], beta: [1, 2] }, port: 'beta', must: 'be (2)' },
    ],
  },
  export: {
    torch: 'torch.nn.functional.layer_norm({x}, {x}.shape[-1:], {gamma}, {beta}, eps={eps})',
    numpy:
      '({x} - jnp.mean({x}, -1, keepdims=True)) / jnp.sqrt(jnp.var({x}, -1, keepdims=True) + {eps}) * {gamma} + {beta}',
    onnx: 'LayerNormalization',
  },
})
