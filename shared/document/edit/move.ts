/** The edit of a drag: pure, and the same document again when nothing moved. */
import type { Document, NodeId, Point } from '../document'
import { placed } from './room'

/** Puts nodes elsewhere: `to` holds their new top-left corners, taken to the nearest whole pixel. Changes the layout only. */
export function moveNodes(document: Document, to: ReadonlyMap<NodeId, Point>): Document {
  const { positions } = document.layout
  const moved = [...to].flatMap(([id, wanted]): [NodeId, Point][] => {
    const from = Object.hasOwn(positions, id) ? positions[id] : undefined
    // A place between two pixels, as a file may have it, stays until the node is really moved.
    if (!from || samePlace(from, wanted)) return []
    const at = placed(wanted)
    return samePlace(from, at) ? [] : [[id, at]]
  })
  if (moved.length === 0) return document
  return {
    ...document,
    layout: { ...document.layout, positions: { ...positions, ...Object.fromEntries(moved) } },
  }
}

const samePlace = (a: Point, b: Point): boolean => a.x === b.x && a.y === b.y
