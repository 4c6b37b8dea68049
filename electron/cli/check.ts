/** `chainrule check FILE [--json]`: every gradient held against finite differences, or their error against the step. */
import { checkGradients, completed, type LeafCheck } from '../../shared/engine/check'
import type { Refusal } from '../../shared/engine/checkSlope'
import { sweepSteps } from '../../shared/engine/checkSweep'
import { refusalText } from '../../shared/engine/checkWords'
import { type Asked, askedBy, checkOptions } from './checkOptions'
import { jsonOfSweep, tableOfSweep } from './checkSweepTable'
import { tableOfLeaves } from './checkTable'
import { jsonText } from './jsonText'
import { type Computed, type Shown, withCircuit } from './readCircuit'
import { type Subcommand, wrongUsage } from './subcommand'

export const check: Subcommand = {
  usage: 'FILE [--json] [options]',
  about: 'Hold every gradient against finite differences; exit with 1 if one is wrong.',
  options: checkOptions,
  takes: 1,
  run: async ([file], flags) => {
    const asked = askedBy(flags)
    if ('wrong' in asked) return wrongUsage(asked.wrong, 'check')
    return withCircuit(file!, computed => (asked.sweep ? showSweep : showCheck)(computed, asked))
  },
}

function showCheck(computed: Computed, { json, options }: Asked): Shown {
  const { graph, plan } = computed
  const result = completed(checkGradients(graph, plan, options))
  const leaves = result.ok ? result.leaves : []
  const out = json ? jsonOf(leaves) : tableOfLeaves(leaves, graph)
  if (!result.ok) return { out, ...reasonOf(result, computed, options) }
  const wrong = leaves.filter(({ verdict }) => verdict === 'fail').map(({ name }) => name)
  return wrong.length === 0 ? { out } : { out, error: `The gradient of ${wrong.join(', ')} is wrong.` }
}

function showSweep(computed: Computed, { json, options }: Asked): Shown {
  const result = completed(sweepSteps(computed.plan, options))
  if (result.ok) return { out: json ? jsonOfSweep(result) : tableOfSweep(result) }
  const nothing = json ? jsonOfSweep({ points: [], best: null }) : ''
  return { out: nothing, ...reasonOf(result, computed, options) }
}

/** Why there is nothing to check. What stands among the problems of the circuit is told with those. */
const reasonOf = (
  refusal: Refusal,
  { graph, run }: Computed,
  { precision }: Asked['options'],
): { readonly error?: string } =>
  refusal.why === 'fault' && run.fault ? {} : { error: refusalText(refusal, graph, precision) }

function jsonOf(leaves: readonly LeafCheck[]): string {
  const rows = leaves.map(({ name, entries, checked, excluded, worst, verdict }) => {
    if (worst === null) return { name, entries, checked, excluded, worst, verdict }
    const { index, analytic, numeric, relative } = worst
    return { name, entries, checked, excluded, worst: { index, analytic, numeric, relative }, verdict }
  })
  return `${jsonText(rows)}\n`
}
