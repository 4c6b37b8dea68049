/** reshape: the same entries, row by row, in another shape. */
import { reshape, shapeWith } from '../tensor/reshape'
import { type Shape, sizeOf, type Tensor } from '../tensor/tensor'
import { defineOp, dims, mismatch } from './op'

function reshaped(x: Tensor, wanted: Shape): Tensor {
  const shape = shapeWith(sizeOf(x.shape), wanted)
  if (!shape) throw new Error(`internal: ${dims(...x.shape)} cannot become ${dims(...wanted)}`)
  return reshape(x, shape)
}

/** What an input that can become `wanted` must do. */
function mustBecome(wanted: Shape): string {
  if (wanted.includes(0) || wanted.indexOf(-1) !== wanted.lastIndexOf(-1))
    return `become a shape of sizes from 1, with at most one -1 for what is left, not ${dims(...wanted)}`
  const count = sizeOf(wanted.filter(size => size !== -1))
  if (wanted.includes(-1))
    return `have a number of entries that ${count} divides, to become ${dims(...wanted)}`
  return `have ${count} ${count === 1 ? 'entry' : 'entries'}, to become ${wanted.length > 0 ? dims(...wanted) : 'a scalar'}`
}

export default defineOp({
  name: 'reshape',
  palette: {
    label: 'Reshape',
    symbol: '▭',
    glyph: 'M4 5 H20 V19 H4 V5 M12 5 V19 M4 12 H20',
    look: 'gate',
    category: 'Shaping',
    keywords: ['flatten', 'view', 'shape', 'squeeze', 'unsqueeze', 'vector', 'scalar'],
    about:
      'Keeps the entries in their order, row by row, and reads them in another shape. One size may be −1: it becomes what is left. An empty shape makes a scalar of a single entry.',
  },
  inputs: [{ name: 'x', tex: 'x', role: 'data' }],
  attrs: { shape: { kind: 'sizes', label: 'Shape', default: [-1], min: -1 } },
  shape: ({ x }, { shape }) => shapeWith(sizeOf(x), shape) ?? mismatch('x', mustBecome(shape)),
  forward: ({ x }, { shape }) => reshaped(x, shape),
  backward: { x: ({ g, x }) => reshape(g, x.shape) },
  formula: { forward: 'reshaped(x)', backward: { x: 'reshapedLike(g, x)' } },
  says: {
    forward: 'The same entries are read, row by row, in another shape.',
    backward: 'The upstream gradient is read in the shape of the input.',
  },
  check: {
    samples: [
      { shapes: { x: [] } },
      { shapes: { x: [3, 4] }, attrs: { shape: [2, 6] } },
      { shapes: { x: [2, 3] }, attrs: { shape: [6] } },
      { shapes: { x: [4, 3] }, attrs: { shape: [2, -1, 1] } },
      { shapes: { x: [2, 2, 3] }, attrs: { shape: [-1, 3] } },
      { shapes: { x: [1, 1] }, attrs: { shape: [] } },
    ],
    errors: [
      {
        shapes: { x: [3, 4] },
        attrs: { shape: [2, 5] },
        port: 'x',
        must: 'have 10 entries, to become (2, 5)',
      },
      {
        shapes: { x: [3, 4] },
        attrs: { shape: [5, -1] },
        port: 'x',
        must: 'that 5 divides, to become (5, -1)',
      },
      { shapes: { x: [2] }, attrs: { shape: [] }, port: 'x', must: 'have 1 entry, to become a scalar' },
      { shapes: { x: [2, 2] }, attrs: { shape: [-1, -1] }, port: 'x', must: 'at most one -1' },
      { shapes: { x: [2, 2] }, attrs: { shape: [4, 0] }, port: 'x', must: 'sizes from 1' },
    ],
  },
  export: {
    torch: 'torch.reshape({x}, {shape})',
    numpy: 'jnp.reshape({x}, {shape})',
    onnx: 'Reshape',
  },
})
