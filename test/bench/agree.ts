/** Whether two contestants found the same: the loss and every gradient, before anybody's time counts. */
import type { Precision } from '../../shared/engine/ground'
import type { Part } from './cases'
import type { Result } from './contestant'

/** How far a contestant may be from our float64, relative: rounding differs with the order of adding, and nothing else should. */
export const tolerance: Readonly<Record<Precision, number>> = { float64: 1e-9, float32: 2e-4 }

/** The largest relative error, and of what: `loss` or a leaf's id. A missing gradient, or one of another length, is infinitely far. */
export interface Distance {
  readonly error: number
  readonly of: string
}

/** The error of each gradient is relative to the largest entry of its part (see `Part`), that of the loss to the loss. */
export function distanceOf(parts: readonly Part[], expected: Result, found: Result): Distance {
  const off = Math.abs(found.loss - expected.loss)
  let worst: Distance = { error: relative(off, Math.abs(expected.loss)), of: 'loss' }
  for (const { leaves, scale = leaves } of parts) {
    const largest = Math.max(...scale.map(id => largestOf(expected.gradients.get(id)!)))
    for (const of of leaves) {
      const error = relative(differenceOf(expected.gradients.get(of)!, found.gradients.get(of)), largest)
      if (error > worst.error) worst = { error, of }
    }
  }
  return worst
}

export const agrees = ({ error }: Distance, precision: Precision): boolean => error <= tolerance[precision]

/** NaN is as far as it can be. */
const relative = (difference: number, scale: number): number =>
  difference === 0 ? 0 : Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference / scale

function largestOf(xs: ArrayLike<number>): number {
  let most = 0
  for (let i = 0; i < xs.length; i++) most = Math.max(most, Math.abs(xs[i]!))
  return most
}

function differenceOf(xs: ArrayLike<number>, ys: ArrayLike<number> | undefined): number {
  if (ys?.length !== xs.length) return Number.POSITIVE_INFINITY
  let most = 0
  for (let i = 0; i < xs.length; i++) most = Math.max(most, Math.abs(xs[i]! - ys[i]!))
  return most
}
