/** mean: averages the entries along axes. */
import { divideBy } from '../tensor/elementwise'
import { countOver, mean, spread } from '../tensor/reduce'
import { scalar } from '../tensor/tensor'
import { defineOp, overAxes } from './op'

export default defineOp({
  ...overAxes,
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
  forward: ({ x }, { axes, keepDims }) => mean(x, axes, keepDims),
  backward: { x: ({ g, x }, { axes }) => spread(divideBy(g, countOver(x.shape, axes)), x.shape, axes) },
  formula: { forward: 'meanOver(x)', backward: { x: 'spread(g) * count(out) / count(x)' } },
  says: {
    forward: 'The entries are averaged along the axes.',
    backward: 'Each gradient is shared equally among the entries that went into its mean.',
  },
  inside: ({ x }, { axes, keepDims }) => [
    { name: 'total', op: 'sum', inputs: { x: 'x' }, attrs: { axes, keepDims } },
    { name: 'n', value: scalar(countOver(x, axes)) },
    { name: 'out', op: 'divide', inputs: { a: 'total', b: 'n' } },
  ],
  export: {
    torch: 'torch.mean({x}, dim={axes}, keepdim={keepDims})',
    numpy: 'jnp.mean({x}, axis={axes}, keepdims={keepDims})',
    onnx: 'ReduceMean',
  },
})
