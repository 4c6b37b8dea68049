/** The flat sheet that a grid shows of a tensor: its last two axes, at one place along the others. */
import { type Shape, sizeOf, type Tensor, zeros } from '../../../shared/tensor/tensor'
import type { Table } from './tableText'

export interface Sheet {
  readonly rows: number
  readonly columns: number
  /** Where the sheet's first entry stands in the tensor's data. */
  readonly offset: number
}

/** Counts from 0, both ends included. */
export interface Range {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** A scalar is one cell, a vector one row; `lead` is the place along each axis before the last two. */
export function sheetOf(shape: Shape, lead: readonly number[]): Sheet {
  const [rows = 1, columns = 1] = shape.length === 1 ? [1, shape[0]] : shape.slice(-2)
  const which = shape
    .slice(0, -2)
    .reduce((place, size, axis) => place * size + Math.min(lead[axis] ?? 0, size - 1), 0)
  return { rows, columns, offset: which * rows * columns }
}

export const placeOf = ({ columns, offset }: Sheet, row: number, column: number): number =>
  offset + row * columns + column

/** The index, one number per axis, of a cell of the sheet at `lead`. */
export const entryAt = (
  shape: Shape,
  lead: readonly number[],
  row: number,
  column: number,
): readonly number[] => [
  ...shape.slice(0, -2).map((size, axis) => Math.min(lead[axis] ?? 0, size - 1)),
  ...[row, column].slice(shape.length >= 2 ? 0 : 2 - shape.length),
]

/** The entries of a range of the sheet, copied out. */
export function tableOf({ data }: Tensor, sheet: Sheet, { top, left, bottom, right }: Range): Table {
  const [rows, columns] = [bottom - top + 1, right - left + 1]
  const numbers = new Float64Array(rows * columns)
  for (let row = 0; row < rows; row++) {
    const from = placeOf(sheet, top + row, left)
    numbers.set(data.subarray(from, from + columns), row * columns)
  }
  return { rows, columns, numbers }
}

/** The tensor with a table written into the sheet; the table must fit. */
export function withTable(
  { shape, data }: Tensor,
  sheet: Sheet,
  top: number,
  left: number,
  table: Table,
): Tensor {
  const out = data.slice()
  for (let row = 0; row < table.rows; row++)
    out.set(
      table.numbers.subarray(row * table.columns, (row + 1) * table.columns),
      placeOf(sheet, top + row, left),
    )
  return { shape, data: out }
}

/** The tensor with every entry of a range set to `x`. */
export function withFill(
  { shape, data }: Tensor,
  sheet: Sheet,
  { top, left, bottom, right }: Range,
  x: number,
): Tensor {
  const out = data.slice()
  for (let row = top; row <= bottom; row++)
    out.fill(x, placeOf(sheet, row, left), placeOf(sheet, row, right) + 1)
  return { shape, data: out }
}

/** The tensor in another shape: entries at places that both shapes have are kept (axes align at the last), others are 0. */
export function resized(x: Tensor, shape: Shape): Tensor {
  const rank = Math.max(x.shape.length, shape.length)
  const from = [...new Array<number>(rank - x.shape.length).fill(1), ...x.shape]
  const to = [...new Array<number>(rank - shape.length).fill(1), ...shape]
  const both = from.map((size, axis) => Math.min(size, to[axis]!))
  const out = zeros(shape)
  const run = both.at(-1) ?? 1
  const outer = both.slice(0, -1)
  const index = outer.map(() => 0)
  for (let left = sizeOf(outer); left > 0; left--) {
    const flat = (sizes: readonly number[]) =>
      [...index, 0].reduce((place, i, axis) => place * (sizes[axis] ?? 1) + i, 0)
    const start = flat(from)
    out.data.set(x.data.subarray(start, start + run), flat(to))
    for (let axis = outer.length - 1; axis >= 0 && ++index[axis]! === outer[axis]; axis--) index[axis] = 0
  }
  return out
}
