/** The edit of a drag: pure, and the same document again when nothing moved. */
import type { Document, NodeId, Point } from '../document'

/** Puts nodes elsewhere: `to` holds their new top-left corners. Changes the layout only. */
export function moveNodes(document: Document, to: ReadonlyMap<NodeId, Point>): Document {
  const { positions } = document.layout
  const moved = [...to].filter(([id, { x, y }]) => {
    const from = Object.hasOwn(positions, id) ? positions[id] : undefined
    return from && (from.x !== x || from.y !== y)
  })
  if (moved.length === 0) return document
  return {
    ...document,
    layout: { ...document.layout, positions: { ...positions, ...Object.fromEntries(moved) } },
  }
}
