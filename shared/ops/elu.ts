/** elu: keeps what is positive and lets the rest level off at −α. */
import { elu, eluSlope, greaterThanZero } from '../tensor/activation'
import { multiply } from '../tensor/arithmetic'
import { defineOp, elementwise } from './op'

// At x = 0 the gradient is that of the negative side, α, as in PyTorch (elu_backward); for α = 1 there is no kink.
export default defineOp({
  ...elementwise,
  name: 'elu',
  palette: {
    label: 'ELU',
    symbol: 'E',
    glyph: 'M3 17 C 8 17, 10 15, 12 12 L21 3',
    look: 'gate',
    category: 'Activations',
    keywords: ['exponential linear unit', 'rectifier', 'nonlinearity'],
    about:
      'Keeps every positive entry and bends the others towards −α along an exponential curve, so that outputs can be negative and the gradient fades instead of stopping.',
  },
  attrs: { alpha: { kind: 'number', label: 'α', default: 1 } },
  forward: ({ x }, { alpha }) => elu(x, alpha),
  backward: { x: ({ g, x }, { alpha }) => multiply(g, eluSlope(x, alpha)) },
  formula: {
    forward: 'max(x, 0) + alpha * (exp(min(x, 0)) - 1)',
    backward: { x: 'g * ([x > 0] + alpha * [0 >= x] * exp(x))' },
  },
  says: {
    forward: 'Positive entries pass; the others become α(eˣ − 1).',
    backward: 'The upstream gradient passes where the input was positive, and is scaled by αeˣ elsewhere.',
  },
  check: {
    samples: [
      { shapes: { x: [] } },
      { shapes: { x: [4, 2] } },
      { shapes: { x: [2, 3] }, attrs: { alpha: 0.3 } },
      { shapes: { x: [2, 2, 2] }, attrs: { alpha: 2 } },
    ],
    errors: [],
    sides: ({ x }) => greaterThanZero(x),
  },
  export: {
    torch: 'torch.nn.functional.elu({x}, {alpha})',
    numpy: 'jax.nn.elu({x}, {alpha})',
    onnx: 'Elu',
  },
})
