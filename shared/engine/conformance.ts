/** Runs reference cases through the engine as any circuit runs, and tells which agree. */
import { circuitOf } from './conformanceCircuit'
import { type Difference, differenceOf } from './conformanceCompare'
import type { Case, Expected } from './conformanceFormat'
import { graphOf } from './graph'
import { compile } from './plan'
import { sentenceOf } from './problems'
import { execute, type Run } from './run'

export type Verdict =
  /** `rule` is the tie rule that was followed, where it is another one than PyTorch's. */
  | { readonly id: string; readonly verdict: 'passed'; readonly rule: string | null }
  | { readonly id: string; readonly verdict: 'skipped'; readonly reason: string }
  | { readonly id: string; readonly verdict: 'failed'; readonly difference: Difference }

/**
 * Pure. Only what stands outside of the core is skipped: what PyTorch alone does, and what is optional where it is refused, with the
 * reason. A case of the core that cannot be run fails, and so does one on which the engine breaks: the others are still run.
 */
export function verdictOf(c: Case): Verdict {
  const { id, tags } = c
  const skipped = (reason: string): Verdict => ({ id, verdict: 'skipped', reason })
  const failed = (difference: Difference): Verdict => ({ id, verdict: 'failed', difference })
  const refused = (why: string) => (tags.includes('extended') ? skipped(why) : failed(notComputed(c, why)))
  if (tags.includes('quirk'))
    return skipped(`PyTorch’s own way, which is not copied${c.note ? `: ${c.note}` : ''}`)
  const circuit = circuitOf(c)
  if ('missing' in circuit) return refused(circuit.missing)
  try {
    const graph = graphOf(circuit)
    const [problem] = graph.problems
    if (problem) return refused(sentenceOf(problem))
    const run = execute(compile(circuit, graph))
    if (run.fault?.code === 'memory') return refused(sentenceOf({ ...run.fault, name: run.fault.node }))
    return compared(c, run)
  } catch (error) {
    return failed(notComputed(c, error instanceof Error ? error.message : String(error)))
  }
}

const notComputed = ({ values }: Case, why: string): Difference => ({
  port: values[0]?.port ?? 'output',
  index: null,
  expected: 'a run',
  got: why,
})

function compared({ id, tolerance, values, grads }: Case, run: Run): Verdict {
  const first = (expected: readonly Expected[]): Difference | null => {
    for (const each of expected) {
      const difference = differenceOf(each, run[each.of].get(each.node), tolerance)
      if (difference) return difference
    }
    return null
  }
  const differences = grads.map(({ expected }) => first([...values, ...expected]))
  const right = differences.indexOf(null)
  return right < 0
    ? { id, verdict: 'failed', difference: differences[0]! }
    : { id, verdict: 'passed', rule: grads[right]!.rule }
}

export interface Report {
  readonly cases: number
  readonly passed: number
  readonly skipped: readonly { readonly id: string; readonly reason: string }[]
  /** Of each case that fails the first difference. */
  readonly failed: readonly ({ readonly id: string } & Difference)[]
}

export const reportOf = (verdicts: readonly Verdict[]): Report => ({
  cases: verdicts.length,
  passed: verdicts.filter(({ verdict }) => verdict === 'passed').length,
  skipped: verdicts.flatMap(v => (v.verdict === 'skipped' ? [{ id: v.id, reason: v.reason }] : [])),
  failed: verdicts.flatMap(v => (v.verdict === 'failed' ? [{ id: v.id, ...v.difference }] : [])),
})
