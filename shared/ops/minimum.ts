/** minimum: the smaller of two entries. */
import { minimum, shareOfLarger, toLarger } from '../tensor/choice'
import { defineOp, pairwise } from './op'

// At a tie half of the gradient goes to each, as torch.minimum and jnp.minimum have it.
export default defineOp({
  ...pairwise,
  name: 'minimum',
  palette: {
    label: 'Minimum',
    symbol: '∧',
    look: 'gate',
    category: 'Arithmetic',
    keywords: ['min', 'smaller', 'less', 'clip', 'clamp'],
    about:
      'Takes the smaller of a and b, entry by entry; a smaller tensor is repeated along the axes it lacks. The gradient goes to the input that was smaller; where both are equal, half goes to each.',
  },
  forward: ({ a, b }) => minimum(a, b),
  // An input has the smaller entry where the other one has the larger.
  backward: {
    a: ({ g, a, b }) => toLarger(g, b, a),
    b: ({ g, a, b }) => toLarger(g, a, b),
  },
  formula: {
    forward: 'min(a, b)',
    backward: { a: 'g * ([b > a] + [a = b] / 2)', b: 'g * ([a > b] + [a = b] / 2)' },
  },
  says: {
    forward: 'The smaller of the two inputs is taken, entry by entry.',
    backward:
      'The upstream gradient goes to the input that was smaller, and half to each where both are equal.',
  },
  check: { ...pairwise.check, sides: ({ a, b }) => shareOfLarger(a, b) },
  export: { torch: 'torch.minimum({a}, {b})', numpy: 'jnp.minimum({a}, {b})', onnx: 'Min' },
})
