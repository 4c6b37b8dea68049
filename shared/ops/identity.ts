/** identity: passes every entry on as it is. */
import { defineOp, elementwise } from './op'

export default defineOp({
  ...elementwise,
  name: 'identity',
  palette: {
    label: 'Identity',
    symbol: 'I',
    glyph: 'M3 21 L21 3',
    look: 'gate',
    category: 'Activations',
    keywords: ['pass through', 'no-op', 'copy', 'alias'],
    about:
      'Passes every entry and every gradient on as it is. It gives a value a second name, or stands where an activation may come later.',
  },
  forward: ({ x }) => x,
  backward: { x: ({ g }) => g },
  formula: { forward: 'x', backward: { x: 'g' } },
  says: {
    forward: 'Every entry passes as it is.',
    backward: 'The upstream gradient passes as it is.',
  },
  export: { torch: '{x}', numpy: '{x}', onnx: 'Identity' },
})
