/** square: multiplies every entry by itself. */
import { multiply } from '../tensor/arithmetic'
import { scale, square } from '../tensor/elementwise'
import { defineOp, elementwise } from './op'

export default defineOp({
  ...elementwise,
  name: 'square',
  palette: {
    label: 'Square',
    symbol: 'x²',
    look: 'gate',
    category: 'Arithmetic',
    keywords: ['power', 'quadratic', 'x^2'],
    about:
      'Multiplies every entry by itself. The slope is 2x, so the gradient vanishes at 0 and grows with the distance from it.',
  },
  forward: ({ x }) => square(x),
  backward: { x: ({ g, x }) => multiply(g, scale(x, 2)) },
  formula: { forward: 'x^2', backward: { x: 'g * 2 * x' } },
  says: {
    forward: 'Every entry is multiplied by itself.',
    backward: 'The upstream gradient is scaled by 2x, entry by entry.',
  },
  inside: () => [{ name: 'out', op: 'multiply', inputs: { a: 'x', b: 'x' } }],
  export: { torch: '{x} ** 2', numpy: '{x} ** 2', onnx: null },
})
