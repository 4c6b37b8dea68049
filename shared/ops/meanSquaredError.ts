/** meanSquaredError: the mean of the squared differences between predictions and targets. */
import { multiply, subtract } from '../tensor/arithmetic'
import { scale, square } from '../tensor/elementwise'
import { mean } from '../tensor/reduce'
import { sizeOf } from '../tensor/tensor'
import { comparedWith, defineOp } from './op'

export default defineOp({
  name: 'meanSquaredError',
  palette: {
    label: 'Mean squared error',
    symbol: 'SE',
    look: 'loss',
    category: 'Losses',
    keywords: ['loss', 'MSE', 'least squares', 'regression', 'L2', 'quadratic'],
    about:
      'Squares every difference between prediction and target and averages over all entries, as PyTorch does. Its gradient grows in proportion to the error.',
  },
  inputs: [
    { name: 'p', tex: 'p', role: 'data' },
    {
      name: 'y',
      tex: 'y',
      role: 'target',
      start: ({ p }) => ({ shape: p ?? [1, 2], init: 'zeros' }),
    },
  ],
  attrs: {},
  shape: ({ p, y }) => comparedWith(y, p, 'predictions'),
  forward: ({ p, y }) => mean(square(subtract(p, y))),
  backward: {
    p: ({ g, p, y }) => multiply(g, scale(subtract(p, y), 2 / sizeOf(p.shape))),
    y: ({ g, p, y }) => multiply(g, scale(subtract(y, p), 2 / sizeOf(p.shape))),
  },
  formula: {
    forward: 'mean((p - y)^2)',
    backward: { p: 'g * 2 * (p - y) / count(p)', y: 'g * 2 * (y - p) / count(p)' },
  },
  says: {
    forward: 'The squared differences are averaged over all entries.',
    backward: 'Each prediction receives twice its error, shared over all entries.',
  },
  inside: () => [
    { name: 'd', op: 'subtract', inputs: { a: 'p', b: 'y' } },
    { name: 'squares', op: 'square', inputs: { x: 'd' } },
    { name: 'loss', op: 'mean', inputs: { x: 'squares' } },
  ],
  check: {
    samples: [
      { shapes: { p: [], y: [] } },
      { shapes: { p: [3], y: [3] } },
      { shapes: { p: [4, 2], y: [4, 2] } },
      { shapes: { p: [2, 2, 2], y: [2, 2, 2] } },
    ],
    errors: [
      { shapes: { p: [2, 1], y: [2] }, port: 'y', must: 'be (2, 1)' },
      { shapes: { p: [], y: [1] }, port: 'y', must: 'be a scalar' },
    ],
  },
  export: {
    torch: 'torch.nn.functional.mse_loss({p}, {y})',
    numpy: 'jnp.mean(({p} - {y}) ** 2)',
    onnx: null,
  },
})
