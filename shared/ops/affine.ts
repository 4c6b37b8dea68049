/** affine: the fully connected layer `x W + b`, one example per row. */
import { affine, matmul, transpose } from '../tensor/linear'
import { defineOp, dims, mismatch } from './op'

export default defineOp({
  name: 'affine',
  palette: {
    label: 'Affine',
    symbol: 'xW',
    look: 'block',
    category: 'Layers',
    keywords: ['dense', 'linear layer', 'fully connected', 'perceptron', 'weights', 'bias'],
    about:
      'Multiplies each example (a row of x) by the weights and adds the bias to every row. A batch shares W and b, so their gradients are summed over its rows.',
  },
  inputs: [
    {
      name: 'W',
      tex: 'W',
      role: 'parameter',
      start: ({ x, b }) => ({ shape: [x?.[1] ?? 2, b?.[0] ?? 3], init: 'glorot' }),
    },
    { name: 'x', tex: 'x', role: 'data', start: ({ W }) => ({ shape: [1, W?.[0] ?? 2], init: 'normal' }) },
    { name: 'b', tex: 'b', role: 'parameter', start: ({ W }) => ({ shape: [W?.[1] ?? 3], init: 'zeros' }) },
  ],
  attrs: {},
  shape: ({ x, W, b }) => {
    if (x.length !== 2) return mismatch('x', `be ${dims('N', 'D')}, one example per row`)
    if (W.length !== 2 || W[0] !== x[1]) return mismatch('W', `be ${dims(x[1]!, 'k')}`)
    if (b.length !== 1 || b[0] !== W[1]) return mismatch('b', `be ${dims(W[1]!)}`)
    return [x[0]!, W[1]!]
  },
  forward: ({ x, W, b }) => affine(x, W, b),
  backward: {
    W: ({ g, x }) => matmul(transpose(x), g),
    x: ({ g, W }) => matmul(g, transpose(W)),
    b: ({ g }) => g,
  },
  formula: { forward: 'x @ W + b', backward: { W: "x' @ g", x: "g @ W'", b: 'g' } },
  says: {
    forward: 'Each row of the input is multiplied by the weights, and the bias is added to it.',
    backward:
      'The weights get input × upstream, the input gets upstream × weights, the bias the sum over the rows.',
  },
  inside: () => [
    { name: 'product', op: 'matmul', inputs: { a: 'x', b: 'W' } },
    { name: 'out', op: 'add', inputs: { a: 'product', b: 'b' } },
  ],
  check: {
    samples: [
      { shapes: { x: [1, 2], W: [2, 3], b: [3] } },
      { shapes: { x: [4, 3], W: [3, 2], b: [2] } },
      { shapes: { x: [3, 3], W: [3, 3], b: [3] } },
    ],
    errors: [
      { shapes: { x: [2], W: [2, 3], b: [3] }, port: 'x', must: 'one example per row' },
      { shapes: { x: [1, 3], W: [4, 2], b: [2] }, port: 'W', must: 'be (3, k)' },
      { shapes: { x: [1, 3], W: [3, 2], b: [3] }, port: 'b', must: 'be (2)' },
    ],
  },
  export: { torch: '{x} @ {W} + {b}', numpy: '{x} @ {W} + {b}', onnx: 'Gemm' },
})
