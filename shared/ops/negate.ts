/** negate: turns every sign around. */
import { negate } from '../tensor/elementwise'
import { sizeOf } from '../tensor/tensor'
import { defineOp } from './op'

export default defineOp({
  name: 'negate',
  palette: {
    label: 'Negate',
    symbol: '−x',
    look: 'gate',
    category: 'Arithmetic',
    keywords: ['minus', 'opposite', 'sign', 'neg'],
    about: 'Turns the sign of every entry around, and the sign of the gradient with it.',
  },
  inputs: [{ name: 'x', tex: 'x', role: 'data' }],
  attrs: {},
  shape: ({ x }) => x,
  forward: ({ x }) => negate(x),
  backward: { x: ({ g }) => negate(g) },
  formula: { forward: '-x', backward: { x: '-g' } },
  says: {
    forward: 'Every entry changes its sign.',
    backward: 'The upstream gradient changes its sign.',
  },
  flops: ({ x }) => sizeOf(x),
  check: {
    samples: [
      { shapes: { x: [] } },
      { shapes: { x: [1, 3] } },
      { shapes: { x: [4, 2] } },
      { shapes: { x: [2, 2, 2] } },
    ],
    errors: [],
  },
  export: { torch: '-{x}', numpy: '-{x}', onnx: 'Neg' },
})
