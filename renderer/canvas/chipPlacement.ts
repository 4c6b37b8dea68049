/** Where the value and gradient chips of each wire stand, so that no chip covers a node, a caption or another chip. */
import type { Edge, Point } from '../../shared/document/document'
import { type Box, type Curve, captionHeight, pointOn, type Size } from './geometry'

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

const around = (p: Point, { width, height }: Size): Box => ({
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

/** How often every wire may choose anew, knowing where the others ended up. */
const rounds = 3

/** Wire by wire, the first free place along the wire, else the one that covers least; then again, until all have settled. */
export function placeChips(
  curves: ReadonlyMap<Edge, Curve>,
  sizeOfChips: (edge: Edge) => Size,
  nodes: Iterable<Box>,
): ReadonlyMap<Edge, ChipPlace> {
  const fixed = [...nodes].flatMap(b => (isGate(b) ? [b, captionOf(b)] : [b]))
  const chosen = new Map<Edge, Candidate>()
  for (let round = 0; round < rounds; round++)
    for (const [edge, curve] of curves) {
      chosen.delete(edge)
      const taken = [...fixed, ...[...chosen.values()].flatMap(c => c.boxes)]
      chosen.set(edge, leastCovering(curve, sizeOfChips(edge), taken))
    }
  return chosen
}

interface Candidate extends ChipPlace {
  readonly boxes: readonly Box[]
}

function leastCovering(curve: Curve, size: Size, taken: readonly Box[]): Candidate {
  let best: Candidate | null = null
  let least = Number.POSITIVE_INFINITY
  for (const t of alongWire) {
    const p = pointOn(curve, t)
    const value = { x: p.x, y: p.y - size.height / 2 - gap }
    const gradient = { x: p.x, y: p.y + size.height / 2 + gap }
    const boxes = [around(value, size), around(gradient, size)]
    const cost = taken.reduce((sum, box) => sum + overlap(box, boxes[0]!) + overlap(box, boxes[1]!), 0)
    if (cost < least) {
      least = cost
      best = { value, gradient, boxes }
    }
    if (cost === 0) break
  }
  return best!
}
