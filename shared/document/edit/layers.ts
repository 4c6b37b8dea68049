/**
 * Lays a small circuit out from left to right in layers (Sugiyama, Tagawa and Toda 1981): a node stands right of all that it
 * reads, and a wire that passes a layer keeps a lane of its own there, so that it does not run through a node.
 */
import type { Point } from '../document'

export interface Item {
  readonly name: string
  readonly width: number
  readonly height: number
  /** What it reads: other items, or entries. */
  readonly reads: readonly string[]
}

/** Between layers, so that the chips of a wire find a place; between the items of one, for captions and sums; of a passing wire. */
const gaps = { column: 78, row: 58, lane: 40 }
const sweeps = 12

/** Something that takes room in a layer: an item, or a wire that passes. */
interface Place {
  readonly item: Item | null
  readonly height: number
  /** Its middle. */
  y: number
  readonly before: Place[]
  readonly after: Place[]
}

/** The top left corner of every item. `entries` are where wires come in from the left, from top to bottom. */
export function layersOf(items: readonly Item[], entries: readonly string[]): ReadonlyMap<string, Point> {
  const layers: Place[][] = []
  const last = new Map<string, { place: Place; layer: number }>()
  const stand = (item: Item | null, height: number, layer: number, from: Place | undefined): Place => {
    layers[layer] ??= []
    const row = layers[layer]
    const place: Place = { item, height, y: row.length * (gaps.row + height), before: [], after: [] }
    if (from) join(from, place)
    row.push(place)
    return place
  }
  const depths = depthsOf(items)
  for (const name of entries) last.set(name, { place: stand(null, gaps.lane, 0, undefined), layer: 0 })
  for (const item of [...items].sort((a, b) => depths.get(a.name)! - depths.get(b.name)!)) {
    const layer = depths.get(item.name)! + 1
    const sources = item.reads.map(name => {
      let { place, layer: at } = last.get(name)!
      // The wires out of one place share a lane.
      for (; at + 1 < layer; at++)
        place = place.after.find(({ item }) => item === null) ?? stand(null, gaps.lane, at + 1, place)
      return place
    })
    const place = stand(item, item.height, layer, undefined)
    for (const source of new Set(sources)) join(source, place)
    last.set(item.name, { place, layer })
  }
  for (let sweep = 0; sweep < sweeps; sweep++)
    for (const layer of sweep % 2 ? [...layers].reverse() : layers) settle(layer)
  return placesOf(layers.slice(1))
}

function join(from: Place, to: Place) {
  from.after.push(to)
  to.before.push(from)
}

/** How many steps each item is from the left; one that reads no other stands as far right as its readers allow. */
function depthsOf(items: readonly Item[]): ReadonlyMap<string, number> {
  const depths = new Map<string, number>()
  // Steps stand after what they read.
  for (const { name, reads } of items)
    depths.set(name, Math.max(0, ...reads.map(other => (depths.get(other) ?? -1) + 1)))
  const inner = new Set(items.map(item => item.name))
  for (const { name, reads } of items)
    if (!reads.some(other => inner.has(other))) {
      const readers = items.filter(item => item.reads.includes(name)).map(item => depths.get(item.name)! - 1)
      if (readers.length > 0) depths.set(name, Math.min(...readers))
    }
  return depths
}

/** Every place of a layer as near as it gets to the middle of what it is wired to, in that order, without overlap. */
function settle(layer: Place[]) {
  const wished = new Map(layer.map(place => [place, wishOf(place)]))
  layer.sort((a, b) => wished.get(a)! - wished.get(b)!)
  // Neighbours that would overlap move as one, to the mean of what they wish.
  const blocks: { places: Place[]; middle: number; height: number }[] = []
  for (const place of layer) {
    let block = { places: [place], middle: wished.get(place)!, height: place.height }
    for (let above = blocks.at(-1); above && overlap(above, block); above = blocks.at(-1)) {
      blocks.pop()
      const [m, n] = [above.places.length, block.places.length]
      const height = above.height + gaps.row + block.height
      // Where the whole would stand if only the one or the other part decided.
      const [a, b] = [above.middle + (height - above.height) / 2, block.middle - (height - block.height) / 2]
      block = { places: [...above.places, ...block.places], middle: (m * a + n * b) / (m + n), height }
    }
    blocks.push(block)
  }
  for (const { places, middle, height } of blocks) {
    let top = middle - height / 2
    for (const place of places) {
      place.y = top + place.height / 2
      top += place.height + gaps.row
    }
  }
}

const overlap = (
  a: { readonly middle: number; readonly height: number },
  b: { readonly middle: number; readonly height: number },
): boolean => b.middle - b.height / 2 < a.middle + a.height / 2 + gaps.row

/** Short wires pull more than those that pass or come from outside: they become straight first. */
function wishOf({ item, before, after, y }: Place): number {
  let [sum, weights] = [0, 0]
  for (const other of [...before, ...after]) {
    const weight = item && other.item ? 3 : 1
    sum += weight * other.y
    weights += weight
  }
  return weights === 0 ? y : sum / weights
}

function placesOf(layers: readonly (readonly Place[])[]): ReadonlyMap<string, Point> {
  const places = new Map<string, Point>()
  let left = 0
  for (const layer of layers) {
    const width = Math.max(...layer.map(({ item }) => item?.width ?? 0))
    for (const { item, y } of layer)
      if (item)
        places.set(item.name, {
          x: Math.round(left + (width - item.width) / 2),
          y: Math.round(y - item.height / 2),
        })
    left += width + gaps.column
  }
  return places
}
