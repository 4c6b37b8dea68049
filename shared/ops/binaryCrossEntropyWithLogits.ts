/** binaryCrossEntropyWithLogits: sigmoid and binary cross-entropy in one step, which stays exact for large scores. */
import { relu, sigmoid, softplus } from '../tensor/activation'
import { add, multiply, subtract } from '../tensor/arithmetic'
import { abs, divideBy, negate } from '../tensor/elementwise'
import { mean } from '../tensor/reduce'
import { sizeOf } from '../tensor/tensor'
import { comparedWith, defineOp } from './op'

// ln(1 + e^z) − y z, with ln(1 + e^z) = max(z, 0) + ln(1 + e^−|z|): nothing overflows, and for y = 0 or 1 the large parts
// cancel exactly before the small one is added.
export default defineOp({
  name: 'binaryCrossEntropyWithLogits',
  palette: {
    label: 'Sigmoid cross-entropy',
    symbol: 'BL',
    look: 'loss',
    category: 'Losses',
    keywords: [
      'loss',
      'BCE with logits',
      'binary cross-entropy',
      'logistic',
      'log loss',
      'logits',
      'two classes',
    ],
    about:
      'Turns scores z into probabilities of yes by the sigmoid and compares them with targets y between 0 (no) and 1 (yes), averaged over all entries. Together the two have a simple gradient, (probability − target) ÷ count, and stay finite for any score.',
  },
  inputs: [
    { name: 'z', tex: 'z', role: 'data' },
    {
      name: 'y',
      tex: 'y',
      role: 'target',
      start: ({ z }) => ({ shape: z ?? [1, 2], init: 'ones' }),
    },
  ],
  attrs: {},
  shape: ({ z, y }) => comparedWith(y, z, 'scores'),
  forward: ({ z, y }) => mean(add(subtract(relu(z), multiply(y, z)), softplus(negate(abs(z))))),
  backward: {
    z: ({ g, z, y }) => multiply(divideBy(g, sizeOf(z.shape)), subtract(sigmoid(z), y)),
    y: ({ g, z }) => negate(multiply(divideBy(g, sizeOf(z.shape)), z)),
  },
  formula: {
    forward: 'mean(relu(z) - y * z + log(1 + exp(-abs(z))))',
    backward: { z: 'g * (sigmoid(z) - y) / count(z)', y: '-g * z / count(z)' },
  },
  says: {
    forward:
      'The scores become probabilities of yes; the loss is minus the logarithm of that of the right answer, averaged over all entries.',
    backward: 'Each score receives its probability minus its target, shared over all entries.',
  },
  inside: () => [
    { name: 'p', op: 'sigmoid', inputs: { x: 'z' } },
    { name: 'loss', op: 'binaryCrossEntropy', inputs: { p: 'p', y: 'y' } },
  ],
  check: {
    samples: [
      { shapes: { z: [], y: [] } },
      { shapes: { z: [3], y: [3] } },
      { shapes: { z: [4, 2], y: [4, 2] } },
      { shapes: { z: [2, 2, 2], y: [2, 2, 2] } },
    ],
    errors: [
      { shapes: { z: [2, 1], y: [2] }, port: 'y', must: 'be (2, 1)' },
      { shapes: { z: [], y: [1] }, port: 'y', must: 'be a scalar' },
    ],
    domain: { y: 'probability' },
  },
  export: {
    torch: 'torch.nn.functional.binary_cross_entropy_with_logits({z}, {y})',
    numpy: 'jnp.mean(jax.nn.softplus({z}) - {y} * {z})',
    onnx: null,
  },
})
