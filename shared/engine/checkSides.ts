/** On which side of its kinks each node stands: a difference taken across a kink is the slope of neither side. */
import type { NodeId } from '../document/document'
import { ops } from '../ops/index'
import { isIndices } from '../ops/op'
import type { Tensor } from '../tensor/tensor'
import type { Plan } from './plan'

/** The side taken at each kink of each node, in the order of the plan. */
export type Sides = ReadonlyMap<NodeId, Tensor>

/**
 * Reads the sides at all kinked nodes that lie between a leaf with a gradient and the root; `valueNow` gives a node's value as it
 * is now. A kink that the root does not depend on bends nothing, so it is not asked.
 */
export function sidesReader(plan: Plan, valueNow: (node: NodeId) => Tensor): () => Sides {
  const kinked = plan.backward.flatMap(({ node, op: name, attrs, in: slots }) => {
    const op = ops.get(name)
    const sides = op?.kind === 'computed' ? op.check.sides : undefined
    if (!sides) return []
    const wired = op!.inputs.flatMap(({ name: port }, i) =>
      slots[i] === null ? [] : [[port, plan.slots[slots[i]!]!] as const],
    )
    const read = () => sides(Object.fromEntries(wired.map(([port, id]) => [port, valueNow(id)])), attrs)
    return [{ node, read }]
  })
  // Going back the nodes stand in reverse; the first kink that is crossed is the one to name.
  kinked.reverse()
  return () => new Map(kinked.map(({ node, read }) => [node, read()]))
}

/** The first node that stands on different sides, `null` if there is none. */
export function crossedKink(a: Sides, b: Sides): NodeId | null {
  for (const [node, { data }] of a) {
    const other = b.get(node)!.data
    if (data.some((side, i) => side !== other[i])) return node
  }
  return null
}

/** The first node that reads the leaf's numbers as whole ones, which name rows or classes; `null` if there is none. */
export function readerOfWhole(plan: Plan, leaf: NodeId): NodeId | null {
  const slot = plan.slots.indexOf(leaf)
  const reads = ({ op: name, in: slots }: Plan['forward'][number]) => {
    const op = ops.get(name)
    return slots.some(
      (s, i) => s === slot && op?.kind === 'computed' && isIndices(op.check.domain?.[op.inputs[i]!.name]),
    )
  }
  return plan.forward.find(reads)?.node ?? null
}
