/** Whether a wire that is being dragged is possible, and, over a port that cannot take it, the reason at the pointer. */
import { useConnection, useStore } from '@xyflow/react'
import type { Document, NodeId } from '../../shared/document/document'
import { whyNotWire } from '../../shared/engine/refusal'
import { currentDocument } from '../store/documentStore'

let asked: { document: Document; wire: string; reason: string | null } | null = null

/** Remembers its last answer: a pointer that rests over a port asks at every move, twice. */
export function refusalOf(from: NodeId, to: NodeId, port: string): string | null {
  const document = currentDocument()
  const wire = `${from} ${to} ${port}`
  if (asked?.document !== document || asked.wire !== wire)
    asked = { document, wire, reason: whyNotWire(document, from, to, port) }
  return asked.reason
}

export function RefusalAtPointer() {
  const connection = useConnection()
  const [left, top, zoom] = useStore(state => state.transform)
  if (!connection.inProgress || !connection.toHandle || connection.isValid) return null
  const { fromHandle, toHandle, to } = connection
  const same = fromHandle.type === toHandle.type
  const [output, input] = fromHandle.type === 'source' ? [fromHandle, toHandle] : [toHandle, fromHandle]
  const reason = same
    ? `A wire leads from an output into an input; this is another ${output === fromHandle ? 'output' : 'input'}.`
    : refusalOf(output.nodeId, input.nodeId, input.id ?? '')
  if (!reason) return null
  return (
    <div
      className="refusal-tip"
      role="alert"
      style={{ left: to.x * zoom + left + 16, top: to.y * zoom + top + 16 }}
    >
      {reason}
    </div>
  )
}
