/** embedding: looks up the rows of a table by index. */
import { zerosLike } from '../tensor/elementwise'
import { addToRows, rowsAt } from '../tensor/lookup'
import { defineOp, dims, mismatch } from './op'

// It is one-hot rows times the table, without the zeros. An index that is no whole number from 0 to V − 1 gives a row of NaN,
// so that the search for the first NaN leads here; it adds nothing to the table's gradient.
export default defineOp({
  name: 'embedding',
  palette: {
    label: 'Embedding',
    symbol: 'E',
    look: 'block',
    category: 'Layers',
    keywords: ['lookup', 'table', 'tokens', 'words', 'vocabulary', 'gather', 'indices'],
    about:
      'Takes for each index its row of the table. A row’s gradient is the sum over all places that used it; rows that nobody used get 0, and so do the indices. An index that is not a whole number from 0 to V − 1 gives a row of NaN.',
  },
  inputs: [
    { name: 'table', tex: 'E', role: 'parameter', start: () => ({ shape: [4, 3], init: 'normal' }) },
    { name: 'indices', tex: 'i', role: 'data', start: () => ({ shape: [2], init: 'zeros' }) },
  ],
  attrs: {},
  shape: ({ table, indices }) =>
    table.length === 2
      ? [...indices, table[1]!]
      : mismatch('table', `be ${dims('V', 'D')}, a row for each index from 0 to V − 1`),
  forward: ({ table, indices }) => rowsAt(table, indices),
  backward: {
    table: ({ g, table, indices }) => addToRows(g, indices, table.shape[0]!),
    indices: ({ indices }) => zerosLike(indices),
  },
  formula: ({ indices }) => ({
    forward: 'lookup(table, indices)',
    // The one-hot row of a single index is a vector.
    backward: {
      table: indices?.length === 0 ? 'column(P) @ row(g)' : "P' @ g",
      indices: '0 * indices',
    },
    where: { P: { tex: 'P', is: 'oneHot(indices, rows(table))' } },
  }),
  says: {
    forward: 'Each index takes its row of the table.',
    backward:
      'Each row of the table gets the sum of the upstream gradients of the places that used it; the indices get exactly 0.',
  },
  inside: ({ table }) => [
    { name: 'hot', op: 'oneHot', inputs: { indices: 'indices' }, attrs: { classes: table[0]! } },
    { name: 'out', op: 'matmul', inputs: { a: 'hot', b: 'table' } },
  ],
  check: {
    samples: [
      { shapes: { table: [3, 2], indices: [4] } },
      { shapes: { table: [1, 3], indices: [2] } },
      { shapes: { table: [4, 2], indices: [2, 3] } },
      { shapes: { table: [4, 2], indices: [] } },
    ],
    errors: [
      { shapes: { table: [3], indices: [2] }, port: 'table', must: 'be (V, D), a row for each index' },
    ],
    domain: { indices: { below: ({ table }) => table?.[0] ?? 1 } },
  },
  export: {
    torch: 'torch.nn.functional.embedding({indices}.long(), {table})',
    numpy: '{table}[{indices}.astype(int)]',
    onnx: 'Gather',
  },
})
