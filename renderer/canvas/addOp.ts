/** Puts a new node on the canvas in one undo entry, wired to the loose end or into the wire it was dropped on. */
import type { Document, Edge, NodeId, Point } from '../../shared/document/document'
import { moveNodes } from '../../shared/document/edit/move'
import { addNode, type NewNode } from '../../shared/document/edit/nodes'
import { connect, insertOnEdge } from '../../shared/document/edit/wires'
import { ops } from '../../shared/ops/index'
import type { Shape } from '../../shared/tensor/tensor'
import { edit } from '../store/documentStore'
import { graphFor } from '../store/resultStore'
import { type QuickAdd, select } from '../store/sessionStore'
import { entryPort, portAt } from './fitting'
import { boxesOf, portsOf, type Size, sizeOfNode } from './geometry'

/** Centred on `at`; a node dropped on a wire stands in the middle of it, and what follows makes room. */
export function addOp(
  opName: string,
  at: Point,
  wire: QuickAdd['wire'] = null,
  onEdge: Edge | null = null,
): NodeId {
  const op = ops.get(opName)!
  const bare = { id: '', op: opName, name: '', attrs: {} }
  const size = sizeOfNode(bare, portsOf(bare, []).length)
  let added: NodeId = ''
  edit(document => {
    const room = onEdge ? roomOn(document, onEdge, size) : { document, centre: at.x }
    const corner = { x: Math.round(room.centre - size.width / 2), y: Math.round(at.y - size.height / 2) }
    const leaf = op.kind === 'leaf' && wire && 'to' in wire ? leafFor(document, wire) : {}
    const { document: placed, id } = addNode(room.document, { op: opName, at: corner, ...leaf })
    added = id
    if (onEdge) return insertOnEdge(placed, onEdge.to, onEdge.port, id)
    if (!wire) return placed
    if ('to' in wire) return connect(placed, id, wire.to, wire.port)
    const port = entryPort(op)
    return port === undefined ? placed : connect(placed, wire.from, id, port)
  })
  select([added])
  return added
}

/** On both sides of a node, so that the chips of its wires find a place. */
const gap = 60

/** Moves everything from the wire's target on to the right, as far as the new node needs. */
function roomOn(document: Document, { from, to }: Edge, size: Size): { document: Document; centre: number } {
  const boxes = boxesOf(document)
  const start = boxes.get(from)!.x + boxes.get(from)!.width
  const end = boxes.get(to)!.x
  const missing = Math.max(0, size.width + 2 * gap - (end - start))
  const later = [...boxes].filter(([id, box]) => id !== from && box.x >= end)
  const moved = later.map(([id, { x, y }]) => [id, { x: x + missing, y }] as const)
  return {
    document: missing > 0 && end > start ? moveNodes(document, new Map(moved)) : document,
    centre: (start + Math.max(end, end > start ? end + missing : end)) / 2,
  }
}

/** A leaf that is made for a port is called after it (`b_1`, `gamma`, `x`) and starts with numbers that fit there. */
function leafFor(document: Document, wire: { to: NodeId; port: string }): Pick<NewNode, 'name' | 'value'> {
  const port = portAt(document, wire)
  if (!port) return {}
  const graph = graphFor(document.circuit)
  const target = graph.byId.get(wire.to)
  const known: Record<string, Shape> = {}
  for (const [i, input] of (target?.op?.inputs ?? []).entries()) {
    const shape = graph.byId.get(target?.sources[i] ?? '')?.shape
    if (shape) known[input.name] = shape
  }
  const start = port.start?.(known)
  return {
    name: port.role === 'parameter' && port.name.length === 1 ? `${port.name}_1` : port.name,
    // Every leaf draws other numbers.
    ...(start && { value: { ...start, seed: document.circuit.nodes.length } }),
  }
}
