/** transpose: puts the axes in another order. */
import { orderOf, transpose } from '../tensor/linear'
import { defineOp, mismatch } from './op'

const orderIn = (rank: number, axes: readonly number[] | null): number[] => {
  const order = orderOf(rank, axes)
  if (!order) throw new Error(`internal: ${axes} is no order of ${rank} axes`)
  return order
}

// Without an order the last two axes change places: a matrix is transposed, and so is every matrix of a batch; a vector or a
// scalar stays as it is.
export default defineOp({
  name: 'transpose',
  palette: {
    label: 'Transpose',
    symbol: 'T',
    look: 'gate',
    category: 'Shaping',
    keywords: ['permute', 'axes', 'swap', 'rows and columns', 'flip'],
    about:
      'Turns rows into columns. With an order of axes, such as 0, 2, 1, the output’s first axis is the input’s axis 0, the second its axis 2, and so on; without one the last two change places. The gradient is moved back.',
  },
  inputs: [{ name: 'x', tex: 'x', role: 'data' }],
  attrs: { axes: { kind: 'axes', label: 'Order of axes', default: null, none: 'last two swapped' } },
  shape: ({ x }, { axes }) => {
    const order = orderOf(x.length, axes)
    if (order) return order.map(axis => x[axis]!)
    return mismatch('x', `have ${axes!.length} axes, which the order ${axes!.join(', ')} names once each`)
  },
  forward: ({ x }, { axes }) => transpose(x, orderIn(x.shape.length, axes)),
  backward: {
    x: ({ g }, { axes }) => {
      const order = orderIn(g.shape.length, axes)
      return transpose(
        g,
        order.map((_, axis) => order.indexOf(axis)),
      )
    },
  },
  formula: (_, { axes }) =>
    axes === null
      ? { forward: "x'", backward: { x: "g'" } }
      : { forward: 'permuted(x)', backward: { x: 'permutedBack(g)' } },
  says: {
    forward: 'The entries are put in another order: rows become columns.',
    backward: 'Each upstream gradient goes back to the place that its entry came from.',
  },
  check: {
    samples: [
      { shapes: { x: [] } },
      { shapes: { x: [3] } },
      { shapes: { x: [3, 4] } },
      { shapes: { x: [3, 3] } },
      { shapes: { x: [2, 3, 2] } },
      { shapes: { x: [3, 4] }, attrs: { axes: [1, 0] } },
      { shapes: { x: [2, 3, 4] }, attrs: { axes: [1, 2, 0] } },
      { shapes: { x: [2, 1, 3, 2] }, attrs: { axes: [0, -1, 1, -2] } },
    ],
    errors: [
      { shapes: { x: [2, 3] }, attrs: { axes: [0, 2, 1] }, port: 'x', must: 'have 3 axes' },
      {
        shapes: { x: [2, 3] },
        attrs: { axes: [0, -2] },
        port: 'x',
        must: 'which the order 0, -2 names once',
      },
    ],
  },
  // The order is written out: what NumPy does without one is to turn all axes round.
  export: { torch: 'torch.permute({x}, {axes})', numpy: 'jnp.transpose({x}, {axes})', onnx: 'Transpose' },
})
