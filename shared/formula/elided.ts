/** Formulas with all of their numbers filled in, of which large tensors show their corners. */
import type { Shape, Tensor } from '../tensor/tensor'
import { entryOf, shapeIn } from './entry'
import type { Reckoning } from './entryValue'
import { type Index, indexAt, placeAt } from './indices'
import { isScalar } from './names'
import { filledTex, matrixPiece, numberPiece, numberToTex } from './numbers'
import type { Expression } from './parse'
import { atom, type Piece } from './piece'

type Format = (x: number) => string

/** So many rows, columns and slices are shown whole. */
const MOST = { rows: 5, columns: 6, slices: 3 }

/** Which of `size` are shown, in order; `null` is where some are left out before the last. */
const shownOf = (size: number, most: number): readonly (number | null)[] =>
  size <= most
    ? Array.from({ length: size }, (_, i) => i)
    : [...Array.from({ length: most - 2 }, (_, i) => i), null, size - 1]

const sizesTex = (shape: Shape) => shape.join(String.raw` \times `)

/** A tensor as a matrix, of which `at` is asked only for what is shown; with its sizes underneath where that is not all. */
export function elidedPiece(shape: Shape, at: (index: Index) => number, format: Format): Piece {
  if (shape.length === 0) return numberPiece(format(at([])))
  const lead = shape.slice(0, -2)
  const [height, width] = shape.length === 1 ? [1, shape[0]!] : [shape.at(-2)!, shape.at(-1)!]
  const [rows, columns] = [shownOf(height, MOST.rows), shownOf(width, MOST.columns)]
  const slices = shownOf(
    lead.reduce((n, size) => n * size, 1),
    MOST.slices,
  )
  const whole = ![...rows, ...columns, ...slices].includes(null)
  const slice = (first: Index) =>
    matrixPiece(
      rows.map(row =>
        columns.map(column => {
          if (row === null || column === null)
            return row !== null
              ? String.raw`\cdots`
              : column !== null
                ? String.raw`\vdots`
                : String.raw`\ddots`
          return numberToTex(format(at(shape.length === 1 ? [column] : [...first, row, column])))
        }),
      ),
    ).tex
  const only = shape.length <= 2 ? slice([]) : null
  if (only && whole) return { ...atom(only), number: true }
  const all = slices.map(i => (i === null ? String.raw`\cdots` : slice(indexAt(i, lead))))
  const tex = only ?? String.raw`\left[${all.join(String.raw`,\ `)}\right]`
  return { ...atom(`${tex}_{${sizesTex(shape)}}`), number: true, scripted: true }
}

export const elidedTensor = ({ shape, data }: Tensor, format: Format): string =>
  elidedPiece(shape, index => data[placeAt(index, shape)]!, format).tex

/** As `texWithNumbers`, but never without an answer, and without working out more entries than it shows. */
export function elidedTex(e: Expression, scope: Reckoning, format: Format): string {
  const pieces = new Map<Expression, Piece>()
  const scalar = (x: Expression) => isScalar(x, name => scope.shapes[name]?.length === 0)
  const filled = filledTex(e, scalar, scope.attrs, x => {
    const piece =
      pieces.get(x) ?? elidedPiece(shapeIn(scope, x), at => scope.value(entryOf(x, at, scope)), format)
    pieces.set(x, piece)
    return piece
  })
  if (filled === null) throw new Error('internal: a formula with elided numbers did not fit')
  return filled
}
