/** Seeded masks that leave entries out at random, as dropout does. */
import { apply, type Kernel } from './kernel'
import { uniformFrom } from './random'
import { sizeOf, type Tensor } from './tensor'

/** The mask depends on nothing that runs, so it is drawn once per plan. */
const keepMaskKernel: Kernel<{ readonly p: number; readonly seed: number }, Float64Array> = {
  name: 'keepMask',
  prepare: ({ shape, options: { p, seed } }) => {
    const uniform = uniformFrom(seed)
    return Float64Array.from({ length: sizeOf(shape) }, () => (uniform() >= p ? 1 / (1 - p) : 0))
  },
  run: (out, _inputs, mask) => {
    out.set(mask)
  },
}

/**
 * A mask in the shape of `x`: each entry is 0 with probability `p`, else 1 / (1 − p), so that the mean stays (inverted
 * dropout). The same shape, `p` and `seed` give the same mask in every engine; for p = 1 it is 0 everywhere.
 */
export const keepMask = (x: Tensor, p: number, seed: number): Tensor =>
  apply(keepMaskKernel, [x], x.shape, { p, seed })
