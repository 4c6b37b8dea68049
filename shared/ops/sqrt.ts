/** sqrt: the square root of every entry. */
import { divide } from '../tensor/arithmetic'
import { scale, sqrt } from '../tensor/elementwise'
import { defineOp, elementwise } from './op'

// Outside the domain the IEEE results stand, as in PyTorch: the slope at 0 is Infinity, and √ of a negative number is NaN.
export default defineOp({
  ...elementwise,
  name: 'sqrt',
  palette: {
    label: 'Square root',
    symbol: '√',
    look: 'gate',
    category: 'Arithmetic',
    keywords: ['root', 'power'],
    about:
      'Takes the square root of every entry. It is defined for entries of at least 0; the slope, 1 ÷ (2√x), grows without bound towards 0.',
  },
  forward: ({ x }) => sqrt(x),
  backward: { x: ({ g, out }) => divide(g, scale(out, 2)) },
  formula: { forward: 'sqrt(x)', backward: { x: 'g / (2 * out)' } },
  says: {
    forward: 'The square root is taken of every entry.',
    backward: 'The upstream gradient is divided by twice the output, entry by entry.',
  },
  check: { ...elementwise.check, domain: { x: 'positive' } },
  export: { torch: 'torch.sqrt({x})', numpy: 'jnp.sqrt({x})', onnx: 'Sqrt' },
})
