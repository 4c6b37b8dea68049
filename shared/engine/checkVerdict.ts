/** How far an analytic gradient may be from a numeric one, and what a check says when there is nothing to compare. */
import type { Precision } from './ground'

export type Verdict = 'pass' | 'warn' | 'fail' | 'vacuous'

/** One entry: the gradient that backprop gives against the slope that differences find. */
export interface Comparison {
  /** The entry's place, row by row. */
  readonly index: number
  readonly analytic: number
  readonly numeric: number
  /** |a − n| / max(|a|, |n|), 0 where both are 0. */
  readonly relative: number
  /** |a − n|. */
  readonly absolute: number
  /** The absolute error that rounding alone explains. */
  readonly noise: number
}

/** |a − n| / max(|a|, |n|): how much of the larger one they differ by. 0 for two zeros. */
export const relativeError = (a: number, n: number): number =>
  a === n ? 0 : Math.abs(a - n) / Math.max(Math.abs(a), Math.abs(n))

export const comparisonOf = (
  index: number,
  analytic: number,
  { numeric, noise }: { readonly numeric: number; readonly noise: number },
): Comparison => ({
  index,
  analytic,
  numeric,
  relative: relativeError(analytic, numeric),
  absolute: Math.abs(analytic - numeric),
  noise,
})

/**
 * The largest relative error for each verdict; the tiers 1e-7, 1e-4 and 1e-2 that are usual (CS231n, “Gradient checks”). Differences
 * across a kink are left out, so in float64 a circuit is as good as smooth: beyond 1e-4 the gradient is wrong. In float32 a
 * difference is good to ε^(2/3) ≈ 2e-5 at best, and the tiers are one further.
 */
export const borders: Readonly<Record<Precision, { readonly pass: number; readonly warn: number }>> = {
  float64: { pass: 1e-7, warn: 1e-4 },
  float32: { pass: 1e-4, warn: 1e-2 },
}

/** Of one entry. Two numbers that rounding cannot tell from 0 say nothing: 0 against 0 also looks fine when a rule is missing. */
export function verdictOf(
  { analytic, numeric, relative, absolute, noise }: Comparison,
  precision: Precision,
): Verdict {
  if (Math.abs(analytic) <= noise && Math.abs(numeric) <= noise) return 'vacuous'
  if (absolute <= noise || relative <= borders[precision].pass) return 'pass'
  return relative <= borders[precision].warn ? 'warn' : 'fail'
}

const severity: readonly Verdict[] = ['vacuous', 'pass', 'warn', 'fail']

/** Whether `a` says more against the gradient than `b`: by the verdict, then by the relative error. */
export function isWorse(a: Comparison, b: Comparison | null, precision: Precision): boolean {
  if (b === null) return true
  const [worse, than] = [a, b].map(c => severity.indexOf(verdictOf(c, precision))) as [number, number]
  return worse === than ? a.relative > b.relative : worse > than
}
