/** Rows found by index: one-hot rows, rows of a table, and gradients added back to the rows that were read. */
import { apply, type Kernel } from './kernel'
import { type Shape, sizeOf, type Tensor } from './tensor'

/** An index names a row if it is a whole number from 0 to rows − 1. Any other makes NaN, so that it is found. */
const isRow = (index: number, rows: number): boolean => Number.isInteger(index) && index >= 0 && index < rows

const oneHotKernel: Kernel<{ readonly classes: number }, number> = {
  name: 'oneHot',
  prepare: ({ options }) => options.classes,
  run: (out, [indices], classes) => {
    out.fill(0)
    for (const [i, index] of indices!.entries())
      if (isRow(index, classes)) out[i * classes + index] = 1
      else out.fill(Number.NaN, i * classes, (i + 1) * classes)
  },
}

/** Indices of any shape S become rows (S, classes) with a 1 at the index and 0 elsewhere. */
export const oneHot = (indices: Tensor, classes: number): Tensor =>
  apply(oneHotKernel, [indices], [...indices.shape, classes], { classes })

/** How many rows the table has, and how long they are. */
type Table = readonly [rows: number, width: number]
const tableOf = ([rows, width]: Shape): Table => [rows!, width!]

const rowsKernel: Kernel<Record<never, never>, Table> = {
  name: 'rowsAt',
  prepare: ({ inputs: [table] }) => tableOf(table!),
  run: (out, [table, indices], [rows, width]) => {
    for (const [i, index] of indices!.entries())
      if (isRow(index, rows)) out.set(table!.subarray(index * width, (index + 1) * width), i * width)
      else out.fill(Number.NaN, i * width, (i + 1) * width)
  },
}

/** `table[indices]`: a table (V, D) and indices of any shape S give (S, D). */
export const rowsAt = (table: Tensor, indices: Tensor): Tensor =>
  apply(rowsKernel, [table, indices], [...indices.shape, table.shape[1]!], {})

const addKernel: Kernel<{ readonly rows: number }, Table> = {
  name: 'addToRows',
  prepare: ({ shape }) => tableOf(shape),
  run: (out, [g, indices], [rows, width]) => {
    out.fill(0)
    for (const [i, index] of indices!.entries()) {
      if (!isRow(index, rows)) continue
      let to = index * width
      for (let from = i * width; from < (i + 1) * width; from++, to++) out[to] = out[to]! + g![from]!
    }
  },
}

/** The adjoint of `rowsAt` in the table: (rows, D), with each row of `g` added where it was read, in order. */
export const addToRows = (g: Tensor, indices: Tensor, rows: number): Tensor =>
  apply(addKernel, [g, indices], [rows, sizeOf(g.shape) / sizeOf(indices.shape)], { rows })
