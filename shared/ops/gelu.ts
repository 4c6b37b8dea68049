/** gelu: every entry times the share of a normal distribution that lies below it. */
import { add, multiply } from '../tensor/arithmetic'
import { normalBelow, normalDensity } from '../tensor/erf'
import { defineOp, elementwise } from './op'

// The exact form of Hendrycks and Gimpel (arXiv:1606.08415), x Φ(x); the one with tanh is an approximation of it.
export default defineOp({
  ...elementwise,
  name: 'gelu',
  palette: {
    label: 'GELU',
    symbol: 'G',
    glyph: 'M3 15 C 9 15, 9 17, 11 17 C 14 17, 16 9, 21 4',
    look: 'gate',
    category: 'Activations',
    keywords: ['gaussian error linear unit', 'erf', 'transformer', 'smooth rectifier', 'nonlinearity'],
    about:
      'Multiplies every entry x by Φ(x), the share of a standard normal distribution that lies below x: large entries pass, very negative ones become 0, and between them the curve is smooth and dips below 0.',
  },
  forward: ({ x }) => multiply(x, normalBelow(x)),
  backward: { x: ({ g, x }) => multiply(g, add(normalBelow(x), multiply(x, normalDensity(x)))) },
  formula: {
    forward: 'x * Phi',
    backward: { x: 'g * (Phi + x * phi)' },
    where: {
      Phi: { tex: '\\Phi({x})', is: '(1 + erf(x / sqrt(2))) / 2' },
      phi: { tex: '\\varphi({x})', is: 'exp(-x^2 / 2) / sqrt(2 * pi)' },
    },
  },
  says: {
    forward: 'Every entry is multiplied by the share of a normal distribution below it.',
    backward: 'The upstream gradient is scaled entry by entry by the local slope, Φ(x) + xφ(x).',
  },
  export: {
    torch: 'torch.nn.functional.gelu({x})',
    numpy: 'jax.nn.gelu({x}, approximate=False)',
    onnx: 'Gelu',
  },
})
