/** Loops among wires: a circuit has none, so that every node can be computed after what it reads. */
import type { Edge, NodeId } from './document'

/** The nodes of one loop, each feeding the next and the last the first; `null` when there is none. Linear in the wires. */
export function cycleIn(edges: readonly Edge[]): NodeId[] | null {
  const consumers = consumersOf(edges)
  const sources = new Map<NodeId, Set<NodeId>>()
  for (const { from, to } of edges) {
    if (!sources.has(from)) sources.set(from, new Set())
    sources.set(to, (sources.get(to) ?? new Set()).add(from))
  }
  const ready = [...sources].filter(([, from]) => from.size === 0).map(([id]) => id)
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    for (const to of consumers.get(id) ?? []) {
      const waits = sources.get(to)!
      if (waits.delete(id) && waits.size === 0) ready.push(to)
    }
    sources.delete(id)
  }
  // Each node that is left waits for another one that is left, so walking back must come around.
  let at = sources.keys().next().value
  const trail = new Set<NodeId>()
  while (at !== undefined && !trail.has(at)) {
    trail.add(at)
    at = sources.get(at)!.values().next().value
  }
  const walked = [...trail]
  return at === undefined ? null : walked.slice(walked.indexOf(at)).reverse()
}

/** A shortest chain of nodes from `from` to `to` along the wires, both included; `null` when there is none. */
export function pathBetween(edges: readonly Edge[], from: NodeId, to: NodeId): NodeId[] | null {
  const consumers = consumersOf(edges)
  const cameFrom = new Map<NodeId, NodeId | null>([[from, null]])
  for (const id of cameFrom.keys()) {
    if (id === to) break
    for (const next of consumers.get(id) ?? []) if (!cameFrom.has(next)) cameFrom.set(next, id)
  }
  if (!cameFrom.has(to)) return null
  const path: NodeId[] = []
  for (let id: NodeId | null = to; id !== null; id = cameFrom.get(id)!) path.push(id)
  return path.reverse()
}

function consumersOf(edges: readonly Edge[]): ReadonlyMap<NodeId, readonly NodeId[]> {
  const consumers = new Map<NodeId, NodeId[]>()
  for (const { from, to } of edges) {
    const known = consumers.get(from)
    if (known) known.push(to)
    else consumers.set(from, [to])
  }
  return consumers
}
