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

/** A vector is a row on the left of the product and a column on its right, and what goes back to it is a vector again. */
function backwardFor(a: number, b: number): { readonly a: string; readonly b: string } {
  if (a === 1 && b === 1) return { a: 'g * b', b: 'g * a' }
  if (a === 1) return { a: b === 2 ? "g @ b'" : "unrow(row(g) @ b')", b: 'column(a) @ row(g)' }
  if (b === 1) return { a: 'column(g) @ row(b)', b: a === 2 ? "a' @ g" : "uncolumn(a' @ column(g))" }
  return { a: "g @ b'", b: "a' @ g" }
}

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
  formula: ({ a, b }) => ({ forward: 'a @ b', backward: backwardFor(a?.length ?? 2, b?.length ?? 2) }),
  says: {
    forward: 'Rows of a are multiplied with columns of b and summed.',
    backward: 'a receives upstream × b transposed, b receives a transposed × upstream.',
  },
  check: {
    samples: [
      { shapes: { a: [1, 1], b: [1, 1] } },
      { shapes: { a: [3, 4], b: [4, 2] } },
      { shapes: { a: [2, 1], b: [1, 3] } },
      { shapes: { a: [3, 3], b: [3, 3] } },
      { shapes: { a: [2, 2, 3], b: [2, 3, 2] } },
      { shapes: { a: [2, 3], b: [2, 3, 5] } },
      { shapes: { a: [3], b: [3] } },
      { shapes: { a: [3], b: [3, 2] } },
      { shapes: { a: [2, 3], b: [3] } },
      { shapes: { a: [3], b: [2, 3, 4] } },
      { shapes: { a: [2, 2, 3], b: [3] } },
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
