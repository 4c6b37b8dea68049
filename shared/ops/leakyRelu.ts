/** leakyRelu: keeps what is positive and lets a small part of the rest through. */
import { greaterThanZero, leakyRelu, leakyReluSlope } from '../tensor/activation'
import { multiply } from '../tensor/arithmetic'
import { defineOp, elementwise } from './op'

// At the kink, x = 0, the gradient is that of the negative side, as in PyTorch (leaky_relu_backward).
export default defineOp({
  ...elementwise,
  name: 'leakyRelu',
  palette: {
    label: 'Leaky ReLU',
    symbol: 'LR',
    glyph: 'M3 16 L12 13 L21 4',
    look: 'gate',
    category: 'Activations',
    keywords: ['rectifier', 'leaky rectified linear', 'PReLU', 'nonlinearity'],
    about:
      'Keeps every positive entry and multiplies the others by a small slope, so that some gradient passes on both sides and no unit dies.',
  },
  attrs: { slope: { kind: 'number', label: 'Slope below 0', default: 0.01 } },
  forward: ({ x }, { slope }) => leakyRelu(x, slope),
  backward: { x: ({ g, x }, { slope }) => multiply(g, leakyReluSlope(x, slope)) },
  formula: {
    forward: 'max(x, 0) + slope * min(x, 0)',
    backward: { x: 'g * ([x > 0] + slope * [0 >= x])' },
  },
  says: {
    forward: 'Positive entries pass; the others are multiplied by the slope.',
    backward:
      'The upstream gradient passes where the input was positive, and is multiplied by the slope elsewhere.',
  },
  check: {
    samples: [
      { shapes: { x: [] } },
      { shapes: { x: [4, 2] } },
      { shapes: { x: [2, 3] }, attrs: { slope: 0.3 } },
      { shapes: { x: [2, 2, 2] }, attrs: { slope: -0.5 } },
    ],
    errors: [],
    sides: ({ x }) => greaterThanZero(x),
  },
  export: {
    torch: 'torch.nn.functional.leaky_relu({x}, {slope})',
    numpy: 'jax.nn.leaky_relu({x}, {slope})',
    onnx: 'LeakyRelu',
  },
})
