/** What a pasted table does to a tensor: fills the selection, is written at its corner, or makes the tensor larger. */
import type { Outcome } from '../../../shared/host'
import { type Shape, sameShape, type Tensor } from '../../../shared/tensor/tensor'
import { shapeWords } from './shapeEntry'
import { type Range, resized, type Sheet, sheetOf, withFill, withTable } from './sheet'
import type { Table } from './tableText'

export interface Pasted {
  readonly tensor: Tensor
  /** What was written, for the selection afterwards. */
  readonly range: Range
  /** Set when the tensor had to grow. */
  readonly note: string | null
}

/** `room` is how many numbers the tensor may come to have; 0 means that its shape is fixed. */
export function pasteInto(
  tensor: Tensor,
  sheet: Sheet,
  selection: Range,
  pasted: Table,
  room: number,
): Outcome<Pasted> {
  if (pasted.numbers.length === 1)
    return {
      ok: true,
      value: { tensor: withFill(tensor, sheet, selection, pasted.numbers[0]!), range: selection, note: null },
    }
  // A column of a spreadsheet is the usual way to bring a vector along.
  const table =
    tensor.shape.length === 1 && pasted.columns === 1 ? { ...pasted, rows: 1, columns: pasted.rows } : pasted
  const { top, left } = selection
  const rows = Math.max(sheet.rows, top + table.rows)
  const columns = Math.max(sheet.columns, left + table.columns)
  const shape = grownShape(tensor.shape, rows, columns)
  if (!sameShape(shape, tensor.shape)) {
    const size = `The clipboard holds ${table.rows} × ${table.columns} numbers`
    if (room === 0 || tensor.shape.length > 2)
      return refused(`${size}; from here only ${sheet.rows - top} × ${sheet.columns - left} fit.`)
    if (rows * columns > room) return refused(`${size}; this document has no room for ${shapeWords(shape)}.`)
  }
  const large = sameShape(shape, tensor.shape) ? tensor : resized(tensor, shape)
  const note =
    large === tensor
      ? null
      : `Resized from ${shapeWords(tensor.shape)} to ${shapeWords(shape)}; undo takes it back.`
  const range = { top, left, bottom: top + table.rows - 1, right: left + table.columns - 1 }
  const where = large === tensor ? sheet : sheetOf(shape, [])
  return { ok: true, value: { tensor: withTable(large, where, top, left, table), range, note } }
}

const refused = (reason: string) => ({ ok: false, reason }) as const

/** A row stays a vector (and a cell a scalar) until a second row arrives. */
function grownShape(shape: Shape, rows: number, columns: number): Shape {
  const [oldRows = 1, oldColumns = 1] = shape.length === 1 ? [1, shape[0]] : shape.slice(-2)
  if (rows === oldRows && columns === oldColumns) return shape
  return rows === 1 && shape.length < 2 ? [columns] : [...shape.slice(0, -2), rows, columns]
}
