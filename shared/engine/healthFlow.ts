/** How gradients shrink and grow on their way back, and that none arrives at a parameter. */
import { edgeKey, type NodeId } from '../document/document'
import type { Graph, GraphNode } from './graph'
import { roundingAlone, whyZero } from './healthAbsence'
import { type Back, type Backs, type Measure, measureOf } from './healthBack'
import type { Finding } from './healthFindings'
import type { Quantity } from './quantity'
import type { Run } from './run'

/**
 * A gradient vanishes, or explodes, where it is so many times smaller, or larger, than at the layer nearest to the root; both as
 * the size of an entry and as a norm, so that a mean or a sum over many entries alone is neither. That gradients shrink or grow by
 * a factor per layer is shown by Bengio, Simard and Frasconi (1994) and, layer by layer, by Glorot and Bengio (2010). The number is
 * our choice: with one learning rate for all, what takes one step near the root takes ten thousand here.
 */
export const FAR = 1e4

export function flowFindings(graph: Graph, run: Run): Finding[] {
  const root = graph.root === null ? null : graph.byId.get(graph.root)!
  if (!root) return []
  const backs = new Map<NodeId, Back>()
  const waits = new Set<NodeId>()
  const found: Finding[] = []
  for (const node of [...graph.nodes].reverse()) {
    const { id, name, op, consumers, feedsRoot } = node
    if (consumers.some(c => graph.byId.get(c.node)!.shape === null || waits.has(c.node))) waits.add(id)
    const learned = op?.kind === 'leaf' && op.learned
    const at = { node: id, name, asks: { quantity: gradientOf(id), entry: null }, tells: [gradientOf(id)] }
    // While something on the way still cannot be computed, its problem says so.
    if (learned && !feedsRoot && !waits.has(id) && run.grads.has(id))
      found.push({ ...at, kind: 'noGradient', reason: 'apart', root: root.name })
    const back = feedsRoot ? backTo(node, graph, run, backs) : null
    if (!back) continue
    backs.set(id, back)
    const { beyond, reference, zero, measure, wires } = back
    const lost = learned ? (zero ?? roundingAlone(back, run, backs)) : null
    // Computed nodes are many: only where it begins.
    const begins = op?.kind === 'computed' && wires.every(({ from }) => backs.get(from.id)?.beyond !== beyond)
    if (lost) {
      const tells = 'first' in lost ? [...at.tells, gradientOf(lost.first)] : at.tells
      found.push({ ...at, tells, kind: 'noGradient', ...lost })
    } else if (beyond && (learned || begins)) {
      const { node: near, measure: far } = reference!
      const tells = [...at.tells, gradientOf(near.id)]
      found.push({ ...at, tells, kind: beyond, size: measure.size, nearRoot: far.size, near: near.name })
    }
  }
  return found
}

const gradientOf = (node: NodeId): Quantity => ({ kind: 'gradient', node })

/** `null` where no gradient comes back, or one that is not finite. */
function backTo(node: GraphNode, graph: Graph, run: Run, backs: Backs): Back | null {
  const gradient = run.grads.get(node.id)
  const measure = gradient && measureOf(gradient.data)
  if (!measure) return null
  const wires: Back['wires'][number][] = []
  let reference: Back | null = null
  for (const { node: id, port } of node.consumers) {
    const edge = edgeKey({ to: id, port })
    if (!run.edgeGrads.has(edge)) continue
    wires.push({ edge, from: graph.byId.get(id)!, port })
    const other = backs.get(id)?.reference
    if (other && !(reference && reference.measure.size >= other.measure.size)) reference = other
  }
  const zero = measure.size === 0 ? whyZero(node, wires, run, backs) : null
  if (!reference && !zero && isLayer(node, graph))
    reference = { node, measure, wires, zero, beyond: null, reference: null }
  const beyond = reference && !zero ? beyondOf(measure, reference.measure) : null
  return { node, measure, wires, zero, beyond, reference }
}

function beyondOf({ size, norm }: Measure, near: Measure): Back['beyond'] {
  const [sizes, norms] = [size / near.size, norm / near.norm]
  if (Math.max(sizes, norms) < 1 / FAR) return 'vanishing'
  return Math.min(sizes, norms) > FAR ? 'exploding' : null
}

/**
 * What gradients are compared at: where a leaf comes in, or an activation is about to be applied. A loss is none: at its minimum
 * all gradients are small together.
 */
function isLayer({ op, sources, consumers }: GraphNode, { byId }: Graph): boolean {
  const activated = consumers.some(c => {
    const reader = byId.get(c.node)!
    return reader.feedsRoot && reader.op?.palette.category === 'Activations'
  })
  if (activated) return true
  if (op?.kind !== 'computed' || op.palette.look === 'loss' || op.palette.category === 'Activations')
    return false
  return sources.some((source, i) => {
    const leaf = source === null ? null : byId.get(source)!.op
    return leaf?.kind === 'leaf' && leaf.gradient && op.inputs[i]!.role !== 'target'
  })
}
