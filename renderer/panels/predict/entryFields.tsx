/** The fields of a question: one per asked entry, as the matrix stands, or one below the other with their places. */
import './entryFields.css'
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef } from 'react'
import type { Hidden } from '../../../shared/document/document'
import type { Question } from '../../../shared/engine/predictionAsked'
import { idOf, typeEntries, usePredict } from '../../store/predictStore'
import { CheckIcon, CloseIcon } from '../../ui/icons'
import { entryLabel, pastedEntries } from './entries'

interface Props {
  readonly hidden: Hidden
  readonly question: Question
  readonly label: string
  /** Which entries of the last answer were right. */
  readonly marks: readonly boolean[] | null
  /** The field that could not be read. */
  readonly refused: number | null
  readonly onCheck: () => void
  readonly onRefuse: (reason: string) => void
}

const none: readonly string[] = []

export function EntryFields({ hidden, question, label, marks, refused, onCheck, onRefuse }: Props) {
  const { entries, shape, isWhole } = question
  const typed = usePredict(state => state.typed[idOf(hidden)] ?? none)
  const texts = typed.length === entries.length ? typed : entries.map(() => '')
  const fields = useRef<HTMLDivElement>(null)
  const focus = (i: number) => focusField(fields.current, i)
  const isOpened = usePredict(state => state.focusOn === idOf(hidden))
  useEffect(() => {
    if (!isOpened) return
    focusField(fields.current, 0)
    usePredict.setState({ focusOn: null })
  }, [isOpened])
  useEffect(() => {
    if (refused !== null) focusField(fields.current, refused)
  }, [refused])

  const columns = isWhole ? (shape.at(-1) ?? 1) : 1
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>, i: number) => {
    if (event.nativeEvent.isComposing) return
    const { key, currentTarget: field } = event
    const { selectionStart: start, selectionEnd: end, value } = field
    const allChosen = start === 0 && end === value.length
    const atStart = allChosen || (start === 0 && end === 0)
    const atEnd = allChosen || start === value.length
    const by =
      key === 'ArrowDown'
        ? columns
        : key === 'ArrowUp'
          ? -columns
          : key === 'ArrowRight' && atEnd
            ? 1
            : key === 'ArrowLeft' && atStart
              ? -1
              : 0
    if (key === 'Enter') onCheck()
    else if (by !== 0 && entries[i + by] !== undefined) focus(i + by)
    else return
    event.preventDefault()
  }
  const onPaste = (event: ClipboardEvent) => {
    // The window's own paste is about nodes.
    event.stopPropagation()
    const pasted = pastedEntries(event.clipboardData.getData('text/plain'), question)
    if (!pasted) return
    event.preventDefault()
    if (pasted.ok) typeEntries(hidden, pasted.value)
    else onRefuse(pasted.reason)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in every browser
    <div
      ref={fields}
      className="predict-fields"
      role="group"
      aria-label={`Your answer: ${label}`}
      data-places={!isWhole || undefined}
      style={isWhole ? { gridTemplateColumns: `repeat(${columns}, 84px)` } : undefined}
    >
      {entries.map((place, i) => {
        const mark = marks?.[i]
        const name = entryLabel(question, i)
        return (
          <label key={place} className="predict-entry">
            {!isWhole && <span className="predict-place">{name}</span>}
            <span
              className="predict-field"
              data-mark={mark === undefined ? undefined : mark ? 'right' : 'wrong'}
            >
              <input
                className="field"
                aria-label={mark === undefined ? name : `${name}, ${mark ? 'right' : 'wrong'}`}
                aria-invalid={refused === i || mark === false || undefined}
                spellCheck={false}
                autoComplete="off"
                value={texts[i]}
                onChange={event => typeEntries(hidden, texts.with(i, event.target.value))}
                onKeyDown={event => onKeyDown(event, i)}
                onPaste={onPaste}
              />
              {mark !== undefined && (mark ? <CheckIcon /> : <CloseIcon />)}
            </span>
          </label>
        )
      })}
    </div>
  )
}

/** With its text selected, so that typing replaces it. */
function focusField(fields: HTMLElement | null, i: number) {
  const field = fields?.querySelectorAll('input')[i]
  field?.focus()
  field?.select()
}
