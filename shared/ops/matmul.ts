/** matmul: the matrix product `a @ b`, with vectors and batches as NumPy reads them. */
import { asColumn, asRow, matmul, matmulShape, transpose } from '../tensor/linear'
import { reshape } from '../tensor/reshape'
import type { Tensor } from '../tensor/tensor'
import { defineOp, dims, mismatch } from './op'

const rowOf = (a: Tensor) => reshape(a, asRow(a.shape))
const columnOf = (b: Tensor) => reshape(b, asColumn(b.shape))
/** `g` with the axes that a vector operand left out. */
const matrixOf = (g: Tensor, a: Tensor, b: Tensor) =>
  reshape(g, matmulShape(asRow(a.shape), asColumn(b.shape)) ?? g.shape)

export default defineOp({
  name: 'matmul',
  palette: {
    label: 'Matmul',
    symbol: '@',
    look: 'gate',
    category: 'Linear algebra',
    keywords: ['matmul', 'dot', 'multiply', 'weights', 'inner product', '@'],
    about:
      'Multiplies matrices: each entry is a row of a times a column of b, summed. Going back, each input receives the upstream gradient times the other input, transposed.',
  },
  inputs: [
    {
      name: 'a',
      tex: 'A',
      role: 'data',
      start: ({ b }) => ({ shape: [1, b?.at(-2) ?? b?.[0] ?? 2], init: 'normal' }),
    },
    {
      name: 'b',
      tex: 'B',
      role: 'data',
      start: ({ a }) => ({ shape: [a?.at(-1) ?? 2, 3], init: 'glorot' }),
    },
  ],
  attrs: {},
  shape: ({ a, b }) => {
    if (a.length === 0) return mismatch('a', 'be a vector or a matrix')
    if (b.length === 0) return mismatch('b', 'be a vector or a matrix')
    const rows = a.at(-1)!
    if (asColumn(b).at(-2) !== rows)
      return mismatch('b', b.length === 1 ? `be ${dims(rows)}` : `be ${dims(...b.slice(0, -2), rows, 'k')}`)
    return (
      matmulShape(a, b) ?? mismatch('b', `have batch axes that fit those of a, ${dims(...a.slice(0, -2))}`)
    )
  },
  forward: ({ a, b }) => matmul(a, b),
  backward: {
    a: ({ g, a, b }) => {
      const da = matmul(matrixOf(g, a, b), transpose(columnOf(b)))
      return a.shape.length === 1 ? reshape(da, [...da.shape.slice(0, -2), da.shape.at(-1)!]) : da
    },
    b: ({ g, a, b }) => {
      const db = matmul(transpose(rowOf(a)), matrixOf(g, a, b))
      return b.shape.length === 1 ? reshape(db, db.shape.slice(0, -1)) : db
    },
  },
  formula: { forward: 'a @ b', backward: { a: "g @ b'", b: "a' @ g" } },
  says: {
    forward: 'Rows of a are multiplied with columns of b and summed.',
    backward: 'a receives upstream × b transposed, b receives a transposed × upstream.',
  },
  check: {
    // Vectors are tested beside these samples: there the transposes of the formula mean a row and a column.
    samples: [
      { shapes: { a: [1, 1], b: [1, 1] } },
      { shapes: { a: [3, 4], b: [4, 2] } },
      { shapes: { a: [2, 1], b: [1, 3] } },
      { shapes: { a: [3, 3], b: [3, 3] } },
      { shapes: { a: [2, 2, 3], b: [2, 3, 2] } },
      { shapes: { a: [2, 3], b: [2, 3, 5] } },
    ],
    errors: [
      { shapes: { a: [2, 3], b: [2, 3] }, port: 'b', must: 'be (3, k)' },
      { shapes: { a: [2, 3], b: [2] }, port: 'b', must: 'be (3)' },
      { shapes: { a: [], b: [2, 3] }, port: 'a', must: 'be a vector or a matrix' },
      { shapes: { a: [2], b: [] }, port: 'b', must: 'be a vector or a matrix' },
      { shapes: { a: [2, 2, 3], b: [3, 3, 2] }, port: 'b', must: 'fit those of a, (2)' },
    ],
  },
  export: { torch: '{a} @ {b}', numpy: '{a} @ {b}', onnx: 'MatMul' },
})
