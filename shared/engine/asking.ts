/** What a question about a number is about: the node or wire, its tensor, its name, and the step that made it. */
import { type Circuit, type EdgeKey, edgeKey, type NodeId } from '../document/document'
import { indexWords } from '../formula/indices'
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
  const { delivered } = madeIn(place.steps)
  return keys.sort((a, b) => delivered.get(a)! - delivered.get(b)!).map(key => wireOf(place, key)!)
}

interface Made {
  /** Which step computes a node's value, which goes back through it, and which delivers on a wire. */
  readonly forward: ReadonlyMap<NodeId, number>
  readonly backward: ReadonlyMap<NodeId, number>
  readonly delivered: ReadonlyMap<EdgeKey, number>
}

const madeBySteps = new WeakMap<readonly Step[], Made>()

/** Found once for a timeline: a chain asks it of every node, and the steps may be many thousands. */
function madeIn(steps: readonly Step[]): Made {
  const known = madeBySteps.get(steps)
  if (known) return known
  const made = { forward: new Map(), backward: new Map(), delivered: new Map() }
  for (const [i, { phase, node, edges }] of steps.entries()) {
    made[phase].set(node, i)
    if (phase === 'backward') for (const edge of edges) made.delivered.set(edge, i)
  }
  madeBySteps.set(steps, made)
  return made
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
  const { forward, backward, delivered } = madeIn(steps)
  const at = (): number | undefined => {
    if (quantity.kind === 'value') return forward.get(quantity.node)
    if (quantity.kind === 'share') return delivered.get(quantity.edge)
    // The seed gradient is placed with the first step back; other gradients are whole with the last wire.
    if (quantity.node === run.root) return backward.get(quantity.node)
    const wires = graph.byId.get(quantity.node)?.consumers ?? []
    const found = wires.flatMap(c => delivered.get(edgeKey({ to: c.node, port: c.port })) ?? [])
    return found.length === 0 ? undefined : found.reduce((last, step) => Math.max(last, step))
  }
  const step = at()
  return step === undefined ? null : step + 1
}

/** "The gradient of W₂, row 1, column 2". */
export function askedTitle(place: Computation, { quantity, entry }: Asked): RichText {
  const named = (id: NodeId) => ({ tex: nameToTex(place.graph.byId.get(id)!.name) })
  const words = entry && indexWords(entry)
  const where = words ? `, ${words}` : ''
  if (quantity.kind === 'value') return ['The value of ', named(quantity.node), where]
  if (quantity.kind === 'gradient') return ['The gradient of ', named(quantity.node), where]
  const { source, node } = wireOf(place, quantity.edge)!
  return ['What comes back to ', named(source.id), ' through ', named(node.id), where]
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
