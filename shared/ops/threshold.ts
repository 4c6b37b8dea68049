/** threshold: 1 from the threshold on, 0 below it. */
import { atLeast } from '../tensor/activation'
import { zerosLike } from '../tensor/elementwise'
import { defineOp, elementwise } from './op'

// At the jump, x = t, the value is 1 (also for −0 and t = 0). The derivative is 0 everywhere else and does not exist there;
// the gradient is 0 there too, as if the step were a constant, which is how PyTorch treats a comparison.
export default defineOp({
  ...elementwise,
  name: 'threshold',
  palette: {
    label: 'Threshold',
    symbol: 'H',
    glyph: 'M3 18 H12 V6 H21',
    look: 'gate',
    category: 'Activations',
    keywords: ['step', 'heaviside', 'hard', 'perceptron', 'binary'],
    about:
      'Gives 1 where the input is at least t, and 0 elsewhere. It is flat on both sides, so its gradient is exactly 0 and whatever feeds it gets no learning signal.',
  },
  attrs: { t: { kind: 'number', label: 'Threshold', default: 0 } },
  forward: ({ x }, { t }) => atLeast(x, t),
  backward: { x: ({ x }) => zerosLike(x) },
  formula: { forward: '[x >= t]', backward: { x: '0 * g' } },
  says: {
    forward: 'Entries of at least t become 1, the others 0.',
    backward: 'The step is flat, so the gradient is exactly 0: no learning signal passes.',
  },
  check: {
    samples: [{ shapes: { x: [] } }, { shapes: { x: [4, 2] } }, { shapes: { x: [2, 3] }, attrs: { t: 0.5 } }],
    errors: [],
    sides: ({ x }, { t }) => atLeast(x, t),
  },
  export: { torch: '({x} >= {t}).to({x}.dtype)', numpy: '({x} >= {t}).astype({x}.dtype)', onnx: null },
})
