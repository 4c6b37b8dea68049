/** softplus: ln(1 + eˣ), the smooth version of ReLU. */
import { sigmoid, softplus } from '../tensor/activation'
import { multiply } from '../tensor/arithmetic'
import { scalar } from '../tensor/tensor'
import { defineOp, elementwise } from './op'

// Exact everywhere; PyTorch's softplus returns x itself above 20, so the text for it says logaddexp.
export default defineOp({
  ...elementwise,
  name: 'softplus',
  palette: {
    label: 'Softplus',
    symbol: 'S+',
    glyph: 'M3 18 C 11 18, 13 12, 21 4',
    look: 'gate',
    category: 'Activations',
    keywords: ['smooth rectifier', 'log1p exp', 'logaddexp', 'positive', 'nonlinearity'],
    about:
      'Takes ln(1 + eˣ) of every entry: close to 0 far below 0, close to x far above, and smooth between. Its slope is the sigmoid.',
  },
  forward: ({ x }) => softplus(x),
  backward: { x: ({ g, x }) => multiply(g, sigmoid(x)) },
  formula: { forward: 'log(1 + exp(x))', backward: { x: 'g * sigmoid(x)' } },
  says: {
    forward: 'Every entry becomes ln(1 + eˣ).',
    backward: 'The upstream gradient is scaled by the sigmoid of the input.',
  },
  inside: () => [
    { name: 'e', op: 'exp', inputs: { x: 'x' } },
    { name: 'one', value: scalar(1) },
    { name: 'sum', op: 'add', inputs: { a: 'one', b: 'e' } },
    { name: 'out', op: 'log', inputs: { x: 'sum' } },
  ],
  export: {
    torch: 'torch.logaddexp({x}, torch.zeros_like({x}))',
    numpy: 'jax.nn.softplus({x})',
    onnx: 'Softplus',
  },
})
