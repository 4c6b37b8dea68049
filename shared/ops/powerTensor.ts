/** powerTensor: the entries of one tensor raised to those of another. */
import { multiply, raise } from '../tensor/arithmetic'
import { keepWhere } from '../tensor/choice'
import { log, shift } from '../tensor/elementwise'
import { defineOp, pairwise } from './op'

// At the border, a = 0, both gradients keep to what PyTorch gives: where b = 0 the value is 1 and nothing flows to a, and
// nothing flows to b where b ≥ 0, since 0^b stays 0.
export default defineOp({
  ...pairwise,
  name: 'powerTensor',
  palette: {
    label: 'Power of two inputs',
    symbol: 'aᵇ',
    look: 'gate',
    category: 'Arithmetic',
    keywords: ['pow', 'exponent', 'raise', '^', '**'],
    about:
      'Raises a to the power b, entry by entry; a smaller tensor is repeated along the axes it lacks. It is meant for positive a: only there does the exponent have a slope.',
  },
  forward: ({ a, b }) => raise(a, b),
  backward: {
    a: ({ g, a, b }) => multiply(g, multiply(b, keepWhere(raise(a, shift(b, -1)), b))),
    b: ({ g, a, out }) => multiply(g, multiply(out, keepWhere(log(a), a))),
  },
  formula: { forward: 'a^b', backward: { a: 'g * b * a^(b - 1)', b: 'g * out * log(a)' } },
  says: {
    forward: 'The first input is raised to the power of the second, entry by entry.',
    backward:
      'The base receives upstream × b × the power that is one lower, the exponent upstream × out × ln a.',
  },
  inside: () => [
    { name: 'ln_a', op: 'log', inputs: { x: 'a' } },
    { name: 'scaled', op: 'multiply', inputs: { a: 'b', b: 'ln_a' } },
    { name: 'out', op: 'exp', inputs: { x: 'scaled' } },
  ],
  check: { ...pairwise.check, domain: { a: 'positive' } },
  export: { torch: 'torch.pow({a}, {b})', numpy: 'jnp.power({a}, {b})', onnx: 'Pow' },
})
