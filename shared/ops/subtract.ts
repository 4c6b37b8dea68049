/** subtract: the difference of two tensors. */
import { subtract } from '../tensor/arithmetic'
import { negate } from '../tensor/elementwise'
import { defineOp, pairwise } from './op'

export default defineOp({
  ...pairwise,
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
  export: { torch: '{a} - {b}', numpy: '{a} - {b}', onnx: 'Sub' },
})
