/** The two questions that the window asks of the check: all gradients of a circuit, and the error of one against the step. */
import type { Circuit, NodeId } from '../document/document'
import { type CheckOptions, type CheckProgress, type CheckResult, checkGradients, completed } from './check'
import { type SweepResult, sweepSteps } from './checkSweep'
import { graphOf } from './graph'
import { compile } from './plan'

/** What a person may choose. */
export type CheckChoice = Pick<CheckOptions, 'h' | 'most' | 'seed' | 'precision'>

/** Pure, as `checkGradients`. */
export function checkOf(circuit: Circuit, choice: CheckChoice = {}): Generator<CheckProgress, CheckResult> {
  const graph = graphOf(circuit)
  return checkGradients(graph, compile(circuit, graph), choice)
}

/** Which leaf, and which of its entries if it has many. */
export interface CurvesOf {
  readonly leaf: NodeId
  readonly seed: number
}

/** The error of one leaf's gradient against the step, in both arithmetics. */
export interface Curves {
  readonly float64: SweepResult
  readonly float32: SweepResult
}

/** Pure, as `sweepSteps`. */
export function* curvesOf(circuit: Circuit, { leaf, seed }: CurvesOf): Generator<CheckProgress, Curves> {
  const plan = compile(circuit, graphOf(circuit))
  return {
    float64: yield* sweepSteps(plan, { leaf, seed }),
    float32: yield* sweepSteps(plan, { leaf, seed, precision: 'float32' }),
  }
}

/** Runs a check to its end by the clock `now`, in milliseconds. */
export function timed(
  check: Generator<CheckProgress, CheckResult>,
  now: () => number,
  tell: (progress: CheckProgress) => void,
) {
  const begun = now()
  let entries = 0
  const result = completed(check, progress => {
    entries = progress.done
    tell(progress)
  })
  return { result, msPerEntry: (now() - begun) / Math.max(1, entries) }
}
