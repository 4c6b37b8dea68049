/** power: every entry raised to one fixed exponent. */
import { multiply } from '../tensor/arithmetic'
import { power, scale, zerosLike } from '../tensor/elementwise'
import { defineOp, elementwise } from './op'

// x⁰ is 1 for every x, also for 0, and its slope is 0 there too, as in PyTorch: the rule e x^(e−1) would give 0 · ∞.
export default defineOp({
  ...elementwise,
  name: 'power',
  palette: {
    label: 'Power',
    symbol: 'xⁿ',
    look: 'gate',
    category: 'Arithmetic',
    keywords: ['exponent', 'pow', 'root', 'cube', '^', '**'],
    about:
      'Raises every entry to a fixed exponent. A fractional exponent needs entries of at least 0: a negative one gives NaN.',
  },
  attrs: { exponent: { kind: 'number', label: 'Exponent', default: 3 } },
  forward: ({ x }, { exponent }) => power(x, exponent),
  backward: {
    x: ({ g, x }, { exponent }) =>
      exponent === 0 ? zerosLike(x) : multiply(g, scale(power(x, exponent - 1), exponent)),
  },
  formula: (_, { exponent }) => ({
    forward: 'x^exponent',
    backward: { x: exponent === 0 ? '0 * g' : 'g * exponent * x^(exponent - 1)' },
  }),
  says: {
    forward: 'Every entry is raised to the exponent.',
    backward: 'The upstream gradient is scaled by the exponent times the power that is one lower.',
  },
  check: {
    samples: [
      { shapes: { x: [] } },
      { shapes: { x: [4, 2] }, attrs: { exponent: 2 } },
      { shapes: { x: [2, 3] }, attrs: { exponent: 0.5 } },
      { shapes: { x: [3] }, attrs: { exponent: -1 } },
      { shapes: { x: [2, 2, 2] }, attrs: { exponent: 1 } },
      { shapes: { x: [3] }, attrs: { exponent: 0 } },
    ],
    errors: [],
    domain: { x: 'positive' },
  },
  export: { torch: '{x} ** {exponent}', numpy: '{x} ** {exponent}', onnx: null },
})
