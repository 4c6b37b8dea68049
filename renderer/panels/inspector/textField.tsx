/** Text edited in place: one visit to the field is one undo entry, or one from save to save. */
import './textField.css'
import { useState } from 'react'
import { beginGesture, commitGesture, selectCircuit, useDocument } from '../../store/documentStore'
import { withSymbols } from '../withSymbols'

interface Props {
  readonly label: string
  readonly placeholder: string
  readonly value: string
  readonly most: number
  readonly className?: string
  /** One line: Enter ends the edit. */
  readonly line?: boolean
  /** Before the first key. */
  readonly onEnter?: () => void
  readonly onChange: (text: string) => void
}

export function TextField({
  label,
  placeholder,
  value,
  most,
  className = '',
  line = false,
  onEnter,
  onChange,
}: Props) {
  const [typing, setTyping] = useState(false)
  const circuit = useDocument(selectCircuit)
  return (
    <textarea
      className={`inspector-text ${className}`}
      aria-label={label}
      placeholder={placeholder}
      rows={1}
      maxLength={most}
      // As typed while one types; with the circuit's symbols while one reads.
      value={typing ? value : withSymbols(value, circuit)}
      onFocus={() => {
        setTyping(true)
        onEnter?.()
      }}
      onBlur={() => {
        setTyping(false)
        commitGesture()
      }}
      onChange={event => {
        // Not with the focus: saving while one types ends the gesture, and what is typed then is the next one.
        beginGesture()
        onChange(line ? event.target.value.replace(/\s*\n\s*/g, ' ') : event.target.value)
      }}
      onKeyDown={event => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape' || (line && event.key === 'Enter')) {
          event.preventDefault()
          event.currentTarget.blur()
        }
      }}
    />
  )
}
