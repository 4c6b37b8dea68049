/** negate: turns every sign around. */
import { negate } from '../tensor/elementwise'
import { defineOp, elementwise } from './op'

export default defineOp({
  ...elementwise,
  name: 'negate',
  palette: {
    label: 'Negate',
    symbol: '−x',
    look: 'gate',
    category: 'Arithmetic',
    keywords: ['minus', 'opposite', 'sign', 'neg'],
    about: 'Turns the sign of every entry around, and the sign of the gradient with it.',
  },
  forward: ({ x }) => negate(x),
  backward: { x: ({ g }) => negate(g) },
  formula: { forward: '-x', backward: { x: '-g' } },
  says: {
    forward: 'Every entry changes its sign.',
    backward: 'The upstream gradient changes its sign.',
  },
  export: { torch: '-{x}', numpy: '-{x}', onnx: 'Neg' },
})
