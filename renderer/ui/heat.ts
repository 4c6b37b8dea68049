/** The colours of heat maps: blue positive, amber negative, neutral zero, on one fixed logarithmic scale. */

/** Magnitudes from 0.001 (faint) to 10 (full) are told apart; the scale never depends on the data, so pictures compare. */
export const heatScale = { from: 1e-3, to: 10 } as const

/** Strength of a magnitude on the fixed scale: 0 for zero, 0.1 … 1 otherwise. */
export function heatStrength(x: number): number {
  const magnitude = Math.abs(x)
  if (magnitude === 0) return 0
  const place = Math.log10(magnitude / heatScale.from) / Math.log10(heatScale.to / heatScale.from)
  return Math.max(0.1, Math.min(1, place))
}

/** A CSS colour for one entry; NaN is shown in the text colour, as it is neither. */
export function heatColor(x: number): string {
  if (Number.isNaN(x)) return 'var(--text)'
  const percent = Math.round(heatStrength(x) * 100)
  return percent === 0
    ? 'var(--cell)'
    : `color-mix(in oklab, var(${x > 0 ? '--pos' : '--neg'}) ${percent}%, var(--cell))`
}
