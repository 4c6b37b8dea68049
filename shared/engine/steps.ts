/** The timeline: one step per computed node going forward, then one per node going back; and what is known at a cursor. */
import type { EdgeKey, NodeId } from '../document/document'
import { edgeKey } from '../document/document'
import { add } from '../tensor/arithmetic'
import type { Tensor } from '../tensor/tensor'
import type { Graph, GraphNode } from './graph'
import type { Plan } from './plan'
import type { Run } from './run'

export interface Step {
  readonly phase: 'forward' | 'backward'
  readonly node: NodeId
  /** Forward: the wires read. Backward: the wires that a gradient is delivered on. */
  readonly edges: readonly EdgeKey[]
}

export function stepsOf(plan: Plan, graph: Graph): readonly Step[] {
  return [
    ...plan.forward.map(
      ({ node }): Step => ({ phase: 'forward', node, edges: wiresInto(graph.byId.get(node)!) }),
    ),
    ...plan.backward.map(
      ({ node, deliver }): Step => ({ phase: 'backward', node, edges: deliver.map(d => d.edge) }),
    ),
  ]
}

const wiresInto = ({ id, op, sources }: GraphNode): readonly EdgeKey[] =>
  op!.inputs.flatMap((port, i) => (sources[i] ? [edgeKey({ to: id, port: port.name })] : []))

/** What the first `cursor` steps have produced. Leaves are known from the start. */
export interface Progress {
  readonly cursor: number
  /** The step that was taken last; `null` at the start. */
  readonly current: Step | null
  readonly next: Step | null
  readonly computed: ReadonlySet<NodeId>
  readonly delivered: ReadonlySet<EdgeKey>
  /** Backprop has begun: the seed gradient is placed. */
  readonly seeded: boolean
}

export function progressAt(steps: readonly Step[], cursor: number): Progress {
  const taken = steps.slice(0, cursor)
  const forward = taken.filter(s => s.phase === 'forward')
  const backward = taken.filter(s => s.phase === 'backward')
  return {
    cursor,
    current: taken.at(-1) ?? null,
    next: steps[cursor] ?? null,
    computed: new Set(forward.map(s => s.node)),
    delivered: new Set(backward.flatMap(s => s.edges)),
    seeded: backward.length > 0,
  }
}

export const valueAt = (run: Run, graph: Graph, { computed }: Progress, node: NodeId): Tensor | null =>
  graph.byId.get(node)?.op?.kind === 'leaf' || computed.has(node) ? (run.values.get(node) ?? null) : null

/** The gradient that has arrived so far, and from how many of the branches that will send one. */
export interface Arrived {
  readonly gradient: Tensor
  readonly from: number
  readonly of: number
}

export function gradientAt(run: Run, graph: Graph, progress: Progress, node: NodeId): Arrived | null {
  const { seeded, delivered } = progress
  if (node === run.root) return seeded ? { gradient: run.grads.get(node)!, from: 1, of: 1 } : null
  const keys = (graph.byId.get(node)?.consumers ?? [])
    .map(c => edgeKey({ to: c.node, port: c.port }))
    .filter(key => run.edgeGrads.has(key))
  if (keys.length === 0)
    return seeded && run.grads.has(node) ? { gradient: run.grads.get(node)!, from: 0, of: 0 } : null
  const here = keys.filter(key => delivered.has(key))
  if (here.length === 0) return null
  if (here.length === keys.length)
    return { gradient: run.grads.get(node)!, from: keys.length, of: keys.length }
  return {
    gradient: here.map(key => run.edgeGrads.get(key)!).reduce(add),
    from: here.length,
    of: keys.length,
  }
}
