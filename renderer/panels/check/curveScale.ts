/** Where the points of the curves stand: both axes logarithmic. */
import type { SweepResult } from '../../../shared/engine/checkSweep'

export interface Frame {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export interface Range {
  /** Powers of ten. */
  readonly from: number
  readonly to: number
}

/** An error of 0 has no logarithm; it is drawn at the lowest border. */
const least = 1e-17

export const errorAt = (error: number): number => Math.log10(Math.max(least, error))

/** Whole powers of ten around all errors, at least four of them. */
export function errorRange(results: readonly SweepResult[]): Range {
  const errors = results.flatMap(result =>
    result.ok ? result.points.flatMap(({ error }) => (error === null ? [] : [errorAt(error)])) : [],
  )
  const to = Math.ceil(Math.max(0, ...errors))
  return { from: Math.floor(Math.min(to - 4, ...errors)), to }
}

/** Every third power of ten, or every sixth where there are many. */
export function ticksOf({ from, to }: Range): readonly number[] {
  const every = to - from > 14 ? 6 : 3
  const first = Math.ceil(from / every) * every
  return Array.from({ length: Math.floor((to - first) / every) + 1 }, (_, i) => first + i * every)
}

/** The line through the points that have an error, broken where one has none. */
export function pathOf(
  points: readonly { readonly h: number; readonly error: number | null }[],
  x: (h: number) => number,
  y: (error: number) => number,
): string {
  let pen = 'M'
  const parts: string[] = []
  for (const { h, error } of points) {
    if (error === null) pen = 'M'
    else {
      parts.push(`${pen}${x(h).toFixed(1)},${y(error).toFixed(1)}`)
      pen = 'L'
    }
  }
  return parts.join('')
}
