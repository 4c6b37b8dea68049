/** Why a node gets no gradient, in one sentence. */
import type { Graph, GraphNode } from '../../../shared/engine/graph'
import { nameToText } from '../../../shared/formula/nameToTex'

/** `null` when backprop does deliver one. */
export function whyNoGradient(graph: Graph, node: GraphNode): string | null {
  if (node.shape === null) return 'It cannot be computed yet, so it has no gradient.'
  const root = graph.root === null ? undefined : graph.byId.get(graph.root)
  if (!root) return 'Backprop has nowhere to start: no node can be computed yet.'
  const name = nameToText(node.name)
  if (node.op?.kind === 'leaf' && !node.op.gradient) return `${name} is a constant: backprop passes it by.`
  if (!node.needsGradient) return `${name} is made of constants only, so backprop passes it by.`
  if (!node.feedsRoot)
    return `${nameToText(root.name)} does not depend on ${name}, so no gradient comes back to it.`
  return null
}
