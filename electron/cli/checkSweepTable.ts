/** What `chainrule check --sweep` prints: the error of the differences for each step. */
import type { SweepResult } from '../../shared/engine/checkSweep'
import { formatNumber } from '../../shared/formula/formatNumber'
import { jsonText } from './jsonText'
import { table } from './table'

type Sweep = Omit<Extract<SweepResult, { ok: true }>, 'ok'>

export function tableOfSweep({ points, best }: Sweep): string {
  const rows = points.map(({ h, error, checked, excluded }) => [
    formatNumber(h, 2),
    error === null ? '–' : formatNumber(error, 2),
    String(checked),
    String(excluded),
  ])
  const ends =
    best === null
      ? 'There is nothing to compare: every entry is left out, or backprop and the differences both give 0.'
      : `The error is least with the step ${formatNumber(best, 2)}: a longer one misses curvature, a shorter one drowns in rounding.`
  return `${table([['step', 'error', 'checked', 'excluded'], ...rows])}\n${ends}\n`
}

export const jsonOfSweep = ({ points, best }: Sweep): string => `${jsonText({ points, best })}\n`
