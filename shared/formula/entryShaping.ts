/** Entries of what only moves entries: each is the entry of another place, or a 0 or 1. */
import type { Attrs } from '../ops/op'
import { type Shape, zeros } from '../tensor/tensor'
import { type Entry, type Maker, number } from './entryTree'
import { type Index, placeAt } from './indices'
import type { Expression } from './parse'
import { type ShapingFunction, shaped, shapingSource } from './shaping'

let drawn: { readonly of: string; readonly mask: Float64Array } | null = null

/** Dropout's mask is a matter of the shape, p and the seed. It is drawn whole, so the last one is kept. */
function maskOf(shape: Shape, attrs: Attrs): Float64Array {
  const of = JSON.stringify([shape, attrs.p, attrs.seed])
  if (drawn?.of !== of) drawn = { of, mask: shaped('mask', [zeros(shape)], attrs).data }
  return drawn.mask
}

export function shapingEntry(
  fn: ShapingFunction,
  args: readonly Expression[],
  index: Index,
  { of, shape, attrs, value }: Maker,
): Entry {
  const x = args[0]!
  switch (fn) {
    case 'rows':
      return number(shape(x)[0]!)
    case 'mask': {
      const own = shape(x)
      return number(maskOf(own, attrs)[placeAt(index, own)]!)
    }
    case 'oneHot': {
      const column = index.at(-1)!
      const chosen = of(x, index.slice(0, -1))
      if (!isRow(value(chosen), value(of(args[1]!, [])))) return number(Number.NaN)
      return { kind: 'indicator', relation: '=', left: chosen, right: number(column) }
    }
    case 'lookup': {
      const row = value(of(args[1]!, index.slice(0, -1)))
      return isRow(row, shape(x)[0]!) ? of(x, [row, index.at(-1)!]) : number(Number.NaN)
    }
    default: {
      const from = shapingSource(fn, args.map(shape), index, attrs)
      return from ? of(args[from.arg]!, from.index) : number(0)
    }
  }
}

const isRow = (row: number, rows: number) => Number.isInteger(row) && row >= 0 && row < rows
