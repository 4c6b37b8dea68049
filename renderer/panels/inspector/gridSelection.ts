/** The selected cells of a grid: a rectangle between where the selection began and the active cell. Counts from 0. */
import type { Range } from './sheet'

export interface Cell {
  readonly row: number
  readonly column: number
}

export interface GridSelection {
  readonly anchor: Cell
  readonly active: Cell
}

export const at = (row: number, column: number): GridSelection => ({
  anchor: { row, column },
  active: { row, column },
})

export const rangeOf = ({ anchor, active }: GridSelection): Range => ({
  top: Math.min(anchor.row, active.row),
  left: Math.min(anchor.column, active.column),
  bottom: Math.max(anchor.row, active.row),
  right: Math.max(anchor.column, active.column),
})

export const isIn = ({ top, left, bottom, right }: Range, row: number, column: number): boolean =>
  row >= top && row <= bottom && column >= left && column <= right

interface Size {
  readonly rows: number
  readonly columns: number
}

/** The selection kept inside a grid that has become smaller. */
export function within({ anchor, active }: GridSelection, { rows, columns }: Size): GridSelection {
  const clamp = ({ row, column }: Cell): Cell => ({
    row: Math.min(row, rows - 1),
    column: Math.min(column, columns - 1),
  })
  return { anchor: clamp(anchor), active: clamp(active) }
}

/** What a key that moves does to the active cell; `null` for any other key. `page` is how many rows are in view. */
export function movedBy(
  key: string,
  far: boolean,
  { row, column }: Cell,
  { rows, columns }: Size,
  page: number,
): Cell | null {
  const to = (r: number, c: number): Cell => ({
    row: Math.max(0, Math.min(rows - 1, r)),
    column: Math.max(0, Math.min(columns - 1, c)),
  })
  switch (key) {
    case 'ArrowLeft':
      return to(row, far ? 0 : column - 1)
    case 'ArrowRight':
      return to(row, far ? columns : column + 1)
    case 'ArrowUp':
      return to(far ? 0 : row - 1, column)
    case 'ArrowDown':
      return to(far ? rows : row + 1, column)
    case 'Home':
      return to(far ? 0 : row, 0)
    case 'End':
      return to(far ? rows : row, columns)
    case 'PageUp':
      return to(row - page, column)
    case 'PageDown':
      return to(row + page, column)
    default:
      return null
  }
}

/** The next cell in reading order (`by` 1) or the one before (−1); `null` past either end. */
export function neighbour({ row, column }: Cell, { rows, columns }: Size, by: 1 | -1): Cell | null {
  const place = row * columns + column + by
  return place < 0 || place >= rows * columns
    ? null
    : { row: Math.floor(place / columns), column: place % columns }
}

/** Reads `2, 3`, `[2, 3]` or `3` (in a single row: its column) as a cell; places count from 1 as in a matrix. */
export function parsePlace(text: string, { rows, columns }: Size): Cell | null {
  const parts = text
    .replace(/[[\]()]/g, ' ')
    .trim()
    .split(/\s*[,;]\s*|\s+/)
  if (parts.length > 2 || parts.some(part => !/^\d+$/.test(part))) return null
  const [row, column] = (parts.length === 2 ? parts : rows === 1 ? ['1', ...parts] : [...parts, '1']).map(
    Number,
  ) as [number, number]
  return row >= 1 && row <= rows && column >= 1 && column <= columns
    ? { row: row - 1, column: column - 1 }
    : null
}
