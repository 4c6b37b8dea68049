/** linear: every entry times one fixed factor. */
import { scale } from '../tensor/elementwise'
import { scalar } from '../tensor/tensor'
import { defineOp, elementwise } from './op'

export default defineOp({
  ...elementwise,
  name: 'linear',
  palette: {
    label: 'Linear unit',
    symbol: 'kx',
    look: 'gate',
    category: 'Activations',
    keywords: ['identity', 'scale', 'gain', 'factor', 'slope'],
    about:
      'Multiplies every entry by the fixed factor k. Layers with nothing but linear units between them are together no more than one linear layer.',
  },
  attrs: { k: { kind: 'number', label: 'Factor k', default: 1 } },
  forward: ({ x }, { k }) => scale(x, k),
  backward: { x: ({ g }, { k }) => scale(g, k) },
  formula: { forward: 'k * x', backward: { x: 'k * g' } },
  says: {
    forward: 'Every entry is multiplied by k.',
    backward: 'The upstream gradient is multiplied by k.',
  },
  inside: (_, { k }) => [
    { name: 'k', value: scalar(k) },
    { name: 'out', op: 'multiply', inputs: { a: 'k', b: 'x' } },
  ],
  check: {
    samples: [
      { shapes: { x: [] } },
      { shapes: { x: [4, 2] }, attrs: { k: 2.5 } },
      { shapes: { x: [2, 3] }, attrs: { k: -0.5 } },
    ],
    errors: [],
  },
  export: { torch: '{k} * {x}', numpy: '{k} * {x}', onnx: null },
})
