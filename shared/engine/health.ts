/** Whether a circuit can learn, as one run shows it: every finding, in the order of the circuit. */
import { edgeKey, type NodeId } from '../document/document'
import { indexAt } from '../formula/indices'
import type { Graph } from './graph'
import type { Finding } from './healthFindings'
import { flowFindings } from './healthFlow'
import { idleUnits } from './healthUnits'
import type { Run } from './run'
import { type Progress, valueAt } from './steps'

/** Pure. The reports of one node stand together, what broke it first. */
export function healthOf(graph: Graph, run: Run): readonly Finding[] {
  if (run.fault?.code === 'memory') return []
  const byNode = new Map<NodeId, Finding[]>(graph.nodes.map(({ id }) => [id, []]))
  for (const finding of [
    ...firstNonFinite(graph, run),
    ...idleUnits(graph, run),
    ...flowFindings(graph, run),
  ])
    byNode.get(finding.node)!.push(finding)
  return [...byNode.values()].flat()
}

function firstNonFinite({ byId }: Graph, { fault, values, grads }: Run): Finding[] {
  if (fault?.code !== 'nonFinite') return []
  const { node, what } = fault
  const { shape, data } = (what === 'value' ? values : grads).get(node)!
  const place = data.findIndex(x => !Number.isFinite(x))
  const asks = { quantity: { kind: what, node }, entry: place < 0 ? null : indexAt(place, shape) } as const
  const { name, op } = byId.get(node)!
  const typed = what === 'value' && op?.kind === 'leaf'
  const x = data[place] ?? Number.NaN
  return [{ kind: 'nonFinite', node, name, what, typed, x, asks, tells: [asks.quantity] }]
}

/** Only what the timeline has reached may be judged: a value that is computed, a gradient whose branches have all delivered. */
export function isReached(finding: Finding, run: Run, graph: Graph, progress: Progress): boolean {
  const { kind, node } = finding
  const ofValue =
    kind === 'saturated' || kind === 'dead' || (kind === 'nonFinite' && finding.what === 'value')
  if (ofValue) return valueAt(run, graph, progress, node) !== null
  const { seeded, delivered } = progress
  const wires = graph.byId.get(node)?.consumers.map(c => edgeKey({ to: c.node, port: c.port })) ?? []
  return seeded && wires.every(edge => delivered.has(edge) || !run.edgeGrads.has(edge))
}
