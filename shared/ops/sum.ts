/** sum: adds up the entries along axes. */
import { spread, sum } from '../tensor/reduce'
import { defineOp, overAxes } from './op'

export default defineOp({
  ...overAxes,
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
  forward: ({ x }, { axes, keepDims }) => sum(x, axes, keepDims),
  backward: { x: ({ g, x }, { axes }) => spread(g, x.shape, axes) },
  formula: { forward: 'sumOver(x)', backward: { x: 'spread(g)' } },
  says: {
    forward: 'The entries are added up along the axes.',
    backward: 'Each gradient is repeated for every entry that went into its sum.',
  },
  export: {
    torch: 'torch.sum({x}, dim={axes}, keepdim={keepDims})',
    numpy: 'jnp.sum({x}, axis={axes}, keepdims={keepDims})',
    onnx: 'ReduceSum',
  },
})
