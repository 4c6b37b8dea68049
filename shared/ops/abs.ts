/** abs: every entry without its sign. */
import { greaterThanZero, sign } from '../tensor/activation'
import { multiply } from '../tensor/arithmetic'
import { abs } from '../tensor/elementwise'
import { defineOp, elementwise } from './op'

// At the kink, x = 0, the gradient is 0, one of the subgradients [−1, 1]: the choice of PyTorch (g · sign x).
export default defineOp({
  ...elementwise,
  name: 'abs',
  palette: {
    label: 'Absolute value',
    symbol: '±',
    glyph: 'M3 6 L12 18 L21 6',
    look: 'gate',
    category: 'Arithmetic',
    keywords: ['magnitude', 'modulus', 'L1'],
    about:
      'Drops the sign of every entry. The gradient passes as it is where the input was positive, and turned round where it was negative; at 0 it stops.',
  },
  forward: ({ x }) => abs(x),
  backward: { x: ({ g, x }) => multiply(g, sign(x)) },
  formula: { forward: 'abs(x)', backward: { x: 'g * sign(x)' } },
  says: {
    forward: 'Every entry loses its sign.',
    backward: 'The upstream gradient is multiplied by the sign of the input, and is 0 where the input was 0.',
  },
  check: { ...elementwise.check, sides: ({ x }) => greaterThanZero(x) },
  export: { torch: 'torch.abs({x})', numpy: 'jnp.abs({x})', onnx: 'Abs' },
})
