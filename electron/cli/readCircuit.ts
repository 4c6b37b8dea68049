/** Reads a circuit file for the command line and takes it through the engine. */
import type { Document } from '../../shared/document/document'
import { parseCircuitFile } from '../../shared/document/file/parse'
import { type Graph, graphOf } from '../../shared/engine/graph'
import { compile, type Plan } from '../../shared/engine/plan'
import { type Problem, sentenceOf } from '../../shared/engine/problems'
import { execute, type Run } from '../../shared/engine/run'
import { type Step, stepsOf } from '../../shared/engine/steps'
import { readText } from './readText'
import type { Outcome } from './subcommand'

export interface Computed {
  readonly document: Document
  readonly graph: Graph
  readonly plan: Plan
  readonly run: Run
  readonly steps: readonly Step[]
  /** Those of the graph, and the fault of the run. */
  readonly problems: readonly Problem[]
}

/** What is printed, and a sentence where the answer is one to exit with 1 for. */
export interface Shown {
  readonly out: string
  readonly error?: string
}

/** What `show` makes of the computed circuit; a file that cannot be opened gives one line instead. */
export async function withCircuit(
  file: string,
  show: (computed: Computed) => string | Shown | Promise<string | Shown>,
): Promise<Outcome> {
  const name = file === '-' ? 'standard input' : file
  const text = await readText(file)
  if (!text.ok) return { code: 1, error: text.reason }
  const parsed = parseCircuitFile(text.value)
  if (!parsed.ok) return { code: 1, error: `${name}: ${parsed.reason}` }
  const computed = compute(parsed.document)
  const shown = await show(computed)
  const { out, error } = typeof shown === 'string' ? { out: shown } : shown
  const { problems } = computed
  if (problems.length === 0) return error ? { code: 1, out, error: `${name}: ${error}` } : { code: 0, out }
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
  return { code: 1, out, error: `${name}: ${sentenceOf(problems[0]!)}${more}` }
}

function compute(document: Document): Computed {
  const graph = graphOf(document.circuit)
  const plan = compile(document.circuit, graph)
  const run = execute(plan)
  const { fault } = run
  const problems: Problem[] = [...graph.problems]
  if (fault) problems.push({ ...fault, name: graph.byId.get(fault.node)!.name })
  return { document, graph, plan, run, steps: fault?.code === 'memory' ? [] : stepsOf(plan, graph), problems }
}
