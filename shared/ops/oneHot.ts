/** oneHot: indices become rows with a 1 at the index. */
import { zerosLike } from '../tensor/elementwise'
import { oneHot } from '../tensor/lookup'
import { defineOp, mismatch } from './op'

// An index names a class or it does not: there is nothing in between, so the gradient is exactly 0. What is no whole number
// from 0 to classes − 1 becomes a row of NaN, so that the search for the first NaN leads here.
export default defineOp({
  name: 'oneHot',
  palette: {
    label: 'One-hot',
    symbol: '01',
    look: 'gate',
    category: 'Shaping',
    keywords: ['classes', 'labels', 'categories', 'indices', 'indicator', 'targets'],
    about:
      'Turns each index into a row with a 1 at the index and 0 elsewhere. An index that is not a whole number from 0 to classes − 1 becomes a row of NaN. No learning signal passes: the gradient is exactly 0.',
  },
  inputs: [{ name: 'indices', tex: 'i', role: 'data', start: () => ({ shape: [3], init: 'zeros' }) }],
  attrs: { classes: { kind: 'number', label: 'Classes', default: 2, min: 1 } },
  shape: ({ indices }, { classes }) =>
    Number.isInteger(classes) && classes >= 1
      ? [...indices, classes]
      : mismatch('indices', 'go with a whole number of classes'),
  forward: ({ indices }, { classes }) => oneHot(indices, classes),
  backward: { indices: ({ indices }) => zerosLike(indices) },
  formula: { forward: 'oneHot(indices, classes)', backward: { indices: '0 * indices' } },
  says: {
    forward: 'Each index becomes a row with a 1 at that place and 0 elsewhere.',
    backward: 'Nothing lies between two indices, so the gradient is exactly 0: no learning signal passes.',
  },
  check: {
    samples: [
      { shapes: { indices: [] } },
      { shapes: { indices: [4] }, attrs: { classes: 3 } },
      { shapes: { indices: [2, 3] }, attrs: { classes: 2 } },
    ],
    errors: [
      {
        shapes: { indices: [2] },
        attrs: { classes: 2.5 },
        port: 'indices',
        must: 'a whole number of classes',
      },
    ],
    domain: { indices: { below: () => 2 } },
  },
  export: {
    torch: 'torch.nn.functional.one_hot({indices}.long(), {classes}).to({indices}.dtype)',
    numpy: 'jax.nn.one_hot({indices}, {classes})',
    onnx: 'OneHot',
  },
})
