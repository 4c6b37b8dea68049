/** The circuit resolved: ids to ops and ports, an order, shapes, the root, and every problem. Produced even when broken. */
import type { Circuit, CircuitNode, NodeId } from '../document/document'
import { ops } from '../ops/index'
import { type Attrs, attrsOf, type Op } from '../ops/op'
import type { Shape } from '../tensor/tensor'
import type { Problem } from './problems'
import { shapeOf } from './shapes'

export interface GraphNode {
  readonly id: NodeId
  readonly name: string
  readonly op: Op | null
  readonly attrs: Attrs
  /** The node wired into each of the op's inputs, in the op's order; `null` where a wire is missing. */
  readonly sources: readonly (NodeId | null)[]
  /** Every place this node's output goes to; more than one is a fan-out. */
  readonly consumers: readonly { readonly node: NodeId; readonly port: string }[]
  /** The output's shape; `null` when the node cannot be computed. */
  readonly shape: Shape | null
  /** Backprop delivers a gradient here: some leaf above it wants one. */
  readonly needsGradient: boolean
  /** The root depends on it. */
  readonly feedsRoot: boolean
}

export interface Graph {
  /** Inputs before what reads them; among free choices the order of the document. */
  readonly nodes: readonly GraphNode[]
  readonly byId: ReadonlyMap<NodeId, GraphNode>
  /** Where backprop starts; `null` when there is nothing to start from. */
  readonly root: NodeId | null
  readonly problems: readonly Problem[]
}

type Draft = { -readonly [K in keyof GraphNode]: GraphNode[K] } & { consumers: { node: NodeId; port: string }[] }

export function graphOf(circuit: Circuit): Graph {
  const problems: Problem[] = []
  const drafts = new Map<NodeId, Draft>()
  for (const node of circuit.nodes) drafts.set(node.id, draftOf(node, circuit))
  for (const edge of circuit.edges) drafts.get(edge.from)?.consumers.push({ node: edge.to, port: edge.port })

  const { order, looped } = orderOf([...drafts.values()])
  for (const node of looped) {
    const port = node.op?.inputs[node.sources.findIndex(s => s !== null && looped.some(l => l.id === s))]?.name
    problems.push({ code: 'cycle', node: node.id, name: node.name, port: port ?? 'an input' })
  }
  const placed = new Map(circuit.nodes.map(n => [n.id, n]))
  for (const node of order) {
    const inferred = shapeOf(node, placed.get(node.id)!, id => drafts.get(id)?.shape ?? null)
    if ('problems' in inferred) problems.push(...inferred.problems)
    else node.shape = inferred.shape
    node.needsGradient =
      node.op?.kind === 'leaf' ? node.op.gradient : node.sources.some(s => s && drafts.get(s)?.needsGradient)
  }
  const root = rootOf(circuit.root, order)
  for (const node of [...order].reverse())
    node.feedsRoot =
      node.id === root || node.consumers.some(c => drafts.get(c.node)?.feedsRoot && drafts.get(c.node)?.shape)
  const nodes = [...order, ...looped]
  return { nodes, byId: new Map(nodes.map(n => [n.id, n])), root, problems }
}

function draftOf(node: CircuitNode, circuit: Circuit): Draft {
  const op = ops.get(node.op) ?? null
  const wired = new Map(circuit.edges.filter(e => e.to === node.id).map(e => [e.port, e.from]))
  return {
    id: node.id,
    name: node.name,
    op,
    attrs: op ? attrsOf(op, node.attrs) : node.attrs,
    sources: op ? op.inputs.map(port => wired.get(port.name) ?? null) : [...wired.values()],
    consumers: [],
    shape: null,
    needsGradient: false,
    feedsRoot: false,
  }
}

/** Kahn's algorithm; what is left over lies on a cycle or behind one. */
function orderOf(drafts: Draft[]): { order: Draft[]; looped: Draft[] } {
  const index = new Map(drafts.map((d, i) => [d.id, i]))
  const waiting = drafts.map(d => d.sources.filter(s => s !== null && index.has(s)).length)
  const ready = drafts.map((_, i) => i).filter(i => waiting[i] === 0)
  const order: Draft[] = []
  while (ready.length > 0) {
    const draft = drafts[ready.shift()!]!
    order.push(draft)
    for (const { node } of draft.consumers) {
      const i = index.get(node)
      if (i === undefined || --waiting[i]! > 0) continue
      const at = ready.findIndex(other => other > i)
      ready.splice(at === -1 ? ready.length : at, 0, i)
    }
  }
  const done = new Set(order)
  return { order, looped: drafts.filter(d => !done.has(d)) }
}

/** The chosen root if it can be computed; else the last loss, else the last node, that nothing computable reads. */
function rootOf(chosen: NodeId | null, order: readonly Draft[]): NodeId | null {
  const computed = order.filter(n => n.op?.kind === 'computed' && n.shape !== null)
  if (chosen !== null) return computed.some(n => n.id === chosen) ? chosen : null
  const ids = new Set(computed.map(n => n.id))
  const sinks = computed.filter(n => !n.consumers.some(c => ids.has(c.node)))
  const losses = sinks.filter(n => n.op?.palette.look === 'loss')
  return (losses.at(-1) ?? sinks.at(-1))?.id ?? null
}
