/** The cells of a grid that are in view, and the numbers of their rows and columns. */
// biome-ignore-all lint/a11y/useSemanticElements: a table cannot draw only the cells in view
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell
import { formatExact, formatNumber } from '../../../shared/formula/formatNumber'
import type { Tensor } from '../../../shared/tensor/tensor'
import { heatColor, heatStrength } from '../../ui/heat'
import { type GridSelection, isIn, rangeOf } from './gridSelection'
import { cellsIn, lengthOf } from './gridWindow'
import { placeOf, type Sheet } from './sheet'
import { cellHeight, type GridScroll, gap, headerHeight } from './useGridScroll'

interface Props {
  readonly tensor: Tensor
  readonly sheet: Sheet
  readonly scroller: GridScroll
  readonly cellWidth: number
  readonly selection: GridSelection
  readonly idOf: (row: number, column: number) => string
}

const indices = ({ start, end }: { start: number; end: number }) =>
  Array.from({ length: end - start }, (_, i) => start + i)

/** Text on a strong colour needs the other ink; where that is differs between the themes (see the style sheet). */
const inkOf = (x: number): string | undefined => {
  if (Number.isNaN(x)) return 'nan'
  const strength = heatStrength(x)
  if (strength < 0.66) return undefined
  return `${x > 0 ? 'pos' : 'neg'}${strength < 0.86 ? '' : ' full'}`
}

export function GridCells({ tensor, sheet, scroller, cellWidth, selection, idOf }: Props) {
  const { x, y, shift, scroll, gutter, scrolls } = scroller
  const rows = indices(cellsIn(y, shift.y))
  const columns = indices(cellsIn(x, shift.x))
  const range = rangeOf(selection)
  // The content is scrolled by `scroll` while its cells are to stand as if scrolled by `shift`.
  const left = (column: number) => gutter + column * x.pitch + scroll.x - shift.x
  const top = (row: number) => row * y.pitch + scroll.y - shift.y
  const size = { width: cellWidth, height: cellHeight }
  return (
    <>
      {scrolls && (
        <div className="tensor-columns" style={{ height: headerHeight }} aria-hidden="true">
          <div className="tensor-corner" style={{ width: gutter }} />
          {columns.map(column => (
            <span key={column} style={{ left: left(column), width: cellWidth }}>
              {column + 1}
            </span>
          ))}
        </div>
      )}
      {scrolls && (
        <div className="tensor-rows" style={{ width: gutter, height: lengthOf(y) - gap }} aria-hidden="true">
          {rows.map(row => (
            <span key={row} style={{ top: top(row), height: cellHeight }}>
              {row + 1}
            </span>
          ))}
        </div>
      )}
      {rows.map(row => (
        <div key={row} role="row" aria-rowindex={row + 1}>
          {columns.map(column => {
            const number = tensor.data[placeOf(sheet, row, column)]!
            const chosen = isIn(range, row, column)
            const active = row === selection.active.row && column === selection.active.column
            const text = formatNumber(number)
            return (
              <div
                key={column}
                id={idOf(row, column)}
                role="gridcell"
                aria-colindex={column + 1}
                aria-selected={chosen}
                aria-label={`row ${row + 1}, column ${column + 1}, ${text}`}
                title={formatExact(number)}
                className={`tensor-cell${chosen ? ' chosen' : ''}${active ? ' active' : ''}${text.length > 10 ? ' long' : ''}`}
                data-ink={inkOf(number)}
                style={{
                  ...size,
                  left: left(column),
                  top: top(row) + (scrolls ? headerHeight : 0),
                  background: heatColor(number),
                }}
              >
                {text}
              </div>
            )
          })}
        </div>
      ))}
    </>
  )
}
