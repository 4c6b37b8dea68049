/** softmaxCrossEntropy: softmax and cross-entropy in one step, which stays exact for large scores. */
import { multiply, subtract } from '../tensor/arithmetic'
import { divideBy, negate } from '../tensor/elementwise'
import { logSoftmax, softmax, sum } from '../tensor/reduce'
import { comparedWith, defineOp, dims, examplesIn, mismatch } from './op'

export default defineOp({
  name: 'softmaxCrossEntropy',
  palette: {
    label: 'Softmax cross-entropy',
    symbol: 'SC',
    look: 'loss',
    category: 'Losses',
    keywords: ['loss', 'logits', 'log loss', 'classification', 'softmax', 'cross entropy', 'CE'],
    about:
      'Turns scores z into probabilities by softmax and compares them with targets y, averaged over the batch. Together the two have the simplest gradient there is: (probabilities − targets) ÷ N.',
  },
  inputs: [
    { name: 'z', tex: 'z', role: 'data' },
    {
      name: 'y',
      tex: 'y',
      role: 'target',
      start: ({ z }) => ({ shape: z ?? [1, 2], init: 'oneHot' }),
    },
  ],
  attrs: {},
  shape: ({ z, y }) => {
    if (z.length !== 1 && z.length !== 2) return mismatch('z', `be ${dims('N', 'C')}, one example per row`)
    return comparedWith(y, z, 'scores')
  },
  forward: ({ z, y }) => negate(divideBy(sum(multiply(y, logSoftmax(z, -1))), examplesIn(z.shape))),
  backward: {
    // The row sum of y is 1 for probabilities; with it the rule holds for any targets.
    z: ({ g, z, y }) => {
      const expected = multiply(softmax(z, -1), sum(y, [-1], true))
      return multiply(g, divideBy(subtract(expected, y), examplesIn(z.shape)))
    },
    y: ({ g, z }) => negate(multiply(g, divideBy(logSoftmax(z, -1), examplesIn(z.shape)))),
  },
  formula: {
    forward: '-sum(y * log(p)) / N',
    backward: { z: 'g * (p * sum(y, -1) - y) / N', y: '-g * log(p) / N' },
    where: { p: { tex: 'p', is: 'softmax(z)' } },
  },
  says: {
    forward:
      'The scores become probabilities; the loss is minus the logarithm of the target’s, averaged over the batch.',
    backward: 'Each score receives its probability minus its target, shared over the batch.',
  },
  inside: () => [
    { name: 'p', op: 'softmax', inputs: { x: 'z' } },
    { name: 'loss', op: 'crossEntropy', inputs: { p: 'p', y: 'y' } },
  ],
  check: {
    samples: [
      { shapes: { z: [3], y: [3] } },
      { shapes: { z: [1, 2], y: [1, 2] } },
      { shapes: { z: [4, 3], y: [4, 3] } },
    ],
    errors: [
      { shapes: { z: [], y: [] }, port: 'z', must: 'be (N, C)' },
      { shapes: { z: [2, 3, 4], y: [2, 3, 4] }, port: 'z', must: 'be (N, C)' },
      { shapes: { z: [2, 3], y: [2, 4] }, port: 'y', must: 'be (2, 3)' },
    ],
    domain: { y: 'distribution' },
  },
  export: {
    torch: 'torch.nn.functional.cross_entropy({z}, {y})',
    numpy: '-jnp.mean(jnp.sum({y} * jax.nn.log_softmax({z}, axis=-1), axis=-1))',
    onnx: null,
  },
})
