/** crossEntropy: how surprised the predicted probabilities are by the targets, averaged over the batch. */
import { multiply } from '../tensor/arithmetic'
import { ratioOrZero, timesLog } from '../tensor/choice'
import { divideBy, log, negate } from '../tensor/elementwise'
import { sum } from '../tensor/reduce'
import { scalar } from '../tensor/tensor'
import { comparedWith, defineOp, dims, examplesIn, mismatch } from './op'

// Where a target is 0, the entry takes no part: 0 ln 0 = 0 with gradient 0, as torch.xlogy has it and as the limit is.
// A target above 0 on a probability of 0 costs Infinity, and that is shown rather than clamped.
export default defineOp({
  name: 'crossEntropy',
  palette: {
    label: 'Cross-entropy',
    symbol: 'CE',
    look: 'loss',
    category: 'Losses',
    keywords: ['loss', 'log loss', 'negative log likelihood', 'probabilities', 'classification', 'CE'],
    about:
      'Compares probabilities p, such as the output of softmax, with targets y: minus the logarithm of the probability given to the right class, averaged over the batch.',
  },
  inputs: [
    { name: 'p', tex: 'p', role: 'data' },
    {
      name: 'y',
      tex: 'y',
      role: 'target',
      start: ({ p }) => ({ shape: p ?? [1, 2], init: 'oneHot' }),
    },
  ],
  attrs: {},
  shape: ({ p, y }) => {
    if (p.length !== 1 && p.length !== 2) return mismatch('p', `be ${dims('N', 'C')}, one example per row`)
    return comparedWith(y, p, 'predictions')
  },
  forward: ({ p, y }) => negate(divideBy(sum(timesLog(y, p)), examplesIn(p.shape))),
  backward: {
    p: ({ g, p, y }) => negate(multiply(g, divideBy(ratioOrZero(y, p), examplesIn(p.shape)))),
    y: ({ g, p }) => negate(multiply(g, divideBy(log(p), examplesIn(p.shape)))),
  },
  formula: { forward: '-sum(y * log(p)) / N', backward: { p: '-g * ratio(y, p) / N', y: '-g * log(p) / N' } },
  says: {
    forward:
      'The loss is minus the logarithm of the probability given to the target, averaged over the batch.',
    backward: 'Each probability receives minus its target divided by itself, shared over the batch.',
  },
  // For p > 0, as softmax gives it; 0 ln 0 = 0 is the op's own.
  inside: ({ p }) => [
    { name: 'ln_p', op: 'log', inputs: { x: 'p' } },
    { name: 'chosen', op: 'multiply', inputs: { a: 'y', b: 'ln_p' } },
    { name: 'total', op: 'sum', inputs: { x: 'chosen' } },
    { name: 'minus_N', value: scalar(-examplesIn(p)) },
    { name: 'loss', op: 'divide', inputs: { a: 'total', b: 'minus_N' } },
  ],
  check: {
    samples: [
      { shapes: { p: [3], y: [3] } },
      { shapes: { p: [1, 2], y: [1, 2] } },
      { shapes: { p: [4, 3], y: [4, 3] } },
    ],
    errors: [
      { shapes: { p: [], y: [] }, port: 'p', must: 'be (N, C)' },
      { shapes: { p: [2, 3, 4], y: [2, 3, 4] }, port: 'p', must: 'be (N, C)' },
      { shapes: { p: [2, 3], y: [3] }, port: 'y', must: 'be (2, 3)' },
    ],
    domain: { p: 'probability', y: 'distribution' },
  },
  export: {
    torch: '-torch.xlogy({y}, {p}).sum(-1).mean()',
    numpy: '-jnp.mean(jnp.sum(jax.scipy.special.xlogy({y}, {p}), axis=-1))',
    onnx: null,
  },
})
