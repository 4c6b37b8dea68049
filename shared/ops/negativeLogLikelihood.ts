/** negativeLogLikelihood: minus the log-probability given to the right class, averaged over the batch. */
import { multiply } from '../tensor/arithmetic'
import { keepWhere } from '../tensor/choice'
import { divideBy, negate } from '../tensor/elementwise'
import { sum } from '../tensor/reduce'
import { scalar } from '../tensor/tensor'
import { comparedWith, defineOp, dims, examplesIn, mismatch } from './op'

// An entry whose target is 0 takes no part, even where its log-probability is −Infinity: the class is picked, not weighed.
export default defineOp({
  name: 'negativeLogLikelihood',
  palette: {
    label: 'Negative log-likelihood',
    symbol: 'NL',
    look: 'loss',
    category: 'Losses',
    keywords: ['loss', 'NLL', 'log loss', 'maximum likelihood', 'log probabilities', 'classification'],
    about:
      'Compares logarithms of probabilities, such as the output of log-softmax, with one-hot targets y: minus the entry of the right class, averaged over the batch.',
  },
  inputs: [
    { name: 'logp', tex: String.raw`\ln p`, role: 'data' },
    {
      name: 'y',
      tex: 'y',
      role: 'target',
      start: ({ logp }) => ({ shape: logp ?? [1, 2], init: 'oneHot' }),
    },
  ],
  attrs: {},
  shape: ({ logp, y }) =>
    logp.length === 1 || logp.length === 2
      ? comparedWith(y, logp, 'log-probabilities')
      : mismatch('logp', `be ${dims('N', 'C')}, one example per row`),
  forward: ({ logp, y }) => negate(divideBy(sum(keepWhere(multiply(y, logp), y)), examplesIn(logp.shape))),
  backward: {
    logp: ({ g, logp, y }) => negate(multiply(divideBy(g, examplesIn(logp.shape)), y)),
    y: ({ g, logp }) => negate(multiply(divideBy(g, examplesIn(logp.shape)), logp)),
  },
  formula: {
    forward: '-sum(y * logp) / N',
    backward: { logp: '-g * y / N', y: '-g * logp / N' },
  },
  says: {
    forward: 'The loss is minus the log-probability of the right class, averaged over the batch.',
    backward: 'The log-probability of each right class receives −1, shared over the batch; the others get 0.',
  },
  inside: ({ logp }) => [
    { name: 'chosen', op: 'multiply', inputs: { a: 'y', b: 'logp' } },
    { name: 'total', op: 'sum', inputs: { x: 'chosen' } },
    { name: 'minus_N', value: scalar(-examplesIn(logp)) },
    { name: 'loss', op: 'divide', inputs: { a: 'total', b: 'minus_N' } },
  ],
  check: {
    samples: [
      { shapes: { logp: [3], y: [3] } },
      { shapes: { logp: [1, 2], y: [1, 2] } },
      { shapes: { logp: [4, 3], y: [4, 3] } },
    ],
    errors: [
      { shapes: { logp: [], y: [] }, port: 'logp', must: 'be (N, C)' },
      { shapes: { logp: [2, 3, 4], y: [2, 3, 4] }, port: 'logp', must: 'be (N, C)' },
      { shapes: { logp: [2, 3], y: [3] }, port: 'y', must: 'be (2, 3)' },
    ],
    domain: { y: 'distribution' },
  },
  export: {
    // nll_loss itself takes classes, not a target per class.
    torch: '-({y} * {logp}).sum(-1).mean()',
    numpy: '-jnp.mean(jnp.sum({y} * {logp}, axis=-1))',
    onnx: null,
  },
})
