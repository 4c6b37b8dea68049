/** sigmoid: squashes every entry into (0, 1). */
import { sigmoid, sigmoidSlope } from '../tensor/activation'
import { scalar } from '../tensor/tensor'
import { defineOp, elementwise } from './op'

export default defineOp({
  ...elementwise,
  name: 'sigmoid',
  palette: {
    label: 'Sigmoid',
    symbol: 'σ',
    glyph: 'M3 21 H21 M3 18 C 12 18, 12 4, 21 4',
    look: 'gate',
    category: 'Activations',
    keywords: ['logistic', 'squash', 'probability', 'nonlinearity'],
    about:
      'Squashes every entry into (0, 1), so that it can be read as a probability. Its slope is at most ¼ and fades on both sides.',
  },
  forward: ({ x }) => sigmoid(x),
  backward: { x: ({ g, out }) => sigmoidSlope(g, out) },
  formula: { forward: 'sigmoid(x)', backward: { x: 'g * out * (1 - out)' } },
  says: {
    forward: 'Every entry is squashed into (0, 1).',
    backward: 'The upstream gradient is scaled entry by entry by the local slope, at most ¼.',
  },
  // As the definition has it, without what keeps e^−x from overflowing.
  inside: () => [
    { name: 'minus_x', op: 'negate', inputs: { x: 'x' } },
    { name: 'e', op: 'exp', inputs: { x: 'minus_x' } },
    { name: 'one', value: scalar(1) },
    { name: 'total', op: 'add', inputs: { a: 'one', b: 'e' } },
    { name: 'out', op: 'divide', inputs: { a: 'one', b: 'total' } },
  ],
  export: { torch: 'torch.sigmoid({x})', numpy: 'jax.nn.sigmoid({x})', onnx: 'Sigmoid' },
})
