/** sum: adds up the entries along axes. */
import { reducedShape, spread, sum } from '../tensor/reduce'
import { sizeOf } from '../tensor/tensor'
import { defineOp, mismatch } from './op'

export default defineOp({
  name: 'sum',
  palette: {
    label: 'Sum',
    symbol: 'Σ',
    look: 'gate',
    category: 'Reductions',
    keywords: ['total', 'add up', 'reduce', 'sigma'],
    about:
      'Adds up the entries along the chosen axes, or all of them. Every entry that went into a sum receives the gradient of that sum.',
  },
  inputs: [{ name: 'x', tex: 'x', role: 'data' }],
  attrs: {
    axes: { kind: 'axes', label: 'Axes', default: null },
    keepDims: { kind: 'boolean', label: 'Keep dimensions', default: false },
  },
  shape: ({ x }, { axes, keepDims }) =>
    reducedShape(x, axes, keepDims) ??
    mismatch('x', `have ${axes?.length === 1 ? 'an axis' : 'the distinct axes'} ${axes?.join(', ')}`),
  forward: ({ x }, { axes, keepDims }) => sum(x, axes, keepDims),
  backward: { x: ({ g, x }, { axes }) => spread(g, x.shape, axes) },
  formula: { forward: 'sumOver(x)', backward: { x: 'spread(g)' } },
  says: {
    forward: 'The entries are added up along the axes.',
    backward: 'Each gradient is repeated for every entry that went into its sum.',
  },
  flops: ({ x }) => sizeOf(x),
  check: {
    samples: [
      { shapes: { x: [] } },
      { shapes: { x: [3, 4] } },
      { shapes: { x: [3, 4] }, attrs: { axes: [0], keepDims: false } },
      { shapes: { x: [2, 5] }, attrs: { axes: [-1], keepDims: true } },
      { shapes: { x: [2, 3, 2] }, attrs: { axes: [0, 2], keepDims: false } },
      { shapes: { x: [2, 3, 2] }, attrs: { axes: null, keepDims: true } },
    ],
    errors: [
      { shapes: { x: [2, 3] }, attrs: { axes: [2], keepDims: false }, port: 'x', must: 'have an axis 2' },
      {
        shapes: { x: [2, 3] },
        attrs: { axes: [0, -2], keepDims: true },
        port: 'x',
        must: 'have the distinct axes 0, -2',
      },
    ],
  },
  export: {
    torch: 'torch.sum({x}, dim={axes}, keepdim={keepDims})',
    numpy: 'jnp.sum({x}, axis={axes}, keepdims={keepDims})',
    onnx: 'ReduceSum',
  },
})
