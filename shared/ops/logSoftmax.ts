/** logSoftmax: the logarithms of a row's probabilities, exact where the probabilities themselves would round to 0. */
import { multiply, subtract } from '../tensor/arithmetic'
import { exp } from '../tensor/elementwise'
import { axesIn, logSoftmax, sum } from '../tensor/reduce'
import { defineOp, mismatch } from './op'

export default defineOp({
  name: 'logSoftmax',
  palette: {
    label: 'Log-softmax',
    symbol: 'LS',
    look: 'gate',
    category: 'Activations',
    keywords: ['log probabilities', 'logits', 'normalise', 'normalize', 'logsumexp', 'classes'],
    about:
      'Turns each row of scores into the logarithms of probabilities that add up to 1. It stays exact for large scores, where softmax followed by a logarithm would give −∞.',
  },
  inputs: [{ name: 'x', tex: 'x', role: 'data' }],
  attrs: { axis: { kind: 'number', label: 'Axis', default: -1 } },
  shape: ({ x }, { axis }) => (axesIn(x, [axis]) ? x : mismatch('x', `have an axis ${axis}`)),
  forward: ({ x }, { axis }) => logSoftmax(x, axis),
  backward: { x: ({ g, out }, { axis }) => subtract(g, multiply(exp(out), sum(g, [axis], true))) },
  formula: {
    forward: 'x - log(sum(exp(x), axis))',
    backward: { x: 'g - p * sum(g, axis)' },
    where: { p: { tex: 'p', is: 'exp(out)' } },
  },
  says: {
    forward: 'Each row becomes the logarithms of its softmax.',
    backward: 'Each entry receives its upstream gradient minus its probability times the sum of the row’s.',
  },
  inside: (_, { axis }) => [
    { name: 'p', op: 'softmax', inputs: { x: 'x' }, attrs: { axis } },
    { name: 'out', op: 'log', inputs: { x: 'p' } },
  ],
  check: {
    samples: [
      { shapes: { x: [3] } },
      { shapes: { x: [1, 2] } },
      { shapes: { x: [4, 3] } },
      { shapes: { x: [2, 1] } },
      { shapes: { x: [2, 3] }, attrs: { axis: 0 } },
      { shapes: { x: [2, 3, 2] }, attrs: { axis: 1 } },
    ],
    errors: [
      { shapes: { x: [] }, port: 'x', must: 'have an axis -1' },
      { shapes: { x: [2, 3] }, attrs: { axis: 2 }, port: 'x', must: 'have an axis 2' },
    ],
  },
  export: {
    torch: 'torch.log_softmax({x}, dim={axis})',
    numpy: 'jax.nn.log_softmax({x}, axis={axis})',
    onnx: 'LogSoftmax',
  },
})
