/** constant: fixed numbers, such as targets, that no gradient is delivered to. */
import { defineLeaf } from './op'

export default defineLeaf({
  name: 'constant',
  palette: {
    label: 'Constant',
    symbol: 'c',
    look: 'pill',
    category: 'Sources',
    keywords: ['target', 'label', 'fixed', 'number', 'y'],
    about:
      'Fixed numbers, such as the targets of a loss. Backprop stops here: a constant receives no gradient.',
  },
  gradient: false,
  learned: false,
})
