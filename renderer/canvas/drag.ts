/** A drag of nodes is one undo entry; Escape, or a command in the middle of it, ends it until the button is let go. */
import type { NodeId, Point } from '../../shared/document/document'
import { moveNodes } from '../../shared/document/edit/move'
import { beginGesture, cancelGesture, commitGesture, edit, useDocument } from '../store/documentStore'

let dragging = false

export function beginDrag() {
  dragging = true
  beginGesture()
}

export function endDrag() {
  dragging = false
  commitGesture()
}

/** One movement of the pointer; none counts any more once the drag's gesture is over. */
export function dragTo(places: ReadonlyMap<NodeId, Point>) {
  if (dragging && useDocument.getState().history.mark === null) return
  edit(document => moveNodes(document, places))
}

/** Returns how to stop. */
export function listenToEscape(): () => void {
  const down = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && dragging) cancelGesture()
  }
  addEventListener('keydown', down, true)
  return () => removeEventListener('keydown', down, true)
}
