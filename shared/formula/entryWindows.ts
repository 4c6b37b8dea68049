/** Entries of convolutions and pools: sums over what a window reads, or over the windows that read an entry. */
import type { Attrs } from '../ops/op'
import { placesOf, type Window } from '../tensor/patches'
import { type Shape, sizeOf } from '../tensor/tensor'
import { channelGroup, meanOf, varianceOf } from './entryReduction'
import { type Entry, joined, type Maker, number, sumOf } from './entryTree'
import type { Index } from './indices'
import type { Expression } from './parse'
import { type WindowFunction, windowOf } from './windows'

type Call = Extract<Expression, { kind: 'call' }>

/** Throws `internal:` where there are no images; the shape rule comes first. */
export function windowEntry(call: Call, index: Index, maker: Maker): Entry {
  const [a, b] = call.args as [Expression, Expression]
  const part = (is: () => Entry): Entry => ({ kind: 'part', of: call, index, is })
  const fn = call.fn as WindowFunction
  switch (fn) {
    case 'perChannel':
      return maker.of(a, [index[0]!])
    case 'sumPerChannel':
      return part(() => {
        const { count, at } = channelGroup(maker.shape(a), index, false)
        return sumOf(count, k => maker.of(a, at(k)))
      })
    case 'meanPerChannel':
      return part(() => meanOf(channelGroup(maker.shape(a), index, true), maker, a))
    case 'varPerChannel':
      return part(() =>
        varianceOf(call, 'meanPerChannel', channelGroup(maker.shape(a), index, true), index, maker),
      )
    case 'conv':
    case 'convInput':
    case 'convWeights':
      return part(() => convolutionEntry(fn, a, b, index, maker))
    default:
      return part(() => poolEntry(fn, a, index, maker))
  }
}

/** The row (or column) that entry `k` of a window reads when the window stands at `place`; `null` outside the image. */
function readAt(place: number, k: number, axis: 0 | 1, { stride, padding }: Window, size: number) {
  const at = place * stride[axis]! - padding[axis]! + k
  return at >= 0 && at < size ? at : null
}

/** The places at which entry `k` of a window reads row (or column) `at`: at most one. */
function placeReading(at: number, k: number, axis: 0 | 1, { stride, padding }: Window, places: number) {
  const place = (at + padding[axis]! - k) / stride[axis]!
  return Number.isInteger(place) && place >= 0 && place < places ? place : null
}

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i)

/** Pairs (row, column) for which neither is missing. */
function pairs<T>(
  rows: number,
  columns: number,
  of: (row: number, column: number) => T | null,
): readonly T[] {
  return upTo(rows).flatMap(row =>
    upTo(columns).flatMap(column => {
      const found = of(row, column)
      return found === null ? [] : [found]
    }),
  )
}

const both = (a: number | null, b: number | null): readonly [number, number] | null =>
  a === null || b === null ? null : [a, b]

/** A convolution and its two gradients: each entry sums the products of the two others that meet there. */
function convolutionEntry(
  fn: 'conv' | 'convInput' | 'convWeights',
  a: Expression,
  b: Expression,
  index: Index,
  maker: Maker,
): Entry {
  const image = fn === 'convInput' ? maker.shapes.x! : maker.shape(a)
  const filters = fn === 'convWeights' ? maker.shapes.w! : maker.shape(b)
  const window = windowOf(maker.attrs, filters)
  const [, C, H, W] = image as readonly [number, number, number, number]
  const [O, , kh, kw] = filters as readonly [number, number, number, number]
  const [down, across] = placesOf(image, window)!
  const [first, second, y, x] = index as readonly [number, number, number, number]
  const terms: (readonly [Index, Index])[] = []
  if (fn === 'conv') {
    const seen = pairs(kh, kw, (ky, kx) => {
      const at = both(readAt(y, ky, 0, window, H), readAt(x, kx, 1, window, W))
      return at && { at, k: [ky, kx] }
    })
    for (const c of upTo(C))
      for (const { at, k } of seen)
        terms.push([
          [first, c, ...at],
          [second, c, ...k],
        ])
  } else if (fn === 'convInput') {
    const seeing = pairs(kh, kw, (ky, kx) => {
      const at = both(placeReading(y, ky, 0, window, down), placeReading(x, kx, 1, window, across))
      return at && { at, k: [ky, kx] }
    })
    for (const o of upTo(O))
      for (const { at, k } of seeing)
        terms.push([
          [first, o, ...at],
          [o, second, ...k],
        ])
  } else {
    const seen = pairs(down, across, (row, column) => {
      const at = both(readAt(row, y, 0, window, H), readAt(column, x, 1, window, W))
      return at && { at, place: [row, column] }
    })
    for (const n of upTo(image[0]!))
      for (const { at, place } of seen)
        terms.push([
          [n, second, ...at],
          [n, first, ...place],
        ])
  }
  return sumOf(terms.length, k => joined('*', maker.of(a, terms[k]![0]), maker.of(b, terms[k]![1])))
}

function poolEntry(
  fn: 'windowMax' | 'windowMean' | 'toWindowMax' | 'spreadWindows',
  a: Expression,
  index: Index,
  maker: Maker,
): Entry {
  const forward = fn === 'windowMax' || fn === 'windowMean'
  const image = forward ? maker.shape(a) : maker.shapes.x!
  const window = windowOf(maker.attrs)
  if (forward) {
    const seen = seenBy(image, window, index)
    const term = (k: number) => maker.of(a, seen[k]!)
    if (fn === 'windowMax') return { kind: 'many', how: 'max', count: seen.length, term }
    return joined('/', sumOf(seen.length, term), number(divisorOf(seen, maker.attrs)))
  }
  const x: Expression = { kind: 'name', name: 'x' }
  const [down, across] = placesOf(image, window)!
  const [kh, kw] = window.kernel as readonly [number, number]
  const places = pairs(kh, kw, (ky, kx) =>
    both(placeReading(index[2]!, ky, 0, window, down), placeReading(index[3]!, kx, 1, window, across)),
  ).map(place => [index[0]!, index[1]!, ...place])
  if (fn === 'spreadWindows')
    return sumOf(places.length, k =>
      joined('/', maker.of(a, places[k]!), number(divisorOf(seenBy(image, window, places[k]!), maker.attrs))),
    )
  const own = (place: Index) => {
    const winner = largestOf(seenBy(image, window, place), at => maker.value(maker.of(x, at)))
    return winner.every((i, axis) => i === index[axis])
  }
  const won = places.filter(own)
  return sumOf(won.length, k => maker.of(a, won[k]!))
}

/** What the window of an entry of a pool reads. */
function seenBy(image: Shape, window: Window, [n, c, row, column]: Index): readonly Index[] {
  const [kh, kw] = window.kernel as readonly [number, number]
  return pairs(kh, kw, (ky, kx) =>
    both(readAt(row!, ky, 0, window, image[2]!), readAt(column!, kx, 1, window, image[3]!)),
  ).map(at => [n!, c!, ...at])
}

const divisorOf = (seen: readonly Index[], { kernel, countPadding }: Attrs) =>
  countPadding ? sizeOf(kernel as readonly number[]) : seen.length

/** The first of the largest. */
const largestOf = (seen: readonly Index[], value: (at: Index) => number): Index =>
  seen.reduce((best, at) => (value(at) > value(best) ? at : best))
