/** Holds what the displayed formula gives against the run's own numbers. */
import { downstreamEntry, shapeIn } from '../formula/entry'
import type { Reckoning } from '../formula/entryValue'
import { type Index, indexAt, placeAt } from '../formula/indices'
import { childrenOf, type Expression } from '../formula/parse'
import { isShaping } from '../formula/shaping'
import { isWindowed } from '../formula/windows'
import { sumTo } from '../tensor/broadcast'
import { scalar, sizeOf, type Tensor } from '../tensor/tensor'
import type { Result } from './answered'
import { sampleOf } from './checkSample'

const TOLERANCE = 1e-12
/** Entries that are looked at one by one where the whole would take too long, or does not agree at once. */
const LOOKED_AT = 24
/** Steps of arithmetic that are done at once in a click's time. */
export const MOST_WORK = 3e6

type Compared = Omit<Result, 'tex' | 'engine' | 'remark'>

/** One entry, or all of them as far as that is cheap. A formula of a gradient is summed back to the shape of `engine`. */
export function compare(e: Expression, scope: Reckoning, engine: Tensor, entry: Index | null): Compared {
  const of = engine.data.length
  if (entry) {
    const read = readEntry(e, scope, engine, placeAt(entry, engine.shape))
    return { ...read, shown: scalar(read.value), compared: 1, of: 1 }
  }
  if (workOf(e, scope) > MOST_WORK) {
    const places = sampleOf(of, LOOKED_AT, 1)
    return {
      ...together(places.map(place => readEntry(e, scope, engine, place))),
      shown: null,
      compared: places.length,
      of,
    }
  }
  const shown = sumTo(scope.whole(e), engine.shape)
  const { apart, difference } = apartOf(shown, engine, 0)
  // Long sums round: these are added up again with care, before anything is said.
  const agrees = apart.length <= LOOKED_AT && apart.every(place => readEntry(e, scope, engine, place).agrees)
  return { shown, agrees, difference, compared: of, of }
}

/** Every entry; `scale` is how large the numbers were that were added up. */
export function compareTensors(shown: Tensor, engine: Tensor, scale = 0) {
  const { apart, difference } = apartOf(shown, engine, scale)
  return { shown, agrees: apart.length === 0, difference }
}

/** The places at which two tensors of one shape are not the same, and by how much they differ at most. */
function apartOf({ data }: Tensor, engine: Tensor, scale: number) {
  const apart: number[] = []
  let most = 0
  for (const [place, x] of data.entries()) {
    const own = engine.data[place]!
    const difference = differenceOf(x, own)
    if (difference > TOLERANCE * Math.max(sizeOfBoth(x, own), scale)) apart.push(place)
    most = Math.max(most, difference)
  }
  return { apart, difference: most }
}

interface Read {
  readonly value: number
  readonly agrees: boolean
  readonly difference: number
}

function readEntry(e: Expression, scope: Reckoning, engine: Tensor, place: number): Read {
  const value = scope.value(downstreamEntry(e, indexAt(place, engine.shape), engine.shape, scope))
  const own = engine.data[place]!
  const difference = differenceOf(value, own)
  const size = Math.max(sizeOfBoth(value, own), finite(scope.scale()))
  return { value, difference, agrees: difference <= TOLERANCE * size }
}

const finite = (x: number) => (Number.isFinite(x) ? Math.abs(x) : 0)
const sizeOfBoth = (a: number, b: number) => Math.max(1, finite(a), finite(b))

const together = (reads: readonly Read[]) => ({
  agrees: reads.every(({ agrees }) => agrees),
  difference: reads.reduce((most, { difference }) => Math.max(most, difference), 0),
})

/** The same number, also the same infinity or both no number at all, differs by 0. */
function differenceOf(a: number, b: number): number {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return 0
  const difference = Math.abs(a - b)
  return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference
}

/** About how many steps of arithmetic it takes to work the formula out. */
export function workOf(e: Expression, scope: Reckoning): number {
  const meaning = e.kind === 'name' ? scope.shorthands[e.name] : undefined
  if (meaning) return workOf(meaning, scope)
  const size = sizeOf(shapeIn(scope, e))
  const inside = childrenOf(e).reduce((sum, child) => sum + workOf(child, scope), 0)
  return inside + size * workPerEntry(e, scope)
}

function workPerEntry(e: Expression, scope: Reckoning): number {
  if (e.kind === 'binary' && e.sign === '@') return shapeIn(scope, e.left).at(-1)!
  if (e.kind !== 'call') return e.kind === 'name' ? 0 : 1
  // Written to be read, not to be fast.
  if (isShaping(e.fn)) return 20
  if (isWindowed(e.fn)) return 20 * sizeOf(scope.shapes.w ?? (scope.attrs.kernel as readonly number[]) ?? [])
  return 4
}
