/** A short field that is read when it is left: what cannot be read keeps its text, says why, and changes nothing. */
import './entryField.css'
import { useId, useState } from 'react'
import type { Outcome } from '../../../shared/host'

interface Props<T> {
  readonly label: string
  /** The value as text; shown while nobody types. */
  readonly value: string
  readonly placeholder?: string
  readonly parse: (text: string) => Outcome<T>
  /** One call is one undo entry. */
  readonly onChange: (value: T) => void
}

export function EntryField<T>({ label, value, placeholder, parse, onChange }: Props<T>) {
  const id = useId()
  const [text, setText] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const shown = text ?? value
  const forget = () => {
    setText(null)
    setRefusal(null)
  }
  const commit = () => {
    if (text === null || text.trim() === value) return forget()
    const read = parse(text)
    if (!read.ok) return setRefusal(read.reason)
    forget()
    onChange(read.value)
  }
  return (
    <div className="inspector-entry">
      <label className="caption" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="field"
        spellCheck={false}
        autoComplete="off"
        placeholder={placeholder}
        aria-invalid={refusal !== null}
        aria-describedby={refusal ? `${id}-why` : undefined}
        value={shown}
        onChange={event => {
          setText(event.target.value)
          setRefusal(null)
        }}
        onBlur={commit}
        onKeyDown={event => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter') commit()
          else if (event.key === 'Escape') forget()
        }}
      />
      {refusal && (
        <p className="refusal" role="alert" id={`${id}-why`}>
          {refusal}
        </p>
      )}
    </div>
  )
}
