/** Reaches any entry of a large tensor by its row and column. */
import { useState } from 'react'
import { type Cell, parsePlace } from './gridSelection'

interface Props {
  readonly size: { readonly rows: number; readonly columns: number }
  readonly onGo: (cell: Cell) => void
}

export function GoToField({ size, onGo }: Props) {
  const [text, setText] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const { rows, columns } = size
  const go = () => {
    const cell = parsePlace(text, size)
    setRefusal(
      cell
        ? null
        : `There is no entry “${text.trim()}”; rows run from 1 to ${rows}, columns from 1 to ${columns}.`,
    )
    if (cell) onGo(cell)
  }
  return (
    <>
      <input
        className="field tensor-goto"
        aria-label="Go to row, column"
        aria-invalid={refusal !== null}
        placeholder="Go to row, column"
        value={text}
        onChange={event => {
          setText(event.target.value)
          setRefusal(null)
        }}
        onKeyDown={event => event.key === 'Enter' && go()}
      />
      {refusal && (
        <p className="refusal" role="alert">
          {refusal}
        </p>
      )}
    </>
  )
}
