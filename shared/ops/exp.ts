/** exp: e to the power of every entry. */
import { multiply } from '../tensor/arithmetic'
import { exp } from '../tensor/elementwise'
import { defineOp, elementwise } from './op'

export default defineOp({
  ...elementwise,
  name: 'exp',
  palette: {
    label: 'Exp',
    symbol: 'eˣ',
    look: 'gate',
    category: 'Arithmetic',
    keywords: ['exponential', 'e^x'],
    about:
      'Raises e to every entry. It is its own slope, so large inputs pass back large gradients; above about 709 the value overflows to Infinity.',
  },
  forward: ({ x }) => exp(x),
  backward: { x: ({ g, out }) => multiply(g, out) },
  formula: { forward: 'exp(x)', backward: { x: 'g * out' } },
  says: {
    forward: 'e is raised to every entry.',
    backward: 'The upstream gradient is scaled by the output, which is its own slope.',
  },
  export: { torch: 'torch.exp({x})', numpy: 'jnp.exp({x})', onnx: 'Exp' },
})
