/** The rules of a node for the inspector: forward, and what goes back to each input that gets a gradient. */
import type { Graph, GraphNode } from '../../../shared/engine/graph'
import { backwardRule, formulaAt, forwardRule, isComputed, shorthands } from '../../../shared/engine/rules'

export interface RuleTex {
  readonly forward: string
  /** One per input that gets a gradient; where the input is a fan-out it is the share that comes back through this node. */
  readonly backward: readonly { readonly port: string; readonly tex: string }[]
  /** What the shorthands in these formulas stand for. */
  readonly where: readonly string[]
}

/** `∂root/∂of` on one line, as a caption writes it: a fraction would be too small to read there. */
export const gradientLineTex = (root: string, of: string): string =>
  String.raw`\partial ${root}/\partial ${of}`

/** `null` for a leaf or an op that is not known. */
export function ruleTex(graph: Graph, node: GraphNode): RuleTex | null {
  if (!isComputed(node)) return null
  const formula = formulaAt(graph, node)
  const backward = node.op.inputs.flatMap(({ name: port }, i) => {
    if (!node.feedsRoot || !graph.byId.get(node.sources[i] ?? '')?.needsGradient) return []
    const { left, right } = backwardRule(graph, node, i)
    return [{ port, tex: `${left} = ${right}` }]
  })
  return {
    forward: forwardRule(graph, node),
    backward,
    where: shorthands(graph, node, [formula.forward, ...backward.map(({ port }) => formula.backward[port]!)]),
  }
}
