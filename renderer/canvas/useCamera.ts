/** Zoom, fit and coordinates of the canvas, from our own geometry, so that "Fit" fits before anything is measured. */
import { useReactFlow, useStore, useViewport } from '@xyflow/react'
import { type RefObject, useCallback, useEffect, useMemo } from 'react'
import type { NodeId, Point } from '../../shared/document/document'
import { useDocument } from '../store/documentStore'
import { type Box, boundsOf } from './geometry'

export interface Camera {
  readonly zoom: number
  /** Some of the circuit is out of view: the minimap is worth its place. */
  readonly partlyHidden: boolean
  fit(): void
  zoomBy(factor: number, around?: Point): void
  zoomTo100(): void
  centre(): Point
  toCanvas(screen: Point): Point
  toScreen(canvas: Point): Point
  reveal(node: NodeId): void
}

const margin = 20
/** The legend and the zoom buttons stand at the bottom edge. */
const footer = 24

export function useCamera(
  surface: RefObject<HTMLElement | null>,
  boxes: ReadonlyMap<NodeId, Box>,
  ends: ReadonlySet<NodeId>,
): Camera {
  const flow = useReactFlow()
  const { x, y, zoom } = useViewport()
  const width = useStore(s => s.width)
  const height = useStore(s => s.height)
  const epoch = useDocument(s => s.epoch)
  const bounds = useMemo(() => boundsOf(boxes, ends), [boxes, ends])

  const size = useCallback(() => surface.current?.getBoundingClientRect() ?? new DOMRect(), [surface])

  const fit = useCallback(() => {
    const { width: w, height: h } = size()
    const fitting = Math.min((w - 2 * margin) / bounds.width, (h - 2 * margin - footer) / bounds.height)
    const scale = bounds.width === 0 || !(fitting > 0) ? 1 : Math.min(1, fitting)
    flow.setViewport({
      x: (w - bounds.width * scale) / 2 - bounds.x * scale,
      y: (h - footer - bounds.height * scale) / 2 - bounds.y * scale,
      zoom: scale,
    })
  }, [flow, bounds, size])

  // Another document, and only that, moves the camera by itself.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(fit, [epoch])

  const hidden =
    x + bounds.x * zoom < -1 ||
    y + bounds.y * zoom < -1 ||
    x + (bounds.x + bounds.width) * zoom > width + 1 ||
    y + (bounds.y + bounds.height) * zoom > height + 1

  return useMemo(() => {
    const zoomTo = (next: number, around: Point) => {
      const { x, y, zoom } = flow.getViewport()
      const { left, top } = size()
      const scale = Math.min(4, Math.max(0.02, next))
      const [px, py] = [around.x - left, around.y - top]
      flow.setViewport({ x: px - ((px - x) * scale) / zoom, y: py - ((py - y) * scale) / zoom, zoom: scale })
    }
    const middle = (): Point => {
      const { left, top, width: w, height: h } = size()
      return { x: left + w / 2, y: top + h / 2 }
    }
    return {
      zoom,
      partlyHidden: boxes.size > 0 && width > 0 && hidden,
      fit,
      zoomBy: (factor, around = middle()) => zoomTo(flow.getZoom() * factor, around),
      zoomTo100: () => zoomTo(1, middle()),
      centre: () => flow.screenToFlowPosition(middle()),
      toCanvas: screen => flow.screenToFlowPosition(screen),
      toScreen: canvas => flow.flowToScreenPosition(canvas),
      reveal: node => {
        const box = boxes.get(node)
        if (box) flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom: flow.getZoom() })
      },
    }
  }, [flow, fit, size, boxes, hidden, width, zoom])
}
