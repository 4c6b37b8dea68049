/** conv2d: slides filters over images; each entry is what a filter sees there, multiplied and summed. */
import { add } from '../tensor/arithmetic'
import { matmul, transpose } from '../tensor/linear'
import { patches, placesOf, unpatch, type Window } from '../tensor/patches'
import { sum } from '../tensor/reduce'
import { reshape } from '../tensor/reshape'
import { type Shape, sizeOf, type Tensor } from '../tensor/tensor'
import { defineOp, dims, mismatch } from './op'

type Steps = Pick<Window, 'stride' | 'padding'>

const windowOf = (w: Shape, { stride, padding }: Steps): Window => ({ kernel: w.slice(2), stride, padding })
/** (O, C · kh · kw): a filter per row. */
const rowsOf = (w: Tensor) => reshape(w, [w.shape[0]!, sizeOf(w.shape.slice(1))])
/** (C · kh · kw, N · places): what the window sees, place by place, in columns. */
function columnsOf(x: Tensor, w: Tensor, steps: Steps): Tensor {
  const columns = patches(x, windowOf(w.shape, steps), 0)
  return reshape(columns, [sizeOf(w.shape.slice(1)), columns.shape.at(-1)!])
}
/** (N, O, h, w) as (O, N · h · w), so that its columns are those of the patches. */
const channelsFirst = (g: Tensor) =>
  reshape(transpose(g, [1, 0, 2, 3]), [g.shape[1]!, g.shape[0]! * g.shape[2]! * g.shape[3]!])

// Rows of w times columns of patches (im2col), for the whole batch at once. The kernel is not turned over, as everywhere in
// learning: mathematics calls this a cross-correlation.
export default defineOp({
  name: 'conv2d',
  palette: {
    label: 'Convolution',
    symbol: '∗',
    look: 'block',
    category: 'Layers',
    keywords: ['conv2d', 'cnn', 'filter', 'kernel', 'image', 'cross-correlation', 'feature map'],
    about:
      'Slides each filter of w over the images, and at every place multiplies it with what it sees and sums. All places share the filter, so its gradient is summed over all of them.',
  },
  inputs: [
    {
      name: 'x',
      tex: 'x',
      role: 'data',
      start: ({ w }) => ({
        shape: [1, w?.[1] ?? 1, Math.max(5, w?.[2] ?? 0), Math.max(5, w?.[3] ?? 0)],
        init: 'normal',
      }),
    },
    {
      name: 'w',
      tex: 'w',
      role: 'parameter',
      start: ({ x, b }) => ({
        shape: [b?.[0] ?? 2, x?.[1] ?? 1, Math.min(3, x?.[2] ?? 3), Math.min(3, x?.[3] ?? 3)],
        init: 'he',
      }),
    },
    {
      name: 'b',
      tex: 'b',
      role: 'parameter',
      optional: true,
      start: ({ w }) => ({ shape: [w?.[0] ?? 2], init: 'zeros' }),
    },
  ],
  attrs: {
    stride: { kind: 'sizes', label: 'Stride (down, across)', default: [1, 1], min: 1, length: 2 },
    padding: {
      kind: 'sizes',
      label: 'Padding (above and below, left and right)',
      default: [0, 0],
      min: 0,
      length: 2,
    },
  },
  shape: ({ x, w, b }, steps) => {
    if (x.length !== 4) return mismatch('x', `be ${dims('N', 'C', 'H', 'W')}, a batch of images`)
    if (w.length !== 4 || w[1] !== x[1]) return mismatch('w', `be ${dims('O', x[1]!, 'h', 'w')}, O filters`)
    const places = placesOf(x, windowOf(w, steps))
    const [height, width] = steps.padding.map((padding, i) => x[i + 2]! + 2 * padding)
    if (!places) return mismatch('w', `have filters of at most ${dims(height!, width!)}, the padded image`)
    if (b && (b.length !== 1 || b[0] !== w[0])) return mismatch('b', `be ${dims(w[0]!)}`)
    return [x[0]!, w[0]!, ...places]
  },
  forward: ({ x, w, b }, steps) => {
    const [images, filters] = [x.shape[0]!, w.shape[0]!]
    const places = placesOf(x.shape, windowOf(w.shape, steps))!
    const found = reshape(matmul(rowsOf(w), columnsOf(x, w, steps)), [filters, images, ...places])
    const out = transpose(found, [1, 0, 2, 3])
    return b ? add(out, reshape(b, [filters, 1, 1])) : out
  },
  backward: {
    x: ({ g, x, w }, steps) => {
      const columns = matmul(transpose(rowsOf(w)), channelsFirst(g))
      return unpatch(columns, x.shape, windowOf(w.shape, steps))
    },
    w: ({ g, x, w }, steps) => reshape(matmul(channelsFirst(g), transpose(columnsOf(x, w, steps))), w.shape),
    b: ({ g }) => sum(g, [0, 2, 3]),
  },
  formula: ({ b }) => ({
    forward: b !== undefined ? 'conv(x, w) + perChannel(b)' : 'conv(x, w)',
    backward: { x: 'convInput(g, w)', w: 'convWeights(x, g)', b: 'sumPerChannel(g)' },
  }),
  says: {
    forward:
      'At every place, each filter is multiplied with what it sees of the image, summed, and b is added.',
    backward:
      'The image gets at each pixel upstream × weight of every window that saw it; the filters get upstream × image, summed over all places, and b the sum of upstream.',
  },
  check: {
    samples: [
      { shapes: { x: [1, 1, 3, 3], w: [1, 1, 2, 2] } },
      { shapes: { x: [2, 2, 3, 4], w: [3, 2, 2, 3], b: [3] } },
      { shapes: { x: [1, 2, 4, 3], w: [2, 2, 3, 2], b: [2] }, attrs: { stride: [2, 1], padding: [1, 0] } },
      { shapes: { x: [2, 1, 3, 3], w: [2, 1, 1, 1] }, attrs: { stride: [1, 2] } },
      { shapes: { x: [1, 1, 2, 2], w: [1, 1, 3, 3] }, attrs: { padding: [2, 1] } },
    ],
    errors: [
      { shapes: { x: [3, 3], w: [1, 1, 2, 2] }, port: 'x', must: 'be (N, C, H, W)' },
      { shapes: { x: [1, 2, 3, 3], w: [1, 1, 2, 2] }, port: 'w', must: 'be (O, 2, h, w)' },
      {
        shapes: { x: [1, 1, 3, 3], w: [1, 1, 4, 6] },
        attrs: { padding: [0, 1] },
        port: 'w',
        must: 'at most (3, 5), the padded image',
      },
      { shapes: { x: [1, 1, 3, 3], w: [2, 1, 2, 2], b: [1] }, port: 'b', must: 'be (2)' },
    ],
  },
  export: {
    torch: 'torch.nn.functional.conv2d({x}, {w}, {b}, stride={stride}, padding={padding})',
    numpy:
      'jax.lax.conv_general_dilated({x}, {w}, {stride}, [(p, p) for p in {padding}]) + jnp.reshape(0.0 if {b} is None else {b}, (-1, 1, 1))',
    onnx: 'Conv',
  },
})
