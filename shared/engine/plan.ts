/** The program for one circuit: what to compute forward, and in which order gradients go back. */
import type { Circuit, EdgeKey, NodeId, TensorSource } from '../document/document'
import { edgeKey } from '../document/document'
import type { Attrs } from '../ops/op'
import type { Graph, GraphNode } from './graph'

export interface Instruction {
  readonly node: NodeId
  readonly op: string
  readonly attrs: Attrs
  /** Slots of the inputs in the op's order, `null` for a port that does without; and of the output. */
  readonly in: readonly (number | null)[]
  readonly out: number
}

export interface BackInstruction extends Instruction {
  /** The inputs that want a gradient: position in `in`, and the wire it travels on. */
  readonly deliver: readonly { readonly input: number; readonly edge: EdgeKey }[]
}

/** Plain data; slots number the computable nodes in graph order. */
export interface Plan {
  readonly slots: readonly NodeId[]
  readonly leaves: readonly { readonly slot: number; readonly source: TensorSource }[]
  readonly forward: readonly Instruction[]
  readonly backward: readonly BackInstruction[]
  /** Slots that get a gradient, zero where the root does not depend on them. */
  readonly withGradient: readonly number[]
  readonly root: number | null
  /** The seed gradient; `null` is ones of the root's shape. */
  readonly cotangent: TensorSource | null
}

export function compile(circuit: Circuit, graph: Graph): Plan {
  const sound = graph.nodes.filter(n => n.shape !== null)
  const slotOf = new Map(sound.map((n, slot) => [n.id, slot]))
  const sources = new Map(circuit.nodes.map(n => [n.id, n.value]))
  const instruction = (n: GraphNode): Instruction => ({
    node: n.id,
    op: n.op!.name,
    attrs: n.attrs,
    in: n.sources.map(s => (s === null ? null : slotOf.get(s)!)),
    out: slotOf.get(n.id)!,
  })
  const deliver = (n: GraphNode) =>
    n.op!.inputs.flatMap((port, input) =>
      n.sources[input] && graph.byId.get(n.sources[input])!.needsGradient
        ? [{ input, edge: edgeKey({ to: n.id, port: port.name }) }]
        : [],
    )
  const computed = sound.filter(n => n.op!.kind === 'computed')
  return {
    slots: sound.map(n => n.id),
    leaves: sound
      .filter(n => n.op!.kind === 'leaf')
      .map(n => ({ slot: slotOf.get(n.id)!, source: sources.get(n.id)! })),
    forward: computed.map(instruction),
    backward: computed
      .filter(n => n.feedsRoot && n.needsGradient)
      .reverse()
      .map(n => ({ ...instruction(n), deliver: deliver(n) })),
    withGradient: sound.filter(n => n.needsGradient).map(n => slotOf.get(n.id)!),
    root: graph.root === null ? null : slotOf.get(graph.root)!,
    cotangent: circuit.cotangent,
  }
}
