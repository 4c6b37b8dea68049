/** `chainrule run FILE [--json]`: every node's value and gradient. */
import { healthOf } from '../../shared/engine/health'
import { findingSentence } from '../../shared/engine/healthFindings'
import { sentenceOf } from '../../shared/engine/problems'
import { tensorText } from '../../shared/engine/stepWords'
import type { Tensor } from '../../shared/tensor/tensor'
import { jsonText } from './jsonText'
import { type Computed, withCircuit } from './readCircuit'
import { json, type Subcommand } from './subcommand'
import { table } from './table'

export const run: Subcommand = {
  usage: 'FILE [--json]',
  about: 'Print value and gradient of every node, and what keeps it from learning; with --json every digit.',
  options: { json },
  takes: 1,
  run: ([file], flags) => withCircuit(file!, flags.json ? asJson : asTable),
}

function asTable({ document, graph, run: numbers, problems }: Computed): string {
  const text = (t: Tensor | undefined) => (t ? tensorText(t) : '–')
  // The document's word for the op: an unknown one has no record.
  const opOf = new Map(document.circuit.nodes.map(({ id, op }) => [id, op]))
  const rows = graph.nodes.map(({ id, name }) => [
    name,
    opOf.get(id)!,
    text(numbers.values.get(id)),
    text(numbers.grads.get(id)),
  ])
  const root = numbers.root && graph.byId.get(numbers.root)!.name
  const ends = [root ? `The gradients are those of ${root}.` : 'There is no node to start backprop from.']
  const health = healthOf(graph, numbers).map(findingSentence)
  return `${table([['node', 'op', 'value', 'gradient'], ...rows])}\n${[...ends, ...problems.map(sentenceOf), ...health].join('\n')}\n`
}

function asJson({ document, graph, run: numbers, problems }: Computed): string {
  const nodes = document.circuit.nodes.map(({ id, name, op }) => [
    name,
    { op, value: numbers.values.get(id) ?? null, gradient: numbers.grads.get(id) ?? null },
  ])
  return `${jsonText({
    root: numbers.root && graph.byId.get(numbers.root)!.name,
    nodes: Object.fromEntries(nodes),
    problems: problems.map(p => ({ node: p.name, code: p.code, sentence: sentenceOf(p) })),
    health: healthOf(graph, numbers).map(f => ({ node: f.name, kind: f.kind, sentence: findingSentence(f) })),
  })}\n`
}
