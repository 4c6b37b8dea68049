/** absoluteError: the mean of the absolute differences between predictions and targets. */
import { sign } from '../tensor/activation'
import { multiply, subtract } from '../tensor/arithmetic'
import { abs, divideBy } from '../tensor/elementwise'
import { mean } from '../tensor/reduce'
import { sizeOf } from '../tensor/tensor'
import { comparedWith, defineOp } from './op'

// Where prediction and target are equal the gradient is 0, one of the subgradients [−1, 1]: the choice of PyTorch (l1_loss).
export default defineOp({
  name: 'absoluteError',
  palette: {
    label: 'Absolute error',
    symbol: 'AE',
    look: 'loss',
    category: 'Losses',
    keywords: [
      'loss',
      'MAE',
      'L1',
      'mean absolute error',
      'least absolute deviations',
      'regression',
      'median',
    ],
    about:
      'Averages the distances between predictions and targets over all entries. Its gradient has the same size however far off a prediction is, so that outliers pull less than with squares.',
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
  forward: ({ p, y }) => mean(abs(subtract(p, y))),
  backward: {
    p: ({ g, p, y }) => multiply(divideBy(g, sizeOf(p.shape)), sign(subtract(p, y))),
    y: ({ g, p, y }) => multiply(divideBy(g, sizeOf(p.shape)), sign(subtract(y, p))),
  },
  formula: {
    forward: 'mean(abs(p - y))',
    backward: { p: 'g * sign(p - y) / count(p)', y: 'g * sign(y - p) / count(p)' },
  },
  says: {
    forward: 'The absolute differences are averaged over all entries.',
    backward: 'Each prediction receives the sign of its error, shared over all entries.',
  },
  inside: () => [
    { name: 'd', op: 'subtract', inputs: { a: 'p', b: 'y' } },
    { name: 'distance', op: 'abs', inputs: { x: 'd' } },
    { name: 'loss', op: 'mean', inputs: { x: 'distance' } },
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
    sides: ({ p, y }) => sign(subtract(p, y)),
  },
  export: {
    torch: 'torch.nn.functional.l1_loss({p}, {y})',
    numpy: 'jnp.mean(jnp.abs({p} - {y}))',
    onnx: null,
  },
})
