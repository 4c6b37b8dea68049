/** binaryCrossEntropy: how surprised probabilities of yes are by answers of yes or no, averaged over all entries. */
import { add, multiply, subtract } from '../tensor/arithmetic'
import { ratioOrZero, timesLog } from '../tensor/choice'
import { divideBy, log, negate, shift } from '../tensor/elementwise'
import { mean } from '../tensor/reduce'
import { scalar, sizeOf, type Tensor } from '../tensor/tensor'
import { comparedWith, defineOp } from './op'

/** The probability of no. */
const rest = (p: Tensor): Tensor => shift(negate(p), 1)

// 0 ln 0 = 0, as the limit is. A wrong answer that was certain costs Infinity, and that is shown: PyTorch clamps the
// logarithms at −100 and p (1 − p) at 1e-12 there.
export default defineOp({
  name: 'binaryCrossEntropy',
  palette: {
    label: 'Binary cross-entropy',
    symbol: 'BC',
    look: 'loss',
    category: 'Losses',
    keywords: ['loss', 'BCE', 'log loss', 'logistic', 'yes or no', 'two classes', 'probabilities', 'sigmoid'],
    about:
      'Compares probabilities p of yes, such as the output of a sigmoid, with targets y between 0 (no) and 1 (yes), entry by entry, and averages. A probability of 0 or 1 that turns out wrong costs Infinity.',
  },
  inputs: [
    { name: 'p', tex: 'p', role: 'data' },
    {
      name: 'y',
      tex: 'y',
      role: 'target',
      start: ({ p }) => ({ shape: p ?? [1, 2], init: 'ones' }),
    },
  ],
  attrs: {},
  shape: ({ p, y }) => comparedWith(y, p, 'probabilities'),
  forward: ({ p, y }) => negate(mean(add(timesLog(y, p), timesLog(rest(y), rest(p))))),
  backward: {
    p: ({ g, p, y }) =>
      multiply(divideBy(g, sizeOf(p.shape)), subtract(ratioOrZero(rest(y), rest(p)), ratioOrZero(y, p))),
    y: ({ g, p }) => multiply(divideBy(g, sizeOf(p.shape)), subtract(log(rest(p)), log(p))),
  },
  formula: {
    forward: '-mean(y * log(p) + (1 - y) * log(1 - p))',
    backward: {
      p: 'g * (ratio(1 - y, 1 - p) - ratio(y, p)) / count(p)',
      y: 'g * (log(1 - p) - log(p)) / count(p)',
    },
  },
  says: {
    forward:
      'The loss is minus the logarithm of the probability given to the right answer, averaged over all entries.',
    backward:
      'Each probability is pulled towards its answer, the harder the less likely it made the answer, shared over all entries.',
  },
  // For p between 0 and 1, as a sigmoid gives it; 0 ln 0 = 0 is the op's own.
  inside: () => [
    { name: 'one', value: scalar(1) },
    { name: 'ln_p', op: 'log', inputs: { x: 'p' } },
    { name: 'yes', op: 'multiply', inputs: { a: 'y', b: 'ln_p' } },
    { name: 'not_p', op: 'subtract', inputs: { a: 'one', b: 'p' } },
    { name: 'not_y', op: 'subtract', inputs: { a: 'one', b: 'y' } },
    { name: 'ln_not_p', op: 'log', inputs: { x: 'not_p' } },
    { name: 'no', op: 'multiply', inputs: { a: 'not_y', b: 'ln_not_p' } },
    { name: 'likely', op: 'add', inputs: { a: 'yes', b: 'no' } },
    { name: 'average', op: 'mean', inputs: { x: 'likely' } },
    { name: 'loss', op: 'negate', inputs: { x: 'average' } },
  ],
  check: {
    samples: [
      { shapes: { p: [], y: [] } },
      { shapes: { p: [3], y: [3] } },
      { shapes: { p: [4, 2], y: [4, 2] } },
      { shapes: { p: [2, 2, 2], y: [2, 2, 2] } },
    ],
    errors: [
      { shapes: { p: [2, 1], y: [2] }, port: 'y', must: 'be (2, 1)' },
      { shapes: { p: [], y: [1] }, port: 'y', must: 'be a scalar' },
    ],
    domain: { p: 'probability', y: 'probability' },
  },
  export: {
    torch: 'torch.nn.functional.binary_cross_entropy({p}, {y})',
    numpy: '-jnp.mean(jax.scipy.special.xlogy({y}, {p}) + jax.scipy.special.xlogy(1 - {y}, 1 - {p}))',
    onnx: null,
  },
})
