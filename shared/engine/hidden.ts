/** What a lesson hides, as one question that everything on screen asks: whether a quantity is hidden now. */
import {
  type Circuit,
  type Document,
  type EdgeKey,
  edgeKey,
  type Hidden,
  type NodeId,
} from '../document/document'
import type { Graph } from './graph'
import type { Quantity } from './quantity'

export type IsHidden = (quantity: Quantity) => boolean

export const nothingHidden: IsHidden = () => false

/**
 * Hidden is what is still open. A hidden gradient hides what comes back on every wire out of its node: with one wire that is the
 * gradient itself, and at a fan-out the shares add up to it. The numbers of leaves are given, so they are never hidden. `before` is
 * an older circuit whose numbers are still on screen.
 */
export function hiddenIn({ circuit, lesson }: Document, before: Circuit | null = null): IsHidden {
  const open = lesson.hidden.filter(({ state }) => state === 'open')
  if (open.length === 0) return nothingHidden
  const given = new Set(circuit.nodes.filter(node => node.value).map(node => node.id))
  const values = new Set(open.filter(({ of, node }) => of === 'value' && !given.has(node)).map(h => h.node))
  const gradients = new Set(open.filter(({ of }) => of === 'gradient').map(h => h.node))
  const edges = [...circuit.edges, ...(before?.edges ?? [])]
  const shares = new Set<EdgeKey>(edges.filter(({ from }) => gradients.has(from)).map(edgeKey))
  return quantity => {
    switch (quantity.kind) {
      case 'value':
        return values.has(quantity.node)
      case 'gradient':
        return gradients.has(quantity.node)
      case 'share':
        return shares.has(quantity.edge)
    }
  }
}

/**
 * The nodes whose value or gradient can be asked for, in the order in which a person finds them: values as they are computed,
 * gradients as they come back. The gradient of the root is left out: it is the seed, which is given.
 */
export function askable({ nodes, byId, root }: Graph, of: Hidden['of']): readonly NodeId[] {
  if (of === 'value')
    return nodes.filter(node => node.op?.kind === 'computed' && node.shape).map(node => node.id)
  const whole = new Set<NodeId>()
  for (const { op, shape, feedsRoot, sources } of [...nodes].reverse()) {
    if (op?.kind !== 'computed' || !shape || !feedsRoot) continue
    for (const source of sources) {
      if (source === null || source === root || !byId.get(source)?.needsGradient) continue
      // It is whole when the last of its wires has delivered.
      whole.delete(source)
      whole.add(source)
    }
  }
  return [...whole]
}
