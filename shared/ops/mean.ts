/** mean: averages the entries along axes. */
import { divideBy } from '../tensor/elementwise'
import { countOver, mean, reducedShape, spread } from '../tensor/reduce'
import { sizeOf } from '../tensor/tensor'
import { defineOp, mismatch } from './op'

export default defineOp({
  name: 'mean',
  palette: {
    label: 'Mean',
    symbol: 'μ',
    look: 'gate',
    category: 'Reductions',
    keywords: ['average', 'reduce', 'mu'],
    about:
      'Averages the entries along the chosen axes, or all of them. Every entry receives an equal share of the gradient of its mean.',
  },
  inputs: [{ name: 'x', tex: 'x', role: 'data' }],
  attrs: {
    axes: { kind: 'axes', label: 'Axes', default: null },
    keepDims: { kind: 'boolean', label: 'Keep dimensions', default: false },
  },
  shape: ({ x }, { axes, keepDims }) =>
    reducedShape(x, axes, keepDims) ??
    mismatch('x', `have ${axes?.length === 1 ? 'an axis' : 'the distinct axes'} ${axes?.join(', ')}`),
  forward: ({ x }, { axes, keepDims }) => mean(x, axes, keepDims),
  backward: { x: ({ g, x }, { axes }) => spread(divideBy(g, countOver(x.shape, axes)), x.shape, axes) },
  formula: { forward: 'meanOver(x)', backward: { x: 'spread(g) * count(out) / count(x)' } },
  says: {
    forward: 'The entries are averaged along the axes.',
    backward: 'Each gradient is shared equally among the entries that went into its mean.',
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
    torch: 'torch.mean({x}, dim={axes}, keepdim={keepDims})',
    numpy: 'jnp.mean({x}, axis={axes}, keepdims={keepDims})',
    onnx: 'ReduceMean',
  },
})
