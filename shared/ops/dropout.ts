/** dropout: leaves entries out at random while training, and makes up for them. */
import { multiply } from '../tensor/arithmetic'
import { keepMask } from '../tensor/mask'
import { ones, zeros } from '../tensor/tensor'
import { defineOp, elementwise } from './op'

const drops = ({ p, training }: { readonly p: number; readonly training: boolean }) => training && p > 0

// Inverted dropout: what is kept is divided by 1 − p here, so that nothing needs to change when the network is used. The
// mask is drawn from the seed, the same for the same seed and shape: a circuit shows the same numbers every time.
export default defineOp({
  ...elementwise,
  name: 'dropout',
  palette: {
    label: 'Dropout',
    symbol: 'D',
    glyph: 'M5 5 L9 9 M9 5 L5 9 M15 5 H19 V9 H15 V5 M5 15 H9 V19 H5 V15 M15 15 L19 19 M19 15 L15 19',
    look: 'gate',
    category: 'Layers',
    keywords: ['regularisation', 'regularization', 'mask', 'random', 'noise', 'overfitting'],
    about:
      'While training, sets each entry to 0 with probability p and divides the others by 1 − p, so that the mean stays. Which ones is drawn from the seed. The gradient passes where the entry was kept. Without training everything passes unchanged.',
  },
  attrs: {
    p: { kind: 'number', label: 'Probability of dropping', default: 0.5, min: 0, max: 1 },
    training: { kind: 'boolean', label: 'Training', default: true },
    seed: { kind: 'number', label: 'Seed', default: 1, min: 0 },
  },
  forward: ({ x }, attrs) => (drops(attrs) ? multiply(x, keepMask(x, attrs.p, attrs.seed)) : x),
  backward: {
    x: ({ g, x }, attrs) => (drops(attrs) ? multiply(g, keepMask(x, attrs.p, attrs.seed)) : g),
  },
  formula: (_, attrs) =>
    drops(attrs)
      ? {
          forward: 'x * m',
          backward: { x: 'g * m' },
          where: { m: { tex: 'm', is: 'mask(x)' } },
        }
      : { forward: 'x', backward: { x: 'g' } },
  says: {
    forward:
      'In training, the mask m sets some entries to 0 and divides the others by 1 − p; otherwise all pass.',
    backward:
      'The upstream gradient goes through the same mask: nothing comes back where an entry was dropped.',
  },
  inside: ({ x }, attrs) => [
    { name: 'm', value: drops(attrs) ? keepMask(zeros(x), attrs.p, attrs.seed) : ones(x) },
    { name: 'out', op: 'multiply', inputs: { a: 'x', b: 'm' } },
  ],
  check: {
    ...elementwise.check,
    samples: [
      { shapes: { x: [] } },
      { shapes: { x: [4, 2] } },
      { shapes: { x: [2, 3, 2] }, attrs: { p: 0.2, seed: 7 } },
      { shapes: { x: [2, 2] }, attrs: { p: 0 } },
      { shapes: { x: [2, 2] }, attrs: { p: 1 } },
      { shapes: { x: [2, 3] }, attrs: { training: false } },
    ],
  },
  export: {
    torch: 'torch.nn.functional.dropout({x}, p={p}, training={training})',
    numpy:
      'jnp.where(jax.random.bernoulli(jax.random.key({seed}), 1 - {p}, {x}.shape), {x} / (1 - {p}), 0) if {training} else {x}',
    onnx: 'Dropout',
  },
})
