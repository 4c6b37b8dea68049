/** What a chip shows for a tensor of a given shape, decided from the shape alone so that a chip keeps its size as steps play. */
import { type Shape, shapeText, sizeOf, type Tensor } from '../../shared/tensor/tensor'
import type { Size } from './geometry'

/** A tensor within 6 × 6 is shown entry by entry; a larger one by at most 4 × 6 blocks, as its caption takes room too. */
const mostCells = 6
const mostBlockRows = 4
const cell = 11
const pad = 4
const numberWidth = 54

/** Rows and columns of the picture of a shape: leading axes are stacked into rows. */
export function gridOf(shape: Shape): { rows: number; columns: number } {
  const columns = shape.at(-1) ?? 1
  return { rows: sizeOf(shape) / columns, columns }
}

export const isNumber = (shape: Shape): boolean => sizeOf(shape) === 1

export function cellsOf(shape: Shape): { rows: number; columns: number; whole: boolean } {
  const { rows, columns } = gridOf(shape)
  const whole = rows <= mostCells && columns <= mostCells
  return {
    rows: Math.min(rows, whole ? mostCells : mostBlockRows),
    columns: Math.min(columns, mostCells),
    whole,
  }
}

export function chipSize(shape: Shape | null): Size {
  if (shape === null) return { width: 20, height: 18 }
  if (isNumber(shape)) return { width: numberWidth, height: 18 }
  const { rows, columns, whole } = cellsOf(shape)
  const picture = { width: columns * cell + 2 * pad, height: rows * cell + 2 * pad - 1 }
  // A picture by blocks does not tell the size, so the shape stands under it.
  return whole
    ? picture
    : { width: Math.max(picture.width, shapeLabel(shape).length * 6.5 + 8), height: picture.height + 14 }
}

/** `2 × 500`; the caption of a chip, a pill and a wire. */
export const shapeLabel = (shape: Shape): string =>
  shape.length === 0 ? shapeText(shape) : shape.join(' × ')

/** One number per cell, row by row. A block of entries is shown by its entry of largest magnitude (NaN if it holds one). */
export function heatCells({ shape, data }: Tensor): number[] {
  const { rows, columns } = gridOf(shape)
  const grid = cellsOf(shape)
  const cells: number[] = []
  for (let r = 0; r < grid.rows; r++)
    for (let c = 0; c < grid.columns; c++) {
      let strongest = 0
      for (let i = Math.floor((r * rows) / grid.rows); i < Math.floor(((r + 1) * rows) / grid.rows); i++)
        for (
          let j = Math.floor((c * columns) / grid.columns);
          j < Math.floor(((c + 1) * columns) / grid.columns);
          j++
        ) {
          const x = data[i * columns + j]!
          if (Number.isNaN(x) || Math.abs(x) > Math.abs(strongest)) strongest = x
        }
      cells.push(strongest)
    }
  return cells
}
