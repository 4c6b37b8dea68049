/** Where a new node would cover no other. */
import type { Document, Point } from '../../shared/document/document'
import { boxesOf } from './geometry'

/** Room for a node and its caption. */
const room: Point = { x: 130, y: 90 }

/** The nearest place on growing squares around `wanted` that is free. */
export function freeNear(document: Document, wanted: Point): Point {
  const boxes = [...boxesOf(document).values()]
  const free = ({ x, y }: Point) =>
    boxes.every(
      box => Math.abs(box.x + box.width / 2 - x) >= room.x || Math.abs(box.y + box.height / 2 - y) >= room.y,
    )
  for (let ring = 0; ring <= boxes.length; ring++)
    for (const [i, j] of ringOf(ring)) {
      const place = { x: wanted.x + i * room.x, y: wanted.y + j * room.y }
      if (free(place)) return place
    }
  return wanted
}

function* ringOf(ring: number): Generator<[number, number]> {
  for (let j = -ring; j <= ring; j++)
    for (let i = -ring; i <= ring; i++) if (Math.max(Math.abs(i), Math.abs(j)) === ring) yield [i, j]
}
