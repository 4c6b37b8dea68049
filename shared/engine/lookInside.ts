/** What is inside one node of a circuit that has run, as a small circuit of its own, with the numbers that go in on both sides. */
import { type CircuitNode, type Document, type Edge, emptyDocument, type NodeId } from '../document/document'
import { expand } from '../document/edit/expand'
import type { DrawnOf } from '../document/edit/makeRoom'
import type { Graph } from './graph'
import { portShapes } from './portShapes'
import type { Run } from './run'

/**
 * The node's inputs are leaves with the values of the run, and its gradient is the seed gradient: run, it gives what is inside. Names are
 * those of the circuit, and of the nodes that expanding it would make; ids are its own. A sentence where it cannot be expanded.
 */
export function lookInside(
  { circuit }: Document,
  graph: Graph,
  run: Run,
  id: NodeId,
  drawnOf: DrawnOf,
): { readonly ok: true; readonly document: Document } | { readonly ok: false; readonly reason: string } {
  const node = circuit.nodes.find(other => other.id === id)
  const known = graph.byId.get(id)
  if (!node || !known) return { ok: false, reason: 'That node is not there any more.' }
  const sources = [...new Set(known.sources.filter(source => source !== null))]
  const leaves = sources.flatMap((source): CircuitNode[] => {
    const { name, needsGradient } = graph.byId.get(source)!
    const value = run.values.get(source)
    const op = needsGradient ? 'input' : 'constant'
    return value ? [{ id: source, op, name, attrs: {}, value }] : []
  })
  if (leaves.length < sources.length) return { ok: false, reason: 'Its inputs have no values yet.' }
  const edges = circuit.edges.filter((edge): edge is Edge => edge.to === id)
  const alone: Document = {
    ...emptyDocument,
    circuit: { nodes: [...leaves, node], edges, root: id, cotangent: run.grads.get(id) ?? null },
    layout: {
      positions: Object.fromEntries(
        [...sources, id].map(own => [own, { x: own === id ? leafRoom.x : 0, y: 0 }]),
      ),
      groups: [],
    },
  }
  const expanded = expand(alone, id, portShapes(graph, id), drawnOf)
  return expanded.ok ? { ok: true, document: withLeaves(expanded.document, sources) } : expanded
}

/** For each leaf, to the right and down. */
const leafRoom = { x: 180, y: 120 }

/** The leaves in a column beside the middle of the rest. */
function withLeaves(document: Document, leaves: readonly NodeId[]): Document {
  const { positions } = document.layout
  const others = Object.entries(positions).flatMap(([id, { y }]) => (leaves.includes(id) ? [] : [y]))
  const middle = (Math.min(...others) + Math.max(...others)) / 2
  const places = leaves.map((id, i) => {
    const y = Math.round(middle + (i - (leaves.length - 1) / 2) * leafRoom.y)
    return [id, { x: 0, y }] as const
  })
  return {
    ...document,
    layout: { groups: [], positions: { ...positions, ...Object.fromEntries(places) } },
  }
}
