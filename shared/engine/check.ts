/** The gradient check: what backprop says of each parameter and input, held against central differences of the root. */
import type { NodeId } from '../document/document'
import type { Tensor } from '../tensor/tensor'
import { defaultMost, defaultSeed, defaultStep } from './checkDefaults'
import { sampleOf } from './checkSample'
import { type Refusal, type Slope, type Stray, slopesAlong, subjectOf } from './checkSlope'
import { type Comparison, comparisonOf, isWorse, type Verdict, verdictOf } from './checkVerdict'
import type { Graph } from './graph'
import type { Precision } from './ground'
import type { Plan } from './plan'
import type { RunOptions } from './run'

export interface CheckOptions extends RunOptions {
  /** The step, for entries up to 1; larger ones are moved by as much of themselves. */
  readonly h?: number
  /** Of a leaf with more entries only this many are looked at, drawn by `seed`. */
  readonly most?: number
  readonly seed?: number
  /** Gradients to check in place of those that the circuit's ops give, by leaf. */
  readonly analytic?: ReadonlyMap<NodeId, Tensor>
}

/** An entry that is left out, why, and both sides of it, which are not to be compared. */
export type LeftOut = Stray & Pick<Comparison, 'index' | 'analytic' | 'numeric'>

/** One parameter or input that gets a gradient. */
export interface LeafCheck {
  readonly node: NodeId
  readonly name: string
  /** How many it has; `checked` and `excluded` together are how many were looked at. */
  readonly entries: number
  readonly checked: number
  readonly excluded: number
  /** The entries that were checked, in the order of their places. */
  readonly comparisons: readonly Comparison[]
  /** The entry that says most against the gradient; `null` when none was checked. */
  readonly worst: Comparison | null
  /** `vacuous`: nothing was checked, or both sides are 0 everywhere, which shows nothing. */
  readonly verdict: Verdict
  readonly strays: readonly LeftOut[]
}

export type CheckResult =
  | { readonly ok: true; readonly leaves: readonly LeafCheck[] }
  | ({ readonly ok: false } & Refusal)

/** After each entry. */
export interface CheckProgress {
  readonly node: NodeId
  readonly done: number
  readonly of: number
}

/**
 * Pure. A generator, so that whoever asks can show how far it is and stop between entries; `completed` runs it to the end.
 * Parameters and inputs stand in the order of the graph. Throws `internal:` when the plan does not fit the registry.
 */
export function* checkGradients(
  graph: Graph,
  plan: Plan,
  options: CheckOptions = {},
): Generator<CheckProgress, CheckResult> {
  const { precision = 'float64', h = defaultStep[precision], most = defaultMost.check } = options
  const { seed = defaultSeed } = options
  const subject = subjectOf(plan, options)
  if ('why' in subject) return { ok: false, ...subject }
  const chosen = checkedLeaves(plan, subject.run.grads).map(([node, own]) => {
    const gradient = options.analytic?.get(node) ?? own
    return { node, gradient, picked: sampleOf(gradient.data.length, most, seed) }
  })
  const of = chosen.reduce((sum, { picked }) => sum + picked.length, 0)
  const leaves: LeafCheck[] = []
  let done = 0
  for (const { node, gradient, picked } of chosen) {
    const slopeAt = slopesAlong(subject, node)
    const strays: LeftOut[] = []
    const comparisons: Comparison[] = []
    let worst: Comparison | null = null
    for (const index of picked) {
      const analytic = gradient.data[index]!
      const { stray, comparison } = compare(analytic, index, h, slopeAt, precision)
      if (stray) strays.push({ ...stray, index, analytic, numeric: comparison.numeric })
      else {
        comparisons.push(comparison)
        if (isWorse(comparison, worst, precision)) worst = comparison
      }
      yield { node, done: ++done, of }
    }
    leaves.push({
      node,
      name: graph.byId.get(node)!.name,
      entries: gradient.data.length,
      checked: comparisons.length,
      excluded: strays.length,
      comparisons,
      worst,
      verdict: worst ? verdictOf(worst, precision) : 'vacuous',
      strays,
    })
  }
  return { ok: true, leaves }
}

/** The leaves of the plan that get a gradient, and the gradient. */
export const checkedLeaves = (plan: Plan, grads: ReadonlyMap<NodeId, Tensor>): readonly [NodeId, Tensor][] =>
  plan.leaves.flatMap(({ slot }) => {
    const node = plan.slots[slot]!
    const gradient = grads.get(node)
    return gradient ? [[node, gradient]] : []
  })

/**
 * A step that is too long for the curvature, as for log x near 0, is no fault of the gradient. So an entry that does not pass is
 * measured again with a tenth of the step, as long as that moves the slope by more than rounding explains; what the
 * gradient is plays no part in which slope is taken.
 */
function compare(
  analytic: number,
  index: number,
  h: number,
  slopeAt: (index: number, h: number) => Slope,
  precision: Precision,
): { readonly stray: Stray | null; readonly comparison: Comparison } {
  let slope = slopeAt(index, h)
  let comparison = comparisonOf(index, analytic, slope)
  const doubtful = () => ['warn', 'fail'].includes(verdictOf(comparison, precision))
  for (let shorter = h / 10; !slope.stray && doubtful(); shorter /= 10) {
    const finer = slopeAt(index, shorter)
    if (finer.stray?.why === 'stepLost' || Math.abs(finer.numeric - slope.numeric) <= finer.noise) break
    slope = finer
    comparison = comparisonOf(index, analytic, slope)
  }
  return { stray: slope.stray, comparison }
}

/** What a generator comes to; `tell` hears how far it is. */
export function completed<P, T>(work: Generator<P, T>, tell?: (progress: P) => void): T {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
    tell?.(value)
  }
}
