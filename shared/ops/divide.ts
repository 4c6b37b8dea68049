/** divide: the entrywise quotient of two tensors. */
import { divide, multiply } from '../tensor/arithmetic'
import { broadcastShape } from '../tensor/broadcast'
import { negate } from '../tensor/elementwise'
import { sizeOf } from '../tensor/tensor'
import { defineOp, dims, mismatch } from './op'

export default defineOp({
  name: 'divide',
  palette: {
    label: 'Divide',
    symbol: '÷',
    look: 'gate',
    category: 'Arithmetic',
    keywords: ['over', 'quotient', 'ratio', 'fraction', '/'],
    about:
      'Divides a by b, entry by entry; a smaller tensor is repeated along the axes it lacks. Dividing by 0 gives an infinity or NaN, as the floating-point standard says.',
  },
  inputs: [
    { name: 'a', tex: 'a', role: 'data' },
    { name: 'b', tex: 'b', role: 'data' },
  ],
  attrs: {},
  shape: ({ a, b }) =>
    broadcastShape(a, b) ??
    mismatch('b', `match a, ${dims(...a)}, on each axis from the last, or be 1 there`),
  forward: ({ a, b }) => divide(a, b),
  backward: {
    a: ({ g, b }) => divide(g, b),
    b: ({ g, b, out }) => negate(multiply(g, divide(out, b))),
  },
  formula: { forward: 'a / b', backward: { a: 'g / b', b: '-g * a / b^2' } },
  says: {
    forward: 'The first input is divided by the second, entry by entry.',
    backward: 'The first input receives upstream ÷ b, the second −upstream × a ÷ b².',
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
    domain: { b: 'awayFromZero' },
  },
  export: { torch: '{a} / {b}', numpy: '{a} / {b}', onnx: 'Div' },
})
