/** parameter: a tensor that training learns. */
import { defineLeaf } from './op'

export default defineLeaf({
  name: 'parameter',
  palette: {
    label: 'Parameter',
    symbol: 'θ',
    look: 'pill',
    category: 'Sources',
    keywords: ['weight', 'bias', 'learned', 'theta', 'variable'],
    about:
      'A tensor that training adjusts, such as weights or a bias. Its gradient says how the root changes with each entry.',
  },
  gradient: true,
  learned: true,
})
