/** A tensor as a grid of numbers on the fixed colours of the heat scale; only the cells in view are drawn. */
// biome-ignore-all lint/a11y/useSemanticElements: a table cannot draw only the cells in view
import './tensorGrid.css'
import { type MouseEvent, useId, useMemo, useState } from 'react'
import type { Shape, Tensor } from '../../../shared/tensor/tensor'
import { GoToField } from './goToField'
import { GridCells } from './gridCells'
import type { Cell } from './gridSelection'
import { lengthOf } from './gridWindow'
import { entryAt, sheetOf } from './sheet'
import { SliceChooser } from './sliceChooser'
import { useGridEditing } from './useGridEditing'
import { cellHeight, gap, headerHeight, useGridScroll } from './useGridScroll'

interface Props {
  readonly tensor: Tensor
  /** What the numbers are, for people who hear the screen: "value of W₁". */
  readonly label: string
  /** Without it the numbers can only be read. Each call is one undo entry. */
  readonly onChange?: ((next: Tensor) => void) | undefined
  /** How many numbers the tensor may come to have when a larger table is pasted; 0: the shape is fixed. */
  readonly room?: number
  /** The numbers belong to an older circuit. */
  readonly stale?: boolean
  /** Asks where an entry comes from. */
  readonly onExplain?: ((entry: readonly number[]) => void) | undefined
}

export function TensorGrid({ tensor, label, onChange, room = 0, stale = false, onExplain }: Props) {
  const id = useId()
  const [lead, setLead] = useState<readonly number[]>([])
  const sheet = sheetOf(tensor.shape, lead)
  const cellWidth = useMemo(() => cellWidthFor(tensor), [tensor])
  const scroller = useGridScroll(sheet, cellWidth)
  const { ref, x, y, gutter, scrolls, scroll, shift } = scroller
  const grid = useGridEditing({
    tensor,
    sheet,
    room,
    onChange: onChange ?? null,
    page: Math.max(1, Math.floor(y.view / y.pitch) - 1),
    reveal: scroller.reveal,
    focus: () => ref.current?.focus(),
  })
  const { editing, message, selection } = grid
  const header = scrolls ? headerHeight : 0
  const idOf = (row: number, column: number) => `${id}-${row}-${column}`

  const cellUnder = (event: MouseEvent) => {
    const box = ref.current!.getBoundingClientRect()
    const place = (offset: number, { pitch, count }: typeof x) =>
      Math.max(0, Math.min(count - 1, Math.floor(offset / pitch)))
    return {
      row: place(event.clientY - box.top - header + shift.y, y),
      column: place(event.clientX - box.left - gutter + shift.x, x),
    }
  }
  const onMouseDown = (event: MouseEvent) => {
    if (event.button !== 0 || !(event.target as Element).closest('[role=gridcell]')) return
    // A refused text stays where it is, with its reason, until it is put right or given up.
    if (!grid.commit()) event.preventDefault()
    else grid.go(cellUnder(event), event.shiftKey)
  }
  const goTo = (cell: Cell) => {
    grid.go(cell)
    ref.current!.focus()
  }
  const { row, column } = selection.active
  const explain = () => onExplain?.(entryAt(tensor.shape, lead, row, column))
  const editWidth = editing ? Math.min(x.view, Math.max(cellWidth, editing.text.length * 7.6 + 16)) : 0

  return (
    <div className={`tensor${stale ? ' stale' : ''}`}>
      {tensor.shape.length > 2 && <SliceChooser shape={tensor.shape} lead={lead} onChange={setLead} />}
      <div
        ref={ref}
        className="tensor-grid"
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={sheet.rows}
        aria-colcount={sheet.columns}
        aria-readonly={!onChange}
        aria-multiselectable="true"
        aria-activedescendant={idOf(selection.active.row, selection.active.column)}
        style={{ height: header + y.view - gap + (scrolls && lengthOf(x) > x.view ? 12 : 0) }}
        onScroll={scroller.onScroll}
        onMouseDown={onMouseDown}
        onMouseMove={event => event.buttons === 1 && !editing && grid.go(cellUnder(event), true)}
        onDoubleClick={event => (onChange ? grid.startEdit(cellUnder(event)) : explain())}
        onKeyDown={event => {
          if (editing) return grid.onEditKey(event)
          // Where nothing can be typed, Enter asks about the cell.
          if (event.key === 'Enter' && !onChange && onExplain) explain()
          else grid.onGridKey(event)
        }}
        onCopy={grid.onCopy}
        onCut={grid.onCut}
        onPaste={grid.onPaste}
        onBlur={event => event.target === ref.current && grid.leave()}
      >
        <div
          className="tensor-content"
          style={{ width: gutter + lengthOf(x) - (scrolls ? 0 : gap), height: header + lengthOf(y) - gap }}
        >
          <GridCells {...{ tensor, sheet, scroller, cellWidth, selection, idOf }} />
          {editing && (
            <input
              className="tensor-edit"
              // The person has just asked to edit this cell.
              // biome-ignore lint/a11y/noAutofocus: see above
              autoFocus
              aria-label={`row ${editing.cell.row + 1}, column ${editing.cell.column + 1}`}
              aria-invalid={message?.refusal === true}
              spellCheck={false}
              autoComplete="off"
              value={editing.text}
              onFocus={event => editing.text === editing.before && event.target.select()}
              onChange={event => grid.type(event.target.value)}
              onBlur={grid.commit}
              style={{
                width: editWidth,
                height: cellHeight,
                top: header + editing.cell.row * y.pitch + scroll.y - shift.y,
                left:
                  gutter + scroll.x + Math.min(editing.cell.column * x.pitch - shift.x, x.view - editWidth),
              }}
            />
          )}
        </div>
      </div>
      {scrolls && <GoToField size={sheet} onGo={goTo} />}
      {onExplain && (
        <button type="button" className="tensor-explain" onClick={explain}>
          {explainLabel(tensor.shape, row, column)}
        </button>
      )}
      {message && (
        <p
          className={message.refusal ? 'refusal' : 'tensor-note'}
          role={message.refusal ? 'alert' : 'status'}
        >
          {message.text}
        </p>
      )}
    </div>
  )
}

/** The button names the cell that it asks about. */
function explainLabel(shape: Shape, row: number, column: number): string {
  if (shape.length === 0) return 'Explain this number'
  return shape.length === 1 ? `Explain entry ${column + 1}` : `Explain row ${row + 1}, column ${column + 1}`
}

/** Wide enough for every number of the tensor with four digits and a sign; powers of ten need more. */
function cellWidthFor({ data }: Tensor): number {
  for (const x of data) {
    const size = Math.abs(x)
    if (size !== 0 && Number.isFinite(size) && (size < 1e-3 || size >= 1e4)) return 80
  }
  return 61
}
