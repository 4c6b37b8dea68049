/** The error of central differences against their step: a V, truncation on one side and rounding on the other. */
import type { NodeId } from '../document/document'
import { type CheckProgress, checkedLeaves } from './check'
import { defaultMost, defaultSeed } from './checkDefaults'
import { sampleOf } from './checkSample'
import { type Refusal, slopesAlong, subjectOf } from './checkSlope'
import type { Plan } from './plan'
import type { RunOptions } from './run'

export interface SweepOptions extends RunOptions {
  /** The longest and the shortest step, and how many steps there are to a factor of ten. */
  readonly from?: number
  readonly to?: number
  readonly perDecade?: number
  /** Only this leaf; all of them if not given. */
  readonly leaf?: NodeId
  /** Of a leaf with more entries only this many are looked at, drawn by `seed`. */
  readonly most?: number
  readonly seed?: number
}

export interface SweepPoint {
  readonly h: number
  /** ‖a − n‖ / max(‖a‖, ‖n‖) over the entries checked with this step; `null` where there is none, or both are 0. */
  readonly error: number | null
  readonly checked: number
  readonly excluded: number
}

export type SweepResult =
  | { readonly ok: true; readonly points: readonly SweepPoint[]; readonly best: number | null }
  | ({ readonly ok: false } & Refusal)

/**
 * Pure; as `checkGradients`, one turn of the generator per entry. All entries make one vector, as its length is ruled by the
 * gradients that matter: the worst single entry would be one whose gradient is nearly 0. `best` is the step with the least error, the
 * longest of several; `null` when there is nothing to compare. Points stand from the longest step to the shortest.
 */
export function* sweepSteps(plan: Plan, options: SweepOptions = {}): Generator<CheckProgress, SweepResult> {
  const { from = 1, to = 1e-12, perDecade = 2, most = defaultMost.sweep } = options
  const { seed = defaultSeed, leaf } = options
  const subject = subjectOf(plan, options)
  if ('why' in subject) return { ok: false, ...subject }
  const decades = Math.log10(from / to)
  const sums = Array.from({ length: Math.floor(decades * perDecade + 1e-9) + 1 }, (_, i) => ({
    h: from * 10 ** (-i / perDecade),
    analytic: 0,
    numeric: 0,
    apart: 0,
    checked: 0,
    excluded: 0,
  }))
  const chosen = checkedLeaves(plan, subject.run.grads)
    .filter(([node]) => leaf === undefined || node === leaf)
    .map(([node, gradient]) => [node, gradient, sampleOf(gradient.data.length, most, seed)] as const)
  const of = chosen.reduce((sum, [, , picked]) => sum + picked.length, 0)
  let done = 0
  for (const [node, gradient, picked] of chosen) {
    const slopeAt = slopesAlong(subject, node)
    for (const index of picked) {
      const a = gradient.data[index]!
      for (const sum of sums) {
        const { numeric: n, stray } = slopeAt(index, sum.h)
        if (stray) sum.excluded++
        else {
          sum.checked++
          sum.analytic += a * a
          sum.numeric += n * n
          sum.apart += (a - n) ** 2
        }
      }
      yield { node, done: ++done, of }
    }
  }
  const points = sums.map(({ h, analytic, numeric, apart, checked, excluded }) => {
    const larger = Math.max(analytic, numeric)
    return { h, error: larger > 0 ? Math.sqrt(apart / larger) : null, checked, excluded }
  })
  const best = points.reduce<SweepPoint | null>(
    (least, point) => (point.error !== null && !(least && least.error! <= point.error) ? point : least),
    null,
  )
  return { ok: true, points, best: best?.h ?? null }
}
