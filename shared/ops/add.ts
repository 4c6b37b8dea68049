/** add: the sum of two tensors, which hands its gradient on unchanged. */
import { add } from '../tensor/arithmetic'
import { defineOp, pairwise } from './op'

export default defineOp({
  ...pairwise,
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
  export: { torch: '{a} + {b}', numpy: '{a} + {b}', onnx: 'Add' },
})
