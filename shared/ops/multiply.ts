/** multiply: the entrywise product of two tensors, which swaps its inputs on the way back. */
import { multiply } from '../tensor/arithmetic'
import { broadcastShape } from '../tensor/broadcast'
import { sizeOf } from '../tensor/tensor'
import { defineOp, dims, mismatch } from './op'

export default defineOp({
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
  inputs: [
    { name: 'a', tex: 'a', role: 'data' },
    { name: 'b', tex: 'b', role: 'data' },
  ],
  attrs: {},
  shape: ({ a, b }) =>
    broadcastShape(a, b) ??
    mismatch('b', `match a, ${dims(...a)}, on each axis from the last, or be 1 there`),
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
  flops: ({ out }) => sizeOf(out),
  check: {
    samples: [
      { shapes: { a: [], b: [] } },
      { shapes: { a: [2, 3], b: [2, 3] } },
      { shapes: { a: [4, 3], b: [3] } },
      { shapes: { a: [], b: [2, 2] } },
      { shapes: { a: [3, 1], b: [1, 4] } },
      { shapes: { a: [2, 1], b: [3] } },
      { shapes: { a: [2, 1, 2], b: [3, 1] } },
    ],
    errors: [{ shapes: { a: [2, 3], b: [2] }, port: 'b', must: 'match a, (2, 3)' }],
  },
  export: { torch: '{a} * {b}', numpy: '{a} * {b}', onnx: 'Mul' },
})
