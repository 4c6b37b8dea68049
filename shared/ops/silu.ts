/** silu: every entry times its own sigmoid. */
import { sigmoid } from '../tensor/activation'
import { add, multiply } from '../tensor/arithmetic'
import { negate, shift } from '../tensor/elementwise'
import { defineOp, elementwise } from './op'

export default defineOp({
  ...elementwise,
  name: 'silu',
  palette: {
    label: 'SiLU',
    symbol: 'Si',
    glyph: 'M3 15 C 8 16, 9 18, 11 18 C 14 18, 16 10, 21 4',
    look: 'gate',
    category: 'Activations',
    keywords: ['swish', 'sigmoid linear unit', 'smooth rectifier', 'nonlinearity'],
    about:
      'Multiplies every entry by its own sigmoid: large entries pass, very negative ones become 0, and between them the curve is smooth and dips below 0. Also called swish.',
  },
  forward: ({ x }) => multiply(x, sigmoid(x)),
  backward: {
    x: ({ g, x, out }) => {
      const s = sigmoid(x)
      return multiply(g, add(s, multiply(out, shift(negate(s), 1))))
    },
  },
  formula: { forward: 'x * sigmoid(x)', backward: { x: 'g * (sigmoid(x) + out * (1 - sigmoid(x)))' } },
  says: {
    forward: 'Every entry is multiplied by its sigmoid.',
    backward: 'The upstream gradient is scaled entry by entry by the local slope.',
  },
  inside: () => [
    { name: 's', op: 'sigmoid', inputs: { x: 'x' } },
    { name: 'out', op: 'multiply', inputs: { a: 'x', b: 's' } },
  ],
  export: { torch: 'torch.nn.functional.silu({x})', numpy: 'jax.nn.silu({x})', onnx: null },
})
