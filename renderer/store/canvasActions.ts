/** What commands may ask of the canvas. The canvas registers itself; without one, every action does nothing. */
import type { NodeId, Point } from '../../shared/document/document'
import type { DrawnOf } from '../../shared/document/edit/makeRoom'

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
  /** Moves the view, and zooms out, as far as is needed to see all of these nodes. */
  showNodes(ids: Iterable<NodeId>): void
  /** How the nodes of a circuit are drawn. */
  readonly drawnOf: DrawnOf
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
  showNodes: nothing,
  // As large as a gate, so that there is an order to what nobody sees.
  drawnOf: ({ nodes }) => new Map(nodes.map(({ id }) => [id, { width: 56, height: 56, out: 28 }])),
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
