/** What a grid does with keys, typing and the clipboard: selects, edits one cell at a time, copies and pastes. */
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react'
import { formatExact } from '../../../shared/formula/formatNumber'
import type { Tensor } from '../../../shared/tensor/tensor'
import { at, type Cell, type GridSelection, movedBy, neighbour, rangeOf, within } from './gridSelection'
import { parseNumber } from './numberEntry'
import { pasteInto } from './pasteInto'
import { placeOf, type Sheet, tableOf, withFill, withTable } from './sheet'
import { parseTable, tableText } from './tableText'

export interface CellEdit {
  readonly cell: Cell
  readonly text: string
  /** What stood there when the edit began: leaving it as it is changes nothing. */
  readonly before: string
}

export interface Message {
  readonly text: string
  readonly refusal: boolean
  /** What it speaks of: once that has changed, by an undo for instance, the message is out of date. */
  readonly of: Tensor
}

interface Asked {
  readonly tensor: Tensor
  readonly sheet: Sheet
  /** `null` where the numbers can only be read. Each call is one undo entry. */
  readonly onChange: ((next: Tensor) => void) | null
  /** How many numbers the tensor may come to have; 0 where its shape is fixed. */
  readonly room: number
  readonly page: number
  readonly reveal: (cell: Cell) => void
  readonly focus: () => void
}

export function useGridEditing({ tensor, sheet, onChange, room, page, reveal, focus }: Asked) {
  const [chosen, setChosen] = useState<GridSelection>(at(0, 0))
  const [editing, setEditing] = useState<CellEdit | null>(null)
  const [said, setSaid] = useState<Message | null>(null)
  // Blur arrives after Escape or Enter has ended the edit, and must not end it again.
  const current = useRef<CellEdit | null>(null)
  // While numbers are being entered one after the other, Tab goes to the next cell; otherwise it leaves the grid.
  const entering = useRef(false)
  const selection = within(chosen, sheet)
  const { active } = selection

  const message = said?.of === tensor ? said : null
  const refuse = (text: string) => setSaid({ text, refusal: true, of: tensor })
  const show = (next: CellEdit | null) => {
    current.current = next
    setEditing(next)
  }
  const go = (cell: Cell, extend = false) => {
    setChosen({ anchor: extend ? selection.anchor : cell, active: cell })
    setSaid(null)
    reveal(cell)
  }
  const startEdit = (cell: Cell, typed?: string) => {
    if (!onChange) return
    const before = formatExact(tensor.data[placeOf(sheet, cell.row, cell.column)]!)
    setSaid(null)
    reveal(cell)
    show({ cell, before, text: typed ?? before })
  }
  /** Ends the edit; false when the text is refused, which then stays with its reason. */
  const commit = (): boolean => {
    const edit = current.current
    if (!edit) return true
    if (edit.text.trim() !== edit.before) {
      const number = parseNumber(edit.text)
      if (!number.ok) {
        refuse(number.reason)
        return false
      }
      const { row, column } = edit.cell
      if (!Object.is(number.value, tensor.data[placeOf(sheet, row, column)]))
        onChange?.(
          withTable(tensor, sheet, row, column, {
            rows: 1,
            columns: 1,
            numbers: Float64Array.of(number.value),
          }),
        )
    }
    setSaid(null)
    show(null)
    return true
  }
  const cancel = () => {
    setSaid(null)
    show(null)
    focus()
  }

  const onGridKey = (event: KeyboardEvent) => {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event
    const command = ctrlKey || metaKey
    const taken = () => {
      event.preventDefault()
      event.stopPropagation()
    }
    const target = altKey ? null : movedBy(key, command, active, sheet, page)
    if (target) {
      taken()
      entering.current = false
      go(target, shiftKey)
    } else if (command && key.toLowerCase() === 'a') {
      taken()
      setChosen({ anchor: { row: 0, column: 0 }, active: { row: sheet.rows - 1, column: sheet.columns - 1 } })
    } else if (command && /^[cvx]$/i.test(key)) {
      // The browser answers with a copy or paste event; the window's own commands must not see the key.
      event.stopPropagation()
    } else if (key === 'Delete' || key === 'Backspace') {
      taken()
      if (onChange) onChange(withFill(tensor, sheet, rangeOf(selection), 0))
    } else if (key === 'Tab' && entering.current) {
      const next = neighbour(active, sheet, shiftKey ? -1 : 1)
      if (!next) return
      taken()
      go(next)
    } else if (onChange && (key === 'Enter' || key === 'F2')) {
      taken()
      startEdit(active)
    } else if (onChange && !command && !altKey && key.length === 1 && key !== ' ') {
      taken()
      startEdit(active, key)
    } else if (key === 'Escape' && message) {
      taken()
      setSaid(null)
    }
  }

  const onEditKey = (event: KeyboardEvent) => {
    // The window's commands (save, quick-add …) still see their keys, but never the typing.
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    const { key, shiftKey } = event
    if (key === 'Escape') {
      event.preventDefault()
      cancel()
    } else if (key === 'Enter' || key === 'Tab') {
      const { row, column } = current.current!.cell
      const down = sheet.rows > 1 && row + 1 < sheet.rows ? { row: row + 1, column } : null
      const next =
        key === 'Tab' || sheet.rows === 1 ? neighbour({ row, column }, sheet, shiftKey ? -1 : 1) : down
      event.preventDefault()
      if (!commit()) return
      entering.current = true
      go(next ?? { row, column })
      focus()
    }
  }

  const onCopy = (event: ClipboardEvent) => {
    if (current.current) return
    event.preventDefault()
    event.stopPropagation()
    event.clipboardData.setData('text/plain', tableText(tableOf(tensor, sheet, rangeOf(selection))))
  }
  const onCut = (event: ClipboardEvent) => {
    if (current.current) return
    onCopy(event)
    if (onChange) onChange(withFill(tensor, sheet, rangeOf(selection), 0))
  }
  const onPaste = (event: ClipboardEvent) => {
    if (current.current) return
    event.preventDefault()
    event.stopPropagation()
    if (!onChange) {
      return refuse('These numbers are computed; they change with what is typed into the inputs.')
    }
    const table = parseTable(event.clipboardData.getData('text/plain'))
    const pasted = table.ok ? pasteInto(tensor, sheet, rangeOf(selection), table.value, room) : table
    if (!pasted.ok) return refuse(pasted.reason)
    const { range, note, tensor: next } = pasted.value
    onChange(next)
    setChosen({
      anchor: { row: range.bottom, column: range.right },
      active: { row: range.top, column: range.left },
    })
    setSaid(note ? { text: note, refusal: false, of: next } : null)
  }

  return {
    selection,
    editing,
    message,
    go,
    startEdit,
    commit,
    type: (text: string) => current.current && show({ ...current.current, text }),
    leave: () => {
      entering.current = false
    },
    onGridKey,
    onEditKey,
    onCopy,
    onCut,
    onPaste,
  }
}
