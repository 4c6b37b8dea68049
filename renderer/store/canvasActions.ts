/** What commands may ask of the canvas. The canvas registers itself; without one, every action does nothing. */
import type { NodeId, Point } from '../../shared/document/document'

export interface CanvasActions {
  fitView(): void
  zoomIn(): void
  zoomOut(): void
  zoomTo100(): void
  /** The middle of what is seen, in canvas pixels. */
  centre(): Point
  /** Where the pointer is, in canvas pixels; `null` while it is not over the canvas. */
  pointerPosition(): Point | null
  /** At the pointer if it is over the canvas, else in the middle. */
  openQuickAdd(): void
  /** Moves the view so that the node is in its middle. */
  showNode(id: NodeId): void
  /** As `showNode` for a node that is out of sight, even in part; the view of another stays as it is. */
  bringIntoView(id: NodeId): void
}

const nothing = () => {}
const origin: Point = { x: 0, y: 0 }

export const noCanvas: CanvasActions = {
  fitView: nothing,
  zoomIn: nothing,
  zoomOut: nothing,
  zoomTo100: nothing,
  centre: () => origin,
  pointerPosition: () => null,
  openQuickAdd: nothing,
  showNode: nothing,
  bringIntoView: nothing,
}

let registered: CanvasActions = noCanvas

/** The canvas that is on screen. */
export const canvasActions = (): CanvasActions => registered

/** Returns how to unregister. */
export function registerCanvasActions(actions: CanvasActions): () => void {
  registered = actions
  return () => {
    if (registered === actions) registered = noCanvas
  }
}
