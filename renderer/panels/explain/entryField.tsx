/** Chooses the entry of a tensor that is explained; empty explains the whole. */
import { useState } from 'react'
import type { Asked } from '../../../shared/engine/quantity'
import type { Shape } from '../../../shared/tensor/tensor'
import { ask } from '../../store/explainStore'
import { entryText, readEntry } from './entryText'

export function EntryField({ asked, shape }: { asked: Asked; shape: Shape }) {
  const [text, setText] = useState(entryText(asked.entry))
  const [refusal, setRefusal] = useState<string | null>(null)
  const commit = () => {
    const read = readEntry(text, shape)
    if (!read.ok) return setRefusal(read.reason)
    setRefusal(null)
    ask({ quantity: asked.quantity, entry: read.entry })
  }
  return (
    <>
      <label className="explain-entry">
        Entry
        <input
          className="field"
          aria-invalid={refusal !== null}
          placeholder={
            shape.length === 1 ? 'all; i' : `all; ${['i', 'j', 'k', 'l'].slice(0, shape.length).join(', ')}`
          }
          value={text}
          spellCheck={false}
          onChange={event => {
            setText(event.target.value)
            setRefusal(null)
          }}
          onBlur={commit}
          onKeyDown={event => event.key === 'Enter' && commit()}
        />
      </label>
      {refusal && (
        <p className="refusal" role="alert">
          {refusal}
        </p>
      )}
    </>
  )
}
