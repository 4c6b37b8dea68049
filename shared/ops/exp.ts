/** exp: e to the power of every entry. */
import { multiply } from '../tensor/arithmetic'
import { exp } from '../tensor/elementwise'
import { sizeOf } from '../tensor/tensor'
import { defineOp } from './op'

export default defineOp({
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
  inputs: [{ name: 'x', tex: 'x', role: 'data' }],
  attrs: {},
  shape: ({ x }) => x,
  forward: ({ x }) => exp(x),
  backward: { x: ({ g, out }) => multiply(g, out) },
  formula: { forward: 'exp(x)', backward: { x: 'g * out' } },
  says: {
    forward: 'e is raised to every entry.',
    backward: 'The upstream gradient is scaled by the output, which is its own slope.',
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
  export: { torch: 'torch.exp({x})', numpy: 'jnp.exp({x})', onnx: 'Exp' },
})
