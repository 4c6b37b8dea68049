/** tanh: squashes every entry into (−1, 1). */
import { tanhSlope } from '../tensor/activation'
import { tanh } from '../tensor/elementwise'
import { defineOp, elementwise } from './op'

export default defineOp({
  ...elementwise,
  name: 'tanh',
  palette: {
    label: 'tanh',
    symbol: '∿',
    glyph: 'M3 18 C 11 18, 13 6, 21 6',
    look: 'gate',
    category: 'Activations',
    keywords: ['hyperbolic tangent', 'squash', 'nonlinearity'],
    about:
      'Squashes every entry into (−1, 1). Its slope is largest at 0 and fades on both sides, so saturated units pass little gradient back.',
  },
  forward: ({ x }) => tanh(x),
  backward: { x: ({ g, out }) => tanhSlope(g, out) },
  formula: { forward: 'tanh(x)', backward: { x: 'g * (1 - out^2)' } },
  says: {
    forward: 'Every entry is squashed into (−1, 1).',
    backward: 'The upstream gradient is scaled entry by entry by the local slope.',
  },
  export: { torch: 'torch.tanh({x})', numpy: 'jnp.tanh({x})', onnx: 'Tanh' },
})
