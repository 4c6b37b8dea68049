/** What the gradient check does unless it is told otherwise. */
import type { Precision } from './ground'

/**
 * Near the best steps: truncation grows with h² and rounding falls with ε / h, so their sum is least about h = ε^(1/3), 5e-6 in
 * float64 and 4e-3 in float32.
 */
export const defaultStep: Readonly<Record<Precision, number>> = { float64: 1e-5, float32: 5e-3 }

/** Of a leaf with more entries only this many are looked at. A sweep goes through many steps with each of them. */
export const defaultMost = { check: 100, sweep: 20 } as const

/** Which entries are drawn. */
export const defaultSeed = 1
