/** While a wire is dragged over a port that cannot take it: the reason, at the pointer. */
import { useConnection } from '@xyflow/react'
import { whyNotWire } from '../../shared/engine/refusal'
import { currentDocument } from '../store/documentStore'

export function RefusalAtPointer() {
  const connection = useConnection()
  if (!connection.inProgress || !connection.toHandle || connection.isValid) return null
  const { fromHandle, toHandle, to } = connection
  const wire = fromHandle.type === 'source' ? [fromHandle, toHandle] : [toHandle, fromHandle]
  const [output, input] = wire as [typeof fromHandle, typeof fromHandle]
  const reason =
    fromHandle.type === toHandle.type
      ? fromHandle.type === 'source'
        ? 'A wire leads from an output into an input; this is another output.'
        : 'A wire leads from an output into an input; this is another input.'
      : whyNotWire(currentDocument(), output.nodeId, input.nodeId, input.id ?? '')
  if (!reason) return null
  return (
    <div className="refusal-tip" role="alert" style={{ left: to.x + 16, top: to.y + 16 }}>
      {reason}
    </div>
  )
}
