/** Copy and paste: a fragment is itself a small document, so the clipboard holds it as the text of a circuit file. */
import {
  type CircuitNode,
  type Document,
  emptyDocument,
  type Group,
  type NodeId,
  type Point,
} from '../document'
import { membersOf } from './kept'
import { freshIds, nextFree } from './names'
import { placed, whyNotPaste } from './room'

/** These nodes, the wires among them, their places, and the groups that they hold whole. */
export function fragmentOf(document: Document, ids: Iterable<NodeId>): Document {
  const wanted = new Set(ids)
  const nodes = document.circuit.nodes.filter(node => wanted.has(node.id))
  const edges = document.circuit.edges.filter(edge => wanted.has(edge.from) && wanted.has(edge.to))
  const positions = Object.fromEntries(
    Object.entries(document.layout.positions).filter(([id]) => wanted.has(id)),
  )
  const groups = document.layout.groups.filter(group => membersOf(group).every(id => wanted.has(id)))
  return {
    ...emptyDocument,
    circuit: { nodes, edges, root: null, cotangent: null },
    layout: { positions, groups },
  }
}

/** The top-left corner of what the document holds; the origin when it is empty. */
export function cornerOf({ layout }: Document): Point {
  const places = Object.values(layout.positions)
  if (places.length === 0) return { x: 0, y: 0 }
  return places.reduce((corner, { x, y }) => ({ x: Math.min(corner.x, x), y: Math.min(corner.y, y) }))
}

/**
 * Adds the fragment with its `cornerOf` at `at`, under fresh ids and names; its inner wires and values come along. A fragment
 * that `whyNotPaste` refuses changes nothing.
 */
export function pasteFragment(
  document: Document,
  fragment: Document,
  at: Point,
): { document: Document; ids: NodeId[] } {
  const { circuit, layout } = document
  if (fragment.circuit.nodes.length === 0 || whyNotPaste(document, fragment)) return { document, ids: [] }
  const ids = freshIds(circuit, fragment.circuit.nodes.length)
  const idOf = new Map(fragment.circuit.nodes.map((node, i) => [node.id, ids[i]!]))
  const taken = new Set(circuit.nodes.map(node => node.name))
  const nodes = fragment.circuit.nodes.map((node): CircuitNode => {
    const name = nextFree(taken, node.name)
    taken.add(name)
    return { ...node, id: idOf.get(node.id)!, name }
  })
  const edges = fragment.circuit.edges.map(({ from, to, port }) => ({
    from: idOf.get(from)!,
    to: idOf.get(to)!,
    port,
  }))
  const corner = cornerOf(fragment)
  const places = fragment.circuit.nodes.map(({ id }): [NodeId, Point] => {
    const { x, y } = fragment.layout.positions[id] ?? corner
    return [idOf.get(id)!, placed({ x: at.x + x - corner.x, y: at.y + y - corner.y })]
  })
  const groups = fragment.layout.groups.map(
    ({ out, steps, ...group }): Group => ({
      ...group,
      at: placed({ x: at.x + group.at.x - corner.x, y: at.y + group.at.y - corner.y }),
      out: idOf.get(out)!,
      steps: Object.fromEntries(Object.entries(steps).map(([step, id]) => [step, idOf.get(id)!])),
    }),
  )
  return {
    ids,
    document: {
      ...document,
      circuit: { ...circuit, nodes: [...circuit.nodes, ...nodes], edges: [...circuit.edges, ...edges] },
      layout: {
        positions: { ...layout.positions, ...Object.fromEntries(places) },
        groups: [...layout.groups, ...groups],
      },
    },
  }
}
