/** square: multiplies every entry by itself. */
import { multiply } from '../tensor/arithmetic'
import { scale, square } from '../tensor/elementwise'
import { sizeOf } from '../tensor/tensor'
import { defineOp } from './op'

export default defineOp({
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
  inputs: [{ name: 'x', tex: 'x', role: 'data' }],
  attrs: {},
  shape: ({ x }) => x,
  forward: ({ x }) => square(x),
  backward: { x: ({ g, x }) => multiply(g, scale(x, 2)) },
  formula: { forward: 'x^2', backward: { x: 'g * 2 * x' } },
  says: {
    forward: 'Every entry is multiplied by itself.',
    backward: 'The upstream gradient is scaled by 2x, entry by entry.',
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
  export: { torch: '{x} ** 2', numpy: '{x} ** 2', onnx: null },
})
