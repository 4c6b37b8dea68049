/** divide: the entrywise quotient of two tensors. */
import { divide, multiply } from '../tensor/arithmetic'
import { negate } from '../tensor/elementwise'
import { defineOp, pairwise } from './op'

export default defineOp({
  ...pairwise,
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
  check: { ...pairwise.check, domain: { b: 'awayFromZero' } },
  export: { torch: '{a} / {b}', numpy: '{a} / {b}', onnx: 'Div' },
})
