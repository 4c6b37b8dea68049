/** Whether two circuits that should be the same mathematics give the same numbers, and to how much. */
import type { NodeId } from '../document/document'
import { sameShape, type Tensor } from '../tensor/tensor'
import type { Graph } from './graph'
import type { Run } from './run'

/** Relative differences up to here are rounding. */
export const ROUNDING = 1e-12

export interface Computed {
  readonly graph: Graph
  readonly run: Run
}

/** Two numbers that should be one. */
export interface Difference {
  readonly what: 'value' | 'gradient'
  readonly node: NodeId
  readonly before: number
  readonly after: number
  /** Infinite where only one of them is finite. */
  readonly relative: number
}

export interface Comparison {
  /** How many entries were compared. */
  readonly values: number
  readonly gradients: number
  /** The largest difference; `null` where all numbers are equal. */
  readonly worst: Difference | null
}

/**
 * The value of one node, and the gradients of all nodes that have one in both. As the rounding of a sum is that of its terms, and a
 * gradient that is exactly 0 may be a sum of large ones, a difference is relative to the largest entry of the two tensors and of what
 * they were computed from: for a value the node's inputs, for a gradient those of all nodes on the way from the root.
 */
export function compareRuns(before: Computed, after: Computed, node: NodeId): Comparison {
  const both = [before, after]
  let [values, gradients] = [0, 0]
  let worst: Difference | null = null
  const hold = (what: Difference['what'], id: NodeId, a: Tensor, b: Tensor, scale: number) => {
    const found = largestDifference(a, b, scale)
    if (found && found.relative > (worst?.relative ?? 0)) worst = { what, node: id, ...found }
  }
  const [x, y] = both.map(({ run }) => run.values.get(node))
  if (x && y) {
    values = x.data.length
    hold('value', node, x, y, Math.max(...both.map(computed => largestInput(computed, node))))
  }
  const scales = both.map(upstreamScales)
  for (const [id, a] of before.run.grads) {
    const b = after.run.grads.get(id)
    if (!b) continue
    gradients += a.data.length
    hold('gradient', id, a, b, Math.max(...scales.map(scale => scale.get(id) ?? 0)))
  }
  return { values, gradients, worst }
}

/** Relative to the largest entry of both and to `scale`. */
function largestDifference(
  a: Tensor,
  b: Tensor,
  scale: number,
): Pick<Difference, 'before' | 'after' | 'relative'> | null {
  if (!sameShape(a.shape, b.shape)) throw new Error(`internal: ${a.shape} and ${b.shape} are not the same`)
  let [place, most] = [-1, 0]
  for (let i = 0; i < a.data.length; i++) {
    const [x, y] = [a.data[i]!, b.data[i]!]
    // Equal infinities, and two that are not numbers, are alike.
    if (x === y || (Number.isNaN(x) && Number.isNaN(y))) continue
    const apart = Number.isFinite(x) && Number.isFinite(y) ? Math.abs(x - y) : Number.POSITIVE_INFINITY
    if (apart > most) [place, most] = [i, apart]
  }
  if (place < 0) return null
  const relative = most / Math.max(largestOf(a), largestOf(b), scale)
  return {
    before: a.data[place]!,
    after: b.data[place]!,
    relative: Number.isFinite(most) ? relative : most,
  }
}

/** Of the entries that are finite. */
function largestOf(x: Tensor | undefined): number {
  let most = 0
  for (const entry of x?.data ?? []) if (Number.isFinite(entry)) most = Math.max(most, Math.abs(entry))
  return most
}

const largestInput = ({ graph, run }: Computed, node: NodeId): number =>
  Math.max(0, ...(graph.byId.get(node)?.sources ?? []).map(id => largestOf(run.values.get(id ?? ''))))

/** For each node the largest gradient between it and the root, whose own is given and not computed. */
function upstreamScales({ graph, run }: Computed): ReadonlyMap<NodeId, number> {
  const scales = new Map<NodeId, number>()
  for (const { id, consumers } of [...graph.nodes].reverse()) {
    const own = id === graph.root ? 0 : largestOf(run.grads.get(id))
    scales.set(id, Math.max(own, ...consumers.map(({ node }) => scales.get(node) ?? 0)))
  }
  return scales
}
