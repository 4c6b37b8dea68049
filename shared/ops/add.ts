/** add: the sum of two tensors, which hands its gradient on unchanged. */
import { add } from '../tensor/arithmetic'
import { broadcastShape } from '../tensor/broadcast'
import { sizeOf } from '../tensor/tensor'
import { defineOp, dims, mismatch } from './op'

export default defineOp({
  name: 'add',
  palette: {
    label: 'Add',
    symbol: '+',
    look: 'gate',
    category: 'Arithmetic',
    keywords: ['plus', 'sum', 'bias', '+'],
    about:
      'Adds entry by entry; a smaller tensor is repeated along the axes it lacks. Both inputs receive the upstream gradient as it is, so a sum only distributes.',
  },
  inputs: [
    { name: 'a', tex: 'a', role: 'data' },
    { name: 'b', tex: 'b', role: 'data' },
  ],
  attrs: {},
  shape: ({ a, b }) =>
    broadcastShape(a, b) ??
    mismatch('b', `match a, ${dims(...a)}, on each axis from the last, or be 1 there`),
  forward: ({ a, b }) => add(a, b),
  backward: {
    a: ({ g }) => g,
    b: ({ g }) => g,
  },
  formula: { forward: 'a + b', backward: { a: 'g', b: 'g' } },
  says: {
    forward: 'The two inputs are added entry by entry.',
    backward: 'Both inputs receive the upstream gradient unchanged.',
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
  export: { torch: '{a} + {b}', numpy: '{a} + {b}', onnx: 'Add' },
})
