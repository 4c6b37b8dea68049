/** relu: keeps what is positive and sets the rest to 0. */
import { greaterThanZero, keepWherePositive, relu } from '../tensor/activation'
import { defineOp, elementwise } from './op'

// At the kink, x = 0, the gradient is 0, one of the subgradients [0, 1]: the choice of PyTorch (threshold_backward).
export default defineOp({
  ...elementwise,
  name: 'relu',
  palette: {
    label: 'ReLU',
    symbol: 'R',
    glyph: 'M3 18 H12 L21 6',
    look: 'gate',
    category: 'Activations',
    keywords: ['rectifier', 'rectified linear', 'ramp', 'hinge', 'nonlinearity'],
    about:
      'Keeps every positive entry and sets the others to 0. The gradient passes where the input was positive and stops elsewhere.',
  },
  forward: ({ x }) => relu(x),
  backward: { x: ({ g, x }) => keepWherePositive(g, x) },
  formula: { forward: 'max(x, 0)', backward: { x: 'g * [x > 0]' } },
  says: {
    forward: 'Positive entries pass; the others become 0.',
    backward: 'The upstream gradient passes where the input was positive, and is 0 elsewhere.',
  },
  check: { ...elementwise.check, sides: ({ x }) => greaterThanZero(x) },
  export: { torch: 'torch.relu({x})', numpy: 'jax.nn.relu({x})', onnx: 'Relu' },
})
