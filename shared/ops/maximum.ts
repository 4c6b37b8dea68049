/** maximum: the larger of two entries. */
import { maximum, shareOfLarger, toLarger } from '../tensor/choice'
import { defineOp, pairwise } from './op'

// At a tie half of the gradient goes to each, as torch.maximum and jnp.maximum have it.
export default defineOp({
  ...pairwise,
  name: 'maximum',
  palette: {
    label: 'Maximum',
    symbol: '∨',
    look: 'gate',
    category: 'Arithmetic',
    keywords: ['max', 'larger', 'greater', 'clip', 'clamp'],
    about:
      'Takes the larger of a and b, entry by entry; a smaller tensor is repeated along the axes it lacks. The gradient goes to the input that was larger; where both are equal, half goes to each.',
  },
  forward: ({ a, b }) => maximum(a, b),
  backward: {
    a: ({ g, a, b }) => toLarger(g, a, b),
    b: ({ g, a, b }) => toLarger(g, b, a),
  },
  formula: {
    forward: 'max(a, b)',
    backward: { a: 'g * ([a > b] + [a = b] / 2)', b: 'g * ([b > a] + [a = b] / 2)' },
  },
  says: {
    forward: 'The larger of the two inputs is taken, entry by entry.',
    backward:
      'The upstream gradient goes to the input that was larger, and half to each where both are equal.',
  },
  check: { ...pairwise.check, sides: ({ a, b }) => shareOfLarger(a, b) },
  export: { torch: 'torch.maximum({a}, {b})', numpy: 'jnp.maximum({a}, {b})', onnx: 'Max' },
})
