/** max: the largest entry along axes. */

import { divide } from '../tensor/arithmetic'
import { keepWhere, sameAs } from '../tensor/choice'
import { max, spread, sum } from '../tensor/reduce'
import type { Tensor } from '../tensor/tensor'
import { defineOp, overAxes } from './op'

/** 1 at every entry that is the maximum of its group. Where there is a NaN, the maximum is NaN and the NaNs are marked. */
const winners = (x: Tensor, out: Tensor, axes: readonly number[] | null) =>
  sameAs(x, spread(out, x.shape, axes))

// At a tie the gradient is split evenly over all maxima: the choice of torch.amax, and the one that does not depend on the
// order of the entries. (torch.max with a dim gives it all to one of them.)
export default defineOp({
  ...overAxes,
  name: 'max',
  palette: {
    label: 'Max',
    symbol: 'M',
    glyph: 'M4 18 L12 6 L20 18 M8 6 H16',
    look: 'gate',
    category: 'Reductions',
    keywords: ['maximum', 'largest', 'amax', 'reduce', 'pool'],
    about:
      'Takes the largest entry along the chosen axes, or of all. Only that entry receives the gradient; where several are the largest, they share it evenly.',
  },
  forward: ({ x }, { axes, keepDims }) => max(x, axes, keepDims),
  backward: {
    x: ({ g, x, out }, { axes, keepDims }) => {
      const won = winners(x, out, axes)
      return keepWhere(spread(divide(g, sum(won, axes, keepDims)), x.shape, axes), won)
    },
  },
  formula: {
    forward: 'maxOver(x)',
    backward: { x: 'spread(g) * m / spread(sumOver(m))' },
    where: { m: { tex: 'm', is: '[x = spread(out)]' } },
  },
  says: {
    forward: 'The largest entry along the axes is taken.',
    backward:
      'The upstream gradient goes to the largest entry, in equal shares if there are several; the others get 0.',
  },
  check: {
    ...overAxes.check,
    sides: ({ x }, { axes }) => winners(x, max(x, axes), axes),
  },
  export: {
    torch: 'torch.amax({x}, dim={axes}, keepdim={keepDims})',
    numpy: 'jnp.max({x}, axis={axes}, keepdims={keepDims})',
    onnx: 'ReduceMax',
  },
})
