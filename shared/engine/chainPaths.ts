/** The paths that a gradient takes from the root back to a node: how many there are, and the first of them. */
import type { NodeId } from '../document/document'
import { type Computation, type Wire, wiresBack } from './asking'

/** The wires of one path, from the root to the node; none where the node is the root. */
export type Path = readonly Wire[]

export interface Paths {
  /** May be more than can be walked. */
  readonly count: number
  readonly first: readonly Path[]
  /** What lies on paths, the root first and then each node after all that it is read by. */
  readonly between: readonly NodeId[]
  /** The wires that bring a gradient back to a node. */
  readonly wires: (node: NodeId) => readonly Wire[]
}

/** `count` is 0 where the root does not depend on the node. */
export function pathsTo(place: Computation, node: NodeId, most: number): Paths {
  const { graph, run } = place
  const known = new Map<NodeId, readonly Wire[]>()
  const wires = (id: NodeId) => {
    const found = known.get(id) ?? (id === run.root ? [] : wiresBack(place, id))
    known.set(id, found)
    return found
  }
  // Whatever reads a node comes behind it in the graph's order.
  const reached = new Set([node])
  for (const { id } of graph.nodes)
    if (reached.has(id)) for (const wire of wires(id)) reached.add(wire.node.id)
  const between = graph.nodes
    .map(({ id }) => id)
    .filter(id => reached.has(id))
    .reverse()
  const counts = new Map<NodeId, number>()
  for (const id of between)
    counts.set(id, id === run.root ? 1 : wires(id).reduce((sum, wire) => sum + counts.get(wire.node.id)!, 0))
  return { count: counts.get(node)!, first: firstPaths(), between, wires }

  function firstPaths(): Path[] {
    const found: Path[] = []
    const walk = (id: NodeId, after: Path): void => {
      if (found.length >= most) return
      if (id === run.root) found.push(after)
      else for (const wire of wires(id)) walk(wire.node.id, [wire, ...after])
    }
    walk(node, [])
    return found
  }
}
