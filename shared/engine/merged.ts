/** Neighbouring steps that are one op of the catalogue, such as softmax and cross-entropy: together their rule is simpler. */
import { ops } from '../ops/index'
import { attrsOf, type ComputedOp, type InsideStep } from '../ops/op'
import type { Graph, GraphNode } from './graph'
import { branchCount, type ComputedNode, isComputed } from './rules'

export interface Merged {
  /** The op that the steps are, from whose record the rule comes. */
  readonly op: ComputedOp
  /** What its ports stand for here. */
  readonly ports: ReadonlyMap<string, GraphNode>
  /** What the steps inside it are here, by the names that its record gives them. */
  readonly steps: ReadonlyMap<string, ComputedNode>
  readonly last: ComputedNode
}

/** Losses whose inside is the same for all shapes: their whole point is the rule that the steps have together. */
const losses = [...ops.values()].filter(
  (op): op is ComputedOp & { readonly inside: () => readonly InsideStep[] } =>
    op.kind === 'computed' && op.palette.category === 'Losses' && op.inside?.length === 0,
)

/** The loss that ends at this node, if this node and those before it are what the loss is made of; nothing else may read these. */
export function mergedAt(graph: Graph, last: GraphNode): Merged | null {
  if (!isComputed(last)) return null
  for (const op of losses) {
    const found = matched(graph, op, op.inside(), last)
    if (found) return found
  }
  return null
}

function matched(
  graph: Graph,
  op: ComputedOp,
  inside: readonly InsideStep[],
  last: ComputedNode,
): Merged | null {
  const ports = new Map<string, GraphNode>()
  const steps = new Map<string, ComputedNode>()
  const fits = (name: string, node: GraphNode | undefined): boolean => {
    if (!node?.shape) return false
    const step = inside.find(other => other.name === name)
    const known = step ? steps.get(name) : ports.get(name)
    if (known) return known.id === node.id
    if (!step) {
      ports.set(name, node)
      return true
    }
    if ('value' in step || !isComputed(node) || node.op.name !== step.op) return false
    if (node !== last && branchCount(graph, node) !== 1) return false
    if (JSON.stringify(node.attrs) !== JSON.stringify(attrsOf(node.op, step.attrs ?? {}))) return false
    steps.set(name, node)
    return node.op.inputs.every((port, i) => {
      const read = step.inputs[port.name]
      return read !== undefined && fits(read, graph.byId.get(node.sources[i] ?? ''))
    })
  }
  const all = fits(inside.at(-1)!.name, last) && op.inputs.every(port => ports.has(port.name))
  const isApart = new Set([...ports.values(), ...steps.values()]).size === ports.size + steps.size
  return all && isApart ? { op, ports, steps, last } : null
}
