/** Folds: the kernels that bring all entries along neighbouring axes together into one. */
import { apply, type Kernel, type Numbers } from './kernel'
import { type Shape, sizeOf, type Tensor } from './tensor'

/** The data read as (outer, count, inner); the entries along `count` fall together. */
export interface Fold {
  readonly outer: number
  readonly count: number
  readonly inner: number
}

type FoldKernel = Kernel<{ readonly first: number; readonly last: number }, Fold>

const fold = (name: string, run: (out: Numbers, x: Numbers, fold: Fold) => void): FoldKernel => ({
  name,
  prepare: ({ inputs: [x], options: { first, last } }) => ({
    outer: sizeOf(x!.slice(0, first)),
    count: sizeOf(x!.slice(first, last + 1)),
    inner: sizeOf(x!.slice(last + 1)),
  }),
  run: (out, [x], size) => run(out, x!, size),
})

export const foldSum = fold('foldSum', (out, x, { outer, count, inner }) => {
  out.fill(0)
  for (let o = 0, i = 0; o < outer; o++)
    for (let c = 0; c < count; c++)
      for (let to = o * inner; to < (o + 1) * inner; to++) out[to] = out[to]! + x[i++]!
})

/** NaN where an entry is NaN. */
export const foldMax = fold('foldMax', (out, x, { outer, count, inner }) => {
  out.fill(-Infinity)
  for (let o = 0, i = 0; o < outer; o++)
    for (let c = 0; c < count; c++)
      for (let to = o * inner; to < (o + 1) * inner; to++) out[to] = Math.max(out[to]!, x[i++]!)
})

/**
 * Folds the axes away (counted from 0 and in order), each run of neighbours in turn, the last first; the result is read as
 * `shape`. Along axes of size 1 there is nothing to fold: a sum or a maximum of one entry is that entry.
 */
export function foldAway(kernel: FoldKernel, x: Tensor, given: readonly number[], shape: Shape): Tensor {
  const axes = given.filter(axis => x.shape[axis] !== 1)
  let result = x
  for (let i = axes.length - 1; i >= 0; i--) {
    const last = axes[i]!
    while (i > 0 && axes[i - 1] === axes[i]! - 1) i--
    const first = axes[i]!
    const left = i === 0 ? shape : [...result.shape.slice(0, first), ...result.shape.slice(last + 1)]
    result = apply(kernel, [result], left, { first, last })
  }
  return result
}
