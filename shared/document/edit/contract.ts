/** Contracting: a group that is still what is inside its op becomes the one node again. */
import type { CircuitNode, Document, Edge, Group, NodeId } from '../document'
import { edgeKey } from '../document'
import { backInPlace } from './backInPlace'
import type { Edited } from './expand'
import { type ShapeOf, stepIds } from './groupPorts'
import { readersOf } from './inside'
import { insideNow } from './insideNow'
import { keptOf, membersOf } from './kept'
import type { DrawnOf } from './makeRoom'

/** The innermost group that holds all of these nodes, as its place in the list; −1 where there is none. */
export const groupAround = ({ layout: { groups } }: Document, ids: readonly NodeId[]): number =>
  ids.length === 0
    ? -1
    : groups.findLastIndex((_, i) => {
        const all = membersWithin(groups, i)
        return ids.every(id => all.has(id))
      })

/** The nodes of a group, with those that stand in for one of them. */
export function membersWithin(groups: readonly Group[], index: number): ReadonlySet<NodeId> {
  const all = new Set(membersOf(groups[index]!))
  // Groups that contain others stand before them.
  for (const inner of groups.slice(index + 1))
    if (all.has(inner.out)) for (const id of membersOf(inner)) all.add(id)
  return all
}

/** Contracts a group, and before it those inside it. Where one of them has been changed nothing is done, and it is said why. */
export function contract(document: Document, index: number, shapeOf: ShapeOf, drawnOf: DrawnOf): Edited {
  const { groups } = document.layout
  const group = groups[index]
  if (!group) return { ok: false, reason: 'That group is not there any more.' }
  const members = membersOf(group)
  const within = groups.findLastIndex((other, i) => i > index && members.includes(other.out))
  if (within < 0) return contractOne(document, group, shapeOf, drawnOf)
  const inner = contract(document, within, shapeOf, drawnOf)
  return inner.ok ? contract(inner.document, index, shapeOf, drawnOf) : inner
}

function contractOne(document: Document, group: Group, shapeOf: ShapeOf, drawnOf: DrawnOf): Edited {
  const found = insideNow(document.circuit, group, shapeOf)
  if ('reason' in found) return { ok: false, reason: found.reason }
  const { steps, sources } = found
  const { circuit, layout } = document
  const gone = new Set(Object.values(group.steps))
  const name = circuit.nodes.find(({ id }) => id === group.out)!.name
  const node: CircuitNode = { id: group.out, op: group.op, name, attrs: group.attrs }
  const nodes = circuit.nodes.flatMap(other => {
    if (gone.has(other.id)) return []
    return [other.id === node.id ? node : other]
  })

  // The wire into a port stands where the first of those stood that the port led to.
  const ids = stepIds(group, steps)
  const portAt = new Map(
    [...sources.keys()].flatMap(port =>
      readersOf(steps, port).map(read => [edgeKey({ to: ids.get(read.step)!, port: read.port }), port]),
    ),
  )
  const wired = new Set<string>()
  const edges = circuit.edges.flatMap((edge): Edge[] => {
    if (edge.to !== node.id && !gone.has(edge.to)) return [edge]
    const port = portAt.get(edgeKey(edge))
    if (port === undefined || wired.has(port)) return []
    wired.add(port)
    return [{ from: edge.from, to: node.id, port }]
  })

  const one: Document = {
    ...document,
    circuit: { ...circuit, nodes, edges },
    layout: { ...layout, groups: layout.groups.filter(other => other !== group) },
  }
  return { ok: true, document: keptOf(backInPlace(document, one, group, steps, drawnOf)) }
}
