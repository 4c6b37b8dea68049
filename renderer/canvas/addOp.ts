/** Puts a new node on the canvas in one undo entry, wired to the loose end or into the wire it was dropped on. */
import type { Edge, NodeId, Point } from '../../shared/document/document'
import { addNode } from '../../shared/document/edit/nodes'
import { connect, insertOnEdge } from '../../shared/document/edit/wires'
import { ops } from '../../shared/ops/index'
import { edit } from '../store/documentStore'
import { type QuickAdd, select } from '../store/sessionStore'
import { entryPort } from './fitting'
import { sizeOfNode } from './geometry'

/** Centred on `at`, snapped to the grid of 4. */
export function addOp(
  opName: string,
  at: Point,
  wire: QuickAdd['wire'] = null,
  onEdge: Edge | null = null,
): NodeId {
  let added: NodeId = ''
  edit(document => {
    const size = sizeOfNode({ id: '', op: opName, name: '', attrs: {} }, 0)
    const snap = (x: number) => Math.round(x / 4) * 4
    const corner = { x: snap(at.x - size.width / 2), y: snap(at.y - size.height / 2) }
    const { document: withNode, id } = addNode(document, { op: opName, at: corner })
    added = id
    if (onEdge) return insertOnEdge(withNode, onEdge.to, onEdge.port, id)
    if (!wire) return withNode
    if ('to' in wire) return connect(withNode, id, wire.to, wire.port)
    const port = entryPort(ops.get(opName)!)
    return port === undefined ? withNode : connect(withNode, wire.from, id, port)
  })
  select([added])
  return added
}
