/** subtract: the difference of two tensors. */
import { subtract } from '../tensor/arithmetic'
import { broadcastShape } from '../tensor/broadcast'
import { negate } from '../tensor/elementwise'
import { sizeOf } from '../tensor/tensor'
import { defineOp, dims, mismatch } from './op'

export default defineOp({
  name: 'subtract',
  palette: {
    label: 'Subtract',
    symbol: '−',
    look: 'gate',
    category: 'Arithmetic',
    keywords: ['minus', 'difference', '-'],
    about:
      'Takes b from a, entry by entry; a smaller tensor is repeated along the axes it lacks. The first input receives the upstream gradient, the second its negative.',
  },
  inputs: [
    { name: 'a', tex: 'a', role: 'data' },
    { name: 'b', tex: 'b', role: 'data' },
  ],
  attrs: {},
  shape: ({ a, b }) =>
    broadcastShape(a, b) ??
    mismatch('b', `match a, ${dims(...a)}, on each axis from the last, or be 1 there`),
  forward: ({ a, b }) => subtract(a, b),
  backward: {
    a: ({ g }) => g,
    b: ({ g }) => negate(g),
  },
  formula: { forward: 'a - b', backward: { a: 'g', b: '-g' } },
  says: {
    forward: 'The second input is taken from the first, entry by entry.',
    backward: 'The first input receives the upstream gradient, the second its negative.',
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
  export: { torch: '{a} - {b}', numpy: '{a} - {b}', onnx: 'Sub' },
})
