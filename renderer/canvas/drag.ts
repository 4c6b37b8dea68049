/** A drag of nodes is one undo entry; Escape, or undo in the middle of it, puts everything back until the button is let go. */

import type { Layout, NodeId, Point } from '../../shared/document/document'
import { moveNodes } from '../../shared/document/edit/move'
import { beginGesture, commitGesture, currentDocument, edit, useDocument } from '../store/documentStore'

/** Where everything was when the drag began; `null` when nothing is dragged, or when the drag was called off. */
let began: Layout['positions'] | null = null
let dragging = false

export function beginDrag() {
  began = currentDocument().layout.positions
  dragging = true
  beginGesture()
}

export function endDrag() {
  began = null
  dragging = false
  commitGesture()
}

/** One movement of the pointer. A command that ended the gesture (undo, save) in the middle of a drag calls off the rest of it. */
export function dragTo(places: ReadonlyMap<NodeId, Point>) {
  if (dragging && useDocument.getState().history.mark === null) began = null
  if (dragging && began === null) return
  edit(document => moveNodes(document, places))
}

/** Returns how to stop. */
export function listenToEscape(): () => void {
  const down = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || began === null) return
    const back = new Map(Object.entries(began))
    edit(document => moveNodes(document, back))
    began = null
  }
  addEventListener('keydown', down, true)
  return () => removeEventListener('keydown', down, true)
}
