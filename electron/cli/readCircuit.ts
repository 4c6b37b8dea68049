/** Reads a circuit file for the command line and takes it through the engine. */
import { readFile } from 'node:fs/promises'
import type { Document } from '../../shared/document/document'
import { parseCircuitFile } from '../../shared/document/file/parse'
import { type Graph, graphOf } from '../../shared/engine/graph'
import { compile, type Plan } from '../../shared/engine/plan'
import { type Problem, sentenceOf } from '../../shared/engine/problems'
import { execute, type Run } from '../../shared/engine/run'
import { type Step, stepsOf } from '../../shared/engine/steps'
import { fileSentences } from '../../shared/host'
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

type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string }

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

async function readText(file: string): Promise<Result<string>> {
  const name = file === '-' ? 'standard input' : file
  let bytes: Uint8Array
  try {
    bytes = file === '-' ? await standardInput() : await readFile(file)
  } catch (error) {
    return { ok: false, reason: unreadable(name, error) }
  }
  try {
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { ok: false, reason: fileSentences.notText(name) }
  }
}

async function standardInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of process.stdin) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder; a circuit is a file',
  EACCES: 'your account may not read it',
  EPERM: 'your account may not read it',
  ERR_FS_FILE_TOO_LARGE: 'it is too large',
}

function unreadable(name: string, error: unknown): string {
  if (!(error instanceof Error && 'code' in error)) throw error
  return `${name} cannot be read: ${reasons[String(error.code)] ?? `the system says ${error.code}`}.`
}
