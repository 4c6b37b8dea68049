/** Where the value and gradient chips of each wire stand, so that no chip covers a node, a caption or another chip. */
import type { Edge, Point } from '../../shared/document/document'
import { type Box, type Curve, captionHeight, pointOn, type Size, sameCurve } from './geometry'

/** The centres of the two chips of one wire, value above and gradient below it. */
export interface ChipPlace {
  readonly value: Point
  readonly gradient: Point
}

const gap = 3
const margin = 4
/** Places along the wire, best first. */
const alongWire = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82]

const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y))

/** The box of a chip with its centre at `p`, and a little air. */
export const around = (p: Point, { width, height }: Size): Box => ({
  x: p.x - width / 2 - margin / 2,
  y: p.y - height / 2 - margin / 2,
  width: width + margin,
  height: height + margin,
})

const isGate = ({ width, height }: Box): boolean => width === height

/** A caption is a little wider than its gate. */
const captionOf = (b: Box): Box => ({
  x: b.x - 10,
  y: b.y + b.height,
  width: b.width + 20,
  height: captionHeight,
})

/** A place with what it was chosen for. */
interface Chosen extends ChipPlace {
  readonly curve: Curve
  readonly boxes: readonly [Box, Box]
  /** The area that it covers of what was there already. */
  readonly cost: number
}

/** Where every wire's chips stand; handed back at the next call, it keeps what need not move. */
export type ChipPlaces = ReadonlyMap<Edge, Chosen>

/** How often a wire that covers something may choose anew, knowing where the others ended up. */
const rounds = 3

/**
 * Wire by wire, the first free place along the wire, else the one that covers least; those that cover something choose
 * again. A wire that did not move, and that nothing came to stand on, keeps its place as the same object.
 */
export function placeChips(
  curves: ReadonlyMap<Edge, Curve>,
  sizeOfChips: (edge: Edge) => Size,
  standing: Iterable<Box>,
  before?: ChipPlaces,
): ChipPlaces {
  const taken = new BoxIndex()
  for (const box of standing) {
    taken.add(box)
    if (isGate(box)) taken.add(captionOf(box))
  }
  const chosen = new Map<Edge, Chosen>()
  for (const [edge, curve] of curves) {
    const old = before?.get(edge)
    if (
      !old ||
      !sameCurve(old.curve, curve) ||
      !fits(old, sizeOfChips(edge)) ||
      covered(old, taken) > old.cost
    )
      continue
    chosen.set(edge, old)
    for (const box of old.boxes) taken.add(box)
  }
  const loose = [...curves].filter(([edge]) => !chosen.has(edge))
  for (let round = 0; round < rounds; round++)
    for (const [edge, curve] of loose) {
      const last = chosen.get(edge)
      if (last?.cost === 0) continue
      for (const box of last?.boxes ?? []) taken.remove(box)
      const next = leastCovering(curve, sizeOfChips(edge), taken)
      for (const box of next.boxes) taken.add(box)
      chosen.set(edge, next)
    }
  return new Map([...curves.keys()].map(edge => [edge, chosen.get(edge)!]))
}

const fits = ({ boxes: [box] }: Chosen, { width, height }: Size): boolean =>
  box.width === width + margin && box.height === height + margin

const covered = ({ boxes }: Chosen, taken: BoxIndex): number =>
  taken.overlapWith(boxes[0]) + taken.overlapWith(boxes[1])

function leastCovering(curve: Curve, size: Size, taken: BoxIndex): Chosen {
  let best: Chosen | null = null
  for (const t of alongWire) {
    const p = pointOn(curve, t)
    const value = { x: p.x, y: p.y - size.height / 2 - gap }
    const gradient = { x: p.x, y: p.y + size.height / 2 + gap }
    const boxes = [around(value, size), around(gradient, size)] as const
    const cost = taken.overlapWith(boxes[0]) + taken.overlapWith(boxes[1])
    if (!best || cost < best.cost) best = { value, gradient, curve, boxes, cost }
    if (cost === 0) break
  }
  return best!
}

const tile = 96

/** Boxes by the tiles they touch, so that a neighbourhood is found without asking everyone. */
class BoxIndex {
  private readonly tiles = new Map<number, Set<Box>>()

  add(box: Box) {
    for (const key of tilesOf(box)) {
      const here = this.tiles.get(key)
      if (here) here.add(box)
      else this.tiles.set(key, new Set([box]))
    }
  }

  remove(box: Box) {
    for (const key of tilesOf(box)) this.tiles.get(key)?.delete(box)
  }

  overlapWith(box: Box): number {
    const near = new Set<Box>()
    for (const key of tilesOf(box)) for (const other of this.tiles.get(key) ?? []) near.add(other)
    let sum = 0
    for (const other of near) sum += overlap(box, other)
    return sum
  }
}

/** Numbers of the tiles that a box touches; rows are told apart within ± a million tiles. */
function tilesOf({ x, y, width, height }: Box): number[] {
  const tiles: number[] = []
  for (let column = Math.floor(x / tile); column <= Math.floor((x + width) / tile); column++)
    for (let row = Math.floor(y / tile); row <= Math.floor((y + height) / tile); row++)
      tiles.push(column * 2_000_003 + row)
  return tiles
}
