/** Zoom, fit and coordinates of the canvas, from our own geometry, so that "Fit" fits before anything is measured. */
import { useReactFlow, useStore } from '@xyflow/react'
import { type RefObject, useCallback, useEffect, useMemo } from 'react'
import type { NodeId, Point } from '../../shared/document/document'
import { useDocument } from '../store/documentStore'
import { isPresenting } from '../store/presentation'
import type { Box } from './geometry'
import { presentedView } from './presentedView'

/** Stays the same object while the view moves. */
export interface Camera {
  fit(): void
  zoomBy(factor: number, around?: Point): void
  zoomTo100(): void
  centre(): Point
  toCanvas(screen: Point): Point
  toScreen(canvas: Point): Point
  /** Moves the view so that the node is in its middle. */
  reveal(node: NodeId): void
  /** Does so only where the node is out of sight, even in part. */
  bringIntoView(node: NodeId): void
}

const margin = 20
/** The legend and the zoom buttons stand at the bottom edge. */
const footer = 24
export const zoomRange = { least: 0.02, most: 4 }

export function useCamera(
  surface: RefObject<HTMLElement | null>,
  boxes: ReadonlyMap<NodeId, Box>,
  bounds: Box,
): Camera {
  const flow = useReactFlow()
  const epoch = useDocument(s => s.epoch)
  const size = useCallback(() => surface.current?.getBoundingClientRect() ?? new DOMRect(), [surface])

  const camera = useMemo<Camera>(() => {
    const zoomTo = (next: number, around: Point) => {
      const { x, y, zoom } = flow.getViewport()
      const { left, top } = size()
      const scale = Math.min(zoomRange.most, Math.max(zoomRange.least, next))
      const [px, py] = [around.x - left, around.y - top]
      flow.setViewport({ x: px - ((px - x) * scale) / zoom, y: py - ((py - y) * scale) / zoom, zoom: scale })
    }
    const middle = (): Point => {
      const { left, top, width, height } = size()
      return { x: left + width / 2, y: top + height / 2 }
    }
    const reveal = (node: NodeId) => {
      const box = boxes.get(node)
      if (box) flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom: flow.getZoom() })
    }
    const isInView = ({ x, y, width, height }: Box) => {
      const view = flow.getViewport()
      const surface = size()
      const [left, top] = [view.x + x * view.zoom, view.y + y * view.zoom]
      const [right, bottom] = [left + width * view.zoom, top + height * view.zoom]
      return left >= 0 && top >= 0 && right <= surface.width && bottom <= surface.height
    }
    return {
      fit: () => {
        const { width, height } = size()
        if (isPresenting()) return void flow.setViewport(presentedView(bounds, null, { width, height }))
        const fitting = Math.min(
          (width - 2 * margin) / bounds.width,
          (height - 2 * margin - footer) / bounds.height,
        )
        const zoom = bounds.width === 0 || !(fitting > 0) ? 1 : Math.min(1, fitting)
        flow.setViewport({
          x: (width - bounds.width * zoom) / 2 - bounds.x * zoom,
          y: (height - footer - bounds.height * zoom) / 2 - bounds.y * zoom,
          zoom,
        })
      },
      zoomBy: (factor, around = middle()) => zoomTo(flow.getZoom() * factor, around),
      zoomTo100: () => zoomTo(1, middle()),
      centre: () => flow.screenToFlowPosition(middle()),
      toCanvas: screen => flow.screenToFlowPosition(screen),
      toScreen: canvas => flow.flowToScreenPosition(canvas),
      reveal,
      bringIntoView: node => {
        const box = boxes.get(node)
        if (box && !isInView(box)) reveal(node)
      },
    }
  }, [flow, size, boxes, bounds])

  // Another document, and only that, moves the camera by itself.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => camera.fit(), [epoch])
  return camera
}

/** Some of the circuit is out of view. */
export const usePartlyHidden = (bounds: Box): boolean =>
  useStore(
    ({ transform: [x, y, zoom], width, height }) =>
      bounds.width > 0 &&
      width > 0 &&
      (x + bounds.x * zoom < -1 ||
        y + bounds.y * zoom < -1 ||
        x + (bounds.x + bounds.width) * zoom > width + 1 ||
        y + (bounds.y + bounds.height) * zoom > height + 1),
  )
