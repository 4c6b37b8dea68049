/** The picture of a checked tensor: one cell per entry, or where there are too many, per entry that was looked at. */
import type { LeafCheck, LeftOut } from '../../../shared/engine/check'
import { type Comparison, type Verdict, verdictOf } from '../../../shared/engine/checkVerdict'
import type { Precision } from '../../../shared/engine/ground'
import { type Shape, sizeOf } from '../../../shared/tensor/tensor'

export interface Cell {
  readonly index: number
  /** `null` where it was not looked at. */
  readonly found: Comparison | LeftOut | null
}

export interface Cells {
  readonly columns: number
  readonly cells: readonly Cell[]
  /** Each cell stands where its entry stands in the tensor. */
  readonly inPlace: boolean
  /** How many of those that were looked at have no cell: none of them is worse. */
  readonly left: number
}

export const most = { columns: 24, cells: 384 } as const

export function errorCells({ comparisons, strays }: LeafCheck, shape: Shape, precision: Precision): Cells {
  const columns = shape.at(-1) ?? 1
  const size = sizeOf(shape)
  const looked = [...comparisons, ...strays].sort((a, b) => a.index - b.index)
  if (columns <= most.columns && size <= most.cells) {
    const found = new Map(looked.map(entry => [entry.index, entry]))
    const cells = Array.from({ length: size }, (_, index) => ({ index, found: found.get(index) ?? null }))
    return { columns, cells, inPlace: true, left: 0 }
  }
  const kept = new Set([...worstFirst(comparisons, precision), ...strays].slice(0, most.cells))
  const cells = looked.filter(entry => kept.has(entry)).map(found => ({ index: found.index, found }))
  return { columns, cells, inPlace: false, left: looked.length - cells.length }
}

const order: Readonly<Record<Verdict, number>> = { fail: 0, warn: 1, pass: 2, vacuous: 3 }
const sorted = new WeakMap<readonly Comparison[], readonly Comparison[]>()

/** By the verdict, then by the relative error; sorted once for each check, as there may be many thousands. */
export function worstFirst(comparisons: readonly Comparison[], precision: Precision): readonly Comparison[] {
  const known = sorted.get(comparisons)
  if (known) return known
  const ranked = comparisons
    .map(entry => ({
      entry,
      rank: order[verdictOf(entry, precision)],
      error: Number.isNaN(entry.relative) ? Number.MAX_VALUE : entry.relative,
    }))
    .sort((a, b) => a.rank - b.rank || b.error - a.error)
    .map(({ entry }) => entry)
  sorted.set(comparisons, ranked)
  return ranked
}

/** How strong a relative error is shown: 0.15 for 1e-16 and below, 1 for 1 and above, evenly by its power of ten. */
export const strengthOf = (relative: number): number =>
  Number.isNaN(relative) ? 1 : Math.min(1, Math.max(0.15, 1 + (0.85 * Math.log10(relative)) / 16))
