/** log: the natural logarithm of every entry. */
import { divide } from '../tensor/arithmetic'
import { log } from '../tensor/elementwise'
import { defineOp, elementwise } from './op'

// Outside the domain the IEEE results stand, as in PyTorch: ln 0 = −Infinity, ln(−1) = NaN, and the gradient is g / x there too.
export default defineOp({
  ...elementwise,
  name: 'log',
  palette: {
    label: 'Log',
    symbol: 'ln',
    look: 'gate',
    category: 'Arithmetic',
    keywords: ['logarithm', 'natural', 'ln'],
    about:
      'Takes the natural logarithm of every entry. It is defined for positive entries; ln 0 is −Infinity and a negative entry gives NaN. The slope is 1 ÷ x.',
  },
  forward: ({ x }) => log(x),
  backward: { x: ({ g, x }) => divide(g, x) },
  formula: { forward: 'log(x)', backward: { x: 'g / x' } },
  says: {
    forward: 'The natural logarithm is taken of every entry.',
    backward: 'The upstream gradient is divided by the input, entry by entry.',
  },
  check: { ...elementwise.check, domain: { x: 'positive' } },
  export: { torch: 'torch.log({x})', numpy: 'jnp.log({x})', onnx: 'Log' },
})
