/** Chooses what is wired into a port, without a mouse: every node, with the reason where it cannot be wired. */
import './sourceField.css'
import { useId, useState } from 'react'
import type { NodeId } from '../../../shared/document/document'
import { connect, disconnect } from '../../../shared/document/edit/wires'
import { whyNotWire } from '../../../shared/engine/refusal'
import { nameToText } from '../../../shared/formula/nameToTex'
import { edit, selectDocument, useDocument } from '../../store/documentStore'

interface Props {
  readonly to: NodeId
  readonly port: string
  readonly from: NodeId | null
}

export function SourceField({ to, port, from }: Props) {
  const document = useDocument(selectDocument)
  const [refusal, setRefusal] = useState<string | null>(null)
  const id = useId()
  const choose = (source: NodeId) => {
    const reason = source === '' ? null : whyNotWire(document, source, to, port)
    setRefusal(reason)
    if (!reason) edit(d => (source === '' ? disconnect(d, to, port) : connect(d, source, to, port)))
  }
  return (
    <>
      <select
        className="field inspector-wire-source"
        aria-label={`What is wired into ${port}`}
        aria-invalid={refusal !== null}
        aria-describedby={refusal ? id : undefined}
        value={from ?? ''}
        onChange={event => choose(event.target.value)}
      >
        <option value="">no wire</option>
        {document.circuit.nodes
          .filter(node => node.id !== to)
          .map(node => (
            <option key={node.id} value={node.id}>
              {nameToText(node.name)}
            </option>
          ))}
      </select>
      {refusal && (
        <p className="refusal" role="alert" id={id}>
          {refusal}
        </p>
      )}
    </>
  )
}
