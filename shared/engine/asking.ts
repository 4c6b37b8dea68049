/** What a question about a number is about: the node or wire, its tensor, its name, and the step that made it. */
import { type Circuit, type EdgeKey, edgeKey, type NodeId } from '../document/document'
import { nameToTex } from '../formula/nameToTex'
import type { Tensor } from '../tensor/tensor'
import type { Graph, GraphNode } from './graph'
import type { Asked, Quantity } from './quantity'
import { type ComputedNode, isComputed, rootTex } from './rules'
import type { Run } from './run'
import type { Step } from './steps'
import type { RichText } from './stepWords'

/** Where a number stands: graph, run and steps of one circuit. */
export interface Computation {
  readonly graph: Graph
  readonly run: Run
  readonly steps: readonly Step[]
}

export interface Asking extends Computation {
  readonly circuit: Circuit
}

/** A wire: from `source` into input `index` of `node`. */
export interface Wire {
  readonly edge: EdgeKey
  readonly node: ComputedNode
  readonly index: number
  readonly source: GraphNode
}

/** `null` when no gradient travels there. */
export function wireOf({ graph, run }: Computation, edge: EdgeKey): Wire | null {
  const dot = edge.lastIndexOf('.')
  const node = graph.byId.get(edge.slice(0, dot))
  if (!node || !isComputed(node) || !run.edgeGrads.has(edge)) return null
  const index = node.op.inputs.findIndex(port => port.name === edge.slice(dot + 1))
  return { edge, node, index, source: graph.byId.get(node.sources[index]!)! }
}

/** The wires that bring a gradient back to a node, in the order of delivery. */
export function wiresBack(place: Computation, node: NodeId): readonly Wire[] {
  const keys = place.graph.byId
    .get(node)!
    .consumers.map(c => edgeKey({ to: c.node, port: c.port }))
    .filter(key => place.run.edgeGrads.has(key))
  const steps = new Map(place.steps.flatMap((step, i) => step.edges.map(edge => [edge, i] as const)))
  return keys.sort((a, b) => steps.get(a)! - steps.get(b)!).map(key => wireOf(place, key)!)
}

export function tensorAt({ run }: Computation, quantity: Quantity): Tensor | null {
  const found =
    quantity.kind === 'value'
      ? run.values.get(quantity.node)
      : quantity.kind === 'gradient'
        ? run.grads.get(quantity.node)
        : run.edgeGrads.get(quantity.edge)
  return found ?? null
}

/** The cursor right behind the step that made it; `null` for a leaf, and for a gradient that no step delivers. */
export function cursorOf(place: Computation, quantity: Quantity): number | null {
  const { graph, run, steps } = place
  const made = (step: Step): boolean => {
    if (quantity.kind === 'value') return step.phase === 'forward' && step.node === quantity.node
    if (step.phase === 'forward') return false
    if (quantity.kind === 'share') return step.edges.includes(quantity.edge)
    // The seed gradient is placed with the first step back; other gradients are whole with the last wire.
    if (quantity.node === run.root) return step.node === run.root
    const wires = graph.byId.get(quantity.node)?.consumers ?? []
    return wires.some(c => step.edges.includes(edgeKey({ to: c.node, port: c.port })))
  }
  const at = steps.findLastIndex(made)
  return at < 0 ? null : at + 1
}

/** "The gradient of W₂, row 1, column 2". */
export function askedTitle(place: Computation, { quantity, entry }: Asked): RichText {
  const named = (id: NodeId) => ({ tex: nameToTex(place.graph.byId.get(id)!.name) })
  const where = entryWords(entry)
  if (quantity.kind === 'value') return ['The value of ', named(quantity.node), where]
  if (quantity.kind === 'gradient') return ['The gradient of ', named(quantity.node), where]
  const { source, node } = wireOf(place, quantity.edge)!
  return ['What comes back to ', named(source.id), ' through ', named(node.id), where]
}

/** Rows and columns are counted from 1. */
export function entryWords(entry: Asked['entry']): string {
  if (!entry || entry.length === 0) return ''
  const counted = entry.map(i => i + 1)
  if (counted.length === 1) return `, entry ${counted[0]}`
  return counted.length === 2
    ? `, row ${counted[0]}, column ${counted[1]}`
    : `, entry (${counted.join(', ')})`
}

/** Why the gradient of a node is 0 to which no wires lead back. */
export function zeroSentence(graph: Graph, node: GraphNode): RichText {
  const root = { tex: rootTex(graph) }
  return [
    '0, because ',
    root,
    ' does not depend on ',
    { tex: nameToTex(node.name) },
    ': no wires lead from it to ',
    root,
    '.',
  ]
}
