/** hingeLoss: asks of every score that it lies on the side of its target, with a margin of 1. */
import { greaterThanZero, keepWherePositive, relu } from '../tensor/activation'
import { multiply } from '../tensor/arithmetic'
import { divideBy, negate, shift } from '../tensor/elementwise'
import { mean } from '../tensor/reduce'
import { scalar, sizeOf, type Tensor } from '../tensor/tensor'
import { comparedWith, defineOp } from './op'

/** How far each score falls short of the margin; not above 0 where it does not. */
const shortfall = ({ s, y }: { readonly s: Tensor; readonly y: Tensor }): Tensor =>
  shift(negate(multiply(y, s)), 1)

// At the kink, y s = 1, the gradient is 0, one of the subgradients [−y, 0], as relu has it at 0. (Written with
// torch.clamp(min=0), PyTorch passes the whole gradient there.)
export default defineOp({
  name: 'hingeLoss',
  palette: {
    label: 'Hinge loss',
    symbol: 'HL',
    glyph: 'M3 5 L13 18 H21',
    look: 'loss',
    category: 'Losses',
    keywords: ['loss', 'SVM', 'support vector machine', 'margin', 'max margin', 'two classes', 'perceptron'],
    about:
      'Compares scores s with targets y of −1 or +1. A score on its target’s side, at least 1 away from 0, costs nothing and gets no gradient; any other costs what it falls short by, averaged over all entries.',
  },
  inputs: [
    { name: 's', tex: 's', role: 'data' },
    {
      name: 'y',
      tex: 'y',
      role: 'target',
      start: ({ s }) => ({ shape: s ?? [1, 2], init: 'ones' }),
    },
  ],
  attrs: {},
  shape: ({ s, y }) => comparedWith(y, s, 'scores'),
  forward: values => mean(relu(shortfall(values))),
  backward: {
    s: ({ g, s, y }) =>
      negate(keepWherePositive(multiply(divideBy(g, sizeOf(s.shape)), y), shortfall({ s, y }))),
    y: ({ g, s, y }) =>
      negate(keepWherePositive(multiply(divideBy(g, sizeOf(s.shape)), s), shortfall({ s, y }))),
  },
  formula: {
    forward: 'mean(max(1 - y * s, 0))',
    backward: { s: '-g * y * [1 > y * s] / count(s)', y: '-g * s * [1 > y * s] / count(s)' },
  },
  says: {
    forward: 'What each score falls short of the margin is averaged over all entries.',
    backward:
      'A score short of the margin receives minus its target, shared over all entries; the others get 0.',
  },
  inside: () => [
    { name: 'agreement', op: 'multiply', inputs: { a: 'y', b: 's' } },
    { name: 'margin', value: scalar(1) },
    { name: 'shortfall', op: 'subtract', inputs: { a: 'margin', b: 'agreement' } },
    { name: 'cost', op: 'relu', inputs: { x: 'shortfall' } },
    { name: 'loss', op: 'mean', inputs: { x: 'cost' } },
  ],
  check: {
    samples: [
      { shapes: { s: [], y: [] } },
      { shapes: { s: [3], y: [3] } },
      { shapes: { s: [4, 2], y: [4, 2] } },
      { shapes: { s: [2, 2, 2], y: [2, 2, 2] } },
    ],
    errors: [
      { shapes: { s: [2, 1], y: [2] }, port: 'y', must: 'be (2, 1)' },
      { shapes: { s: [], y: [1] }, port: 'y', must: 'be a scalar' },
    ],
    sides: values => greaterThanZero(shortfall(values)),
  },
  export: {
    torch: 'torch.relu(1 - {y} * {s}).mean()',
    numpy: 'jnp.mean(jax.nn.relu(1 - {y} * {s}))',
    onnx: null,
  },
})
