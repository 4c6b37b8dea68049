/** softmax: turns each row into probabilities that add up to 1. */
import { multiply, subtract } from '../tensor/arithmetic'
import { axesIn, softmax, sum } from '../tensor/reduce'
import { defineOp, mismatch } from './op'

export default defineOp({
  name: 'softmax',
  palette: {
    label: 'Softmax',
    symbol: 'S',
    glyph: 'M6 19 V14 M12 19 V5 M18 19 V11',
    look: 'gate',
    category: 'Activations',
    keywords: ['probabilities', 'normalise', 'normalize', 'classes', 'exponential'],
    about:
      'Turns each row into positive numbers that add up to 1: the larger the entry, the larger its share. Each output depends on the whole row, so its gradient mixes the row.',
  },
  inputs: [{ name: 'x', tex: 'x', role: 'data' }],
  attrs: { axis: { kind: 'number', label: 'Axis', default: -1 } },
  shape: ({ x }, { axis }) => (axesIn(x, [axis]) ? x : mismatch('x', `have an axis ${axis}`)),
  forward: ({ x }, { axis }) => softmax(x, axis),
  backward: { x: ({ g, out }, { axis }) => multiply(out, subtract(g, sum(multiply(g, out), [axis], true))) },
  formula: { forward: 'exp(x) / sum(exp(x), axis)', backward: { x: 'out * (g - sum(g * out, axis))' } },
  says: {
    forward: 'Each row becomes positive shares that add up to 1.',
    backward:
      'Each entry receives its share times how much its upstream gradient exceeds the weighted mean of the row.',
  },
  // Without the shift by the maximum, which changes nothing but the overflow.
  inside: (_, { axis }) => [
    { name: 'e', op: 'exp', inputs: { x: 'x' } },
    { name: 'total', op: 'sum', inputs: { x: 'e' }, attrs: { axes: [axis], keepDims: true } },
    { name: 'out', op: 'divide', inputs: { a: 'e', b: 'total' } },
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
    torch: 'torch.softmax({x}, dim={axis})',
    numpy: 'jax.nn.softmax({x}, axis={axis})',
    onnx: 'Softmax',
  },
})
