/** multiply: the entrywise product of two tensors, which swaps its inputs on the way back. */
import { multiply } from '../tensor/arithmetic'
import { defineOp, pairwise } from './op'

export default defineOp({
  ...pairwise,
  name: 'multiply',
  palette: {
    label: 'Multiply',
    symbol: '×',
    look: 'gate',
    category: 'Arithmetic',
    keywords: ['times', 'product', 'hadamard', 'elementwise', '*'],
    about:
      'Multiplies entry by entry; a smaller tensor is repeated along the axes it lacks. Each input receives the upstream gradient times the other input.',
  },
  forward: ({ a, b }) => multiply(a, b),
  backward: {
    a: ({ g, b }) => multiply(g, b),
    b: ({ g, a }) => multiply(g, a),
  },
  formula: { forward: 'a * b', backward: { a: 'g * b', b: 'g * a' } },
  says: {
    forward: 'The two inputs are multiplied entry by entry.',
    backward: 'Each input receives the upstream gradient times the other input.',
  },
  export: { torch: '{a} * {b}', numpy: '{a} * {b}', onnx: 'Mul' },
})
