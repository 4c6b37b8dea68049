/** The circuit resolved: ids to ops and ports, an order, shapes, the root, and every problem. Produced even when broken. */
import type { Circuit, CircuitNode, Edge, NodeId } from '../document/document'
import { ops } from '../ops/index'
import { type Attrs, attrsOf, type Op } from '../ops/op'
import { type Shape, sameShape } from '../tensor/tensor'
import { orderOf } from './order'
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

type Draft = { -readonly [K in keyof GraphNode]: GraphNode[K] } & {
  /** The ports that `sources` are wired into. */
  readonly ports: readonly string[]
  consumers: { node: NodeId; port: string }[]
}

export function graphOf(circuit: Circuit): Graph {
  const problems: Problem[] = []
  const drafts = new Map<NodeId, Draft>()
  const wiresInto = new Map<NodeId, Edge[]>(circuit.nodes.map(n => [n.id, []]))
  for (const edge of circuit.edges) wiresInto.get(edge.to)?.push(edge)
  for (const node of circuit.nodes) drafts.set(node.id, draftOf(node, wiresInto.get(node.id)!))
  for (const { id, ports, sources } of drafts.values())
    for (const [i, port] of ports.entries()) drafts.get(sources[i] ?? '')?.consumers.push({ node: id, port })

  const { order, looped } = orderOf([...drafts.values()])
  for (const { id, name, ports, sources } of looped) {
    const port = ports.find((_, i) => reaches(id, sources[i] ?? null, drafts))
    if (port !== undefined) problems.push({ code: 'cycle', node: id, name, port })
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
  problems.push(...startProblems(circuit, root, drafts))
  for (const node of [...order].reverse())
    node.feedsRoot =
      node.id === root || node.consumers.some(c => drafts.get(c.node)?.feedsRoot && drafts.get(c.node)?.shape)
  const nodes = [...order, ...looped]
  return { nodes, byId: new Map(nodes.map(n => [n.id, n])), root, problems }
}

function draftOf(node: CircuitNode, wires: readonly Edge[]): Draft {
  const op = ops.get(node.op) ?? null
  const wired = new Map(wires.map(e => [e.port, e.from]))
  const ports = op ? op.inputs.map(port => port.name) : [...wired.keys()]
  return {
    id: node.id,
    name: node.name,
    op,
    attrs: op ? attrsOf(op, node.attrs) : node.attrs,
    ports,
    sources: ports.map(port => wired.get(port) ?? null),
    consumers: [],
    shape: null,
    needsGradient: false,
    feedsRoot: false,
  }
}

/** Whether the wires lead from node `from` to node `to`. */
function reaches(from: NodeId, to: NodeId | null, drafts: ReadonlyMap<NodeId, Draft>): boolean {
  const seen = new Set([from])
  for (const id of seen) for (const { node } of drafts.get(id)?.consumers ?? []) seen.add(node)
  return to !== null && seen.has(to)
}

/**
 * The chosen root if it can be computed; else the last loss that nothing computable reads; else, in a circuit without losses,
 * the last such node.
 */
function rootOf(chosen: NodeId | null, order: readonly Draft[]): NodeId | null {
  const computed = order.filter(n => n.op?.kind === 'computed' && n.shape !== null)
  if (chosen !== null) return computed.some(n => n.id === chosen) ? chosen : null
  const ids = new Set(computed.map(n => n.id))
  const sinks = computed.filter(n => !n.consumers.some(c => ids.has(c.node)))
  const isLoss = (n: Draft) => n.op?.palette.look === 'loss'
  const loss = sinks.filter(isLoss).at(-1)
  if (loss) return loss.id
  // A loss that waits for something is still what the person means: nothing else takes its place in silence.
  const waiting = order.some(n => isLoss(n) && n.shape === null)
  return waiting ? null : (sinks.at(-1)?.id ?? null)
}

/** Why backprop does not start where, or with what, the document says. */
function startProblems(
  { root: chosen, cotangent }: Circuit,
  root: NodeId | null,
  drafts: ReadonlyMap<NodeId, Draft>,
): Problem[] {
  const start = drafts.get(root ?? chosen ?? '')
  if (!start) return []
  const { id: node, name, op, shape } = start
  if (root === null) return [{ code: 'root', node, name, leaf: op?.kind === 'leaf' }]
  if (!cotangent || sameShape(cotangent.shape, shape!)) return []
  return [{ code: 'seed', node, name, must: shape!, found: cotangent.shape }]
}
