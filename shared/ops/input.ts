/** input: data that enters the circuit, such as a batch of examples. */
import { defineLeaf } from './op'

export default defineLeaf({
  name: 'input',
  palette: {
    label: 'Input',
    symbol: 'x',
    look: 'pill',
    category: 'Sources',
    keywords: ['data', 'example', 'batch', 'source', 'x'],
    about:
      'Data that enters the circuit, one example per row. Training leaves it alone, but backprop still tells how the root would change with each entry.',
  },
  gradient: true,
  learned: false,
})
