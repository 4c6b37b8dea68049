/** reciprocal: 1 divided by every entry. */
import { divide, multiply } from '../tensor/arithmetic'
import { negate, square } from '../tensor/elementwise'
import { scalar } from '../tensor/tensor'
import { defineOp, elementwise } from './op'

const one = scalar(1)

export default defineOp({
  ...elementwise,
  name: 'reciprocal',
  palette: {
    label: 'Reciprocal',
    symbol: '⁻¹',
    look: 'gate',
    category: 'Arithmetic',
    keywords: ['inverse', 'one over', '1/x', 'divide'],
    about:
      'Divides 1 by every entry. The slope is −1 ÷ x²; at 0 the value is an infinity, as the floating-point standard says.',
  },
  forward: ({ x }) => divide(one, x),
  backward: { x: ({ g, out }) => negate(multiply(g, square(out))) },
  formula: { forward: '1 / x', backward: { x: '-g / x^2' } },
  says: {
    forward: 'Every entry is turned over, to 1 ÷ x.',
    backward: 'The upstream gradient is divided by x² and changes its sign, entry by entry.',
  },
  inside: () => [
    { name: 'one', value: one },
    { name: 'out', op: 'divide', inputs: { a: 'one', b: 'x' } },
  ],
  check: { ...elementwise.check, domain: { x: 'awayFromZero' } },
  export: { torch: 'torch.reciprocal({x})', numpy: 'jnp.reciprocal({x})', onnx: 'Reciprocal' },
})
