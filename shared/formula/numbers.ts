/** The same formula with its numbers filled in, where they fit. */
import type { Attrs } from '../ops/op'
import { sizeOf, type Tensor } from '../tensor/tensor'
import { evaluate, type Scope } from './evaluate'
import { gradientParts } from './gradientParts'
import { isScalar } from './names'
import type { Expression } from './parse'
import { level, type Piece } from './piece'
import { typeset } from './tex'

/** The largest tensor that is still written out. */
export interface Limit {
  readonly entries: number
  readonly rows: number
  readonly columns: number
}
const usual: Limit = { entries: 12, rows: 4, columns: 6 }

/**
 * TeX of the formula with values instead of names: a gradient rule shows the upstream gradient and each local factor,
 * computed; any other formula shows the value of each name. `format` writes one number (as `formatNumber` does).
 * `null` when a tensor is larger than `limit` or has more than two axes.
 */
export function texWithNumbers(
  e: Expression,
  scope: Scope,
  format: (x: number) => string,
  limit: Limit = usual,
): string | null {
  const scalar = (x: Expression) => isScalar(x, name => scope.values[name]?.shape.length === 0)
  return filledTex(e, scalar, scope.attrs, x => tensorPiece(evaluate(x, scope), format, limit))
}

/** The formula with `piece` instead of names and factors; `null` once that has none. */
export function filledTex(
  e: Expression,
  scalar: (e: Expression) => boolean,
  attrs: Attrs,
  piece: (e: Expression) => Piece | null,
): string | null {
  const parts = gradientParts(e, scalar)
  let fits = true
  const shown = (x: Expression): boolean =>
    x.kind === 'name' ||
    (x.kind === 'call' && asOne.has(x.fn)) ||
    (!!parts && (x === parts.before || x === parts.after))
  const tex = typeset(parts?.rule ?? e, {
    scalar,
    label: () => null,
    attrs,
    piece: x => {
      if (!fits || !shown(x)) return fits ? null : nothing
      const found = piece(x)
      fits &&= found !== null
      return found ?? nothing
    },
  })
  return fits ? tex : null
}

/** Calls whose value stands instead of them: a count, and a vector as it lies in a product. */
const asOne: ReadonlySet<string> = new Set(['count', 'column', 'row'])

/** A scalar as a number, a vector as one row, a matrix in brackets; `null` when it is larger than `limit`. */
export const tensorToTex = (x: Tensor, format: (x: number) => string, limit: Limit = usual): string | null =>
  tensorPiece(x, format, limit)?.tex ?? null

/** Stands in once a tensor did not fit and the text is thrown away. */
const nothing: Piece = { tex: '', level: level.atom }

function tensorPiece({ shape, data }: Tensor, format: (x: number) => string, limit: Limit): Piece | null {
  if (shape.length === 0) return numberPiece(format(data[0]!))
  const [rows, columns] = shape.length === 1 ? [1, shape[0]!] : [shape[0]!, shape[1]!]
  if (shape.length > 2 || rows > limit.rows || columns > limit.columns || sizeOf(shape) > limit.entries)
    return null
  const cells = Array.from(data, x => numberToTex(format(x)))
  return matrixPiece(
    Array.from({ length: rows }, (_, row) => cells.slice(row * columns, (row + 1) * columns)),
  )
}

/** A number, from the text of `formatNumber`. */
export function numberPiece(text: string): Piece {
  const tex = numberToTex(text)
  const minus = tex.startsWith('-')
  const tightness = minus ? level.negative : tex.includes('10^') ? level.product : level.atom
  return { tex, level: tightness, minus, number: true }
}

/** A matrix of cells that are TeX already. */
export const matrixPiece = (rows: readonly (readonly string[])[]): Piece => ({
  tex: String.raw`\begin{bmatrix}${rows.map(row => row.join(' & ')).join(String.raw` \\ `)}\end{bmatrix}`,
  level: level.atom,
  number: true,
})

/** The text of `formatNumber` in mathematics: `1.235e−5` is 1.235 · 10⁻⁵. */
export function numberToTex(text: string): string {
  const tex = text
    .replaceAll('−', '-')
    .replace('∞', String.raw`\infty`)
    .replace('NaN', String.raw`\mathrm{NaN}`)
  return tex.replace(/^(.*\d)e(-?\d+)$/, String.raw`$1 \cdot 10^{$2}`)
}
