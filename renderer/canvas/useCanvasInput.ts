/** Mouse, wheel, keys and drops on the canvas, turned into edits. */
import type { Connection, FinalConnectionState } from '@xyflow/react'
import { type DragEvent, type MouseEvent, type PointerEvent, useEffect, useMemo, useRef } from 'react'
import type { Edge, Point } from '../../shared/document/document'
import { connect } from '../../shared/document/edit/wires'
import { ops } from '../../shared/ops/index'
import { registerCanvasActions } from '../store/canvasActions'
import { edit } from '../store/documentStore'
import { type QuickAdd, useSession } from '../store/sessionStore'
import { addOp } from './addOp'
import { listenToArrows } from './arrows'
import { refusalOf } from './connecting'
import { beginDrag, endDrag, listenToEscape } from './drag'
import { type Curve, pointOn } from './geometry'
import type { Camera } from './useCamera'
import { listenToWheel } from './wheel'

/** What the palette puts on a drag. */
const opType = 'application/x-chainrule-op'
/** How near to a wire, in canvas pixels, a dropped node is inserted into it. */
const nearWire = 18

export function useCanvasInput(camera: Camera, curves: ReadonlyMap<Edge, Curve>) {
  const pointer = useRef<Point | null>(null)
  const latest = useRef({ camera, curves })
  latest.current = { camera, curves }

  const actions = useMemo(() => {
    const openQuickAdd = (screen: Point, wire: QuickAdd['wire'] = null) =>
      useSession.setState({ quickAdd: { screen, at: latest.current.camera.toCanvas(screen), wire } })
    const middle = () => latest.current.camera.toScreen(latest.current.camera.centre())

    const surface = {
      onDoubleClick: (event: MouseEvent) => {
        if ((event.target as Element).classList.contains('react-flow__pane'))
          openQuickAdd({ x: event.clientX, y: event.clientY })
      },
      onPointerMove: (event: PointerEvent) => {
        pointer.current = { x: event.clientX, y: event.clientY }
      },
      onPointerLeave: () => {
        pointer.current = null
      },
      onDragOver: (event: DragEvent) => {
        if (!event.dataTransfer.types.includes(opType)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
      },
      onDrop: (event: DragEvent) => {
        const op = ops.get(event.dataTransfer.getData(opType))
        if (!op) return
        event.preventDefault()
        const at = latest.current.camera.toCanvas({ x: event.clientX, y: event.clientY })
        addOp(op.name, at, null, op.inputs.length > 0 ? edgeNear(at, latest.current.curves) : null)
      },
    }

    const flow = {
      onNodeDragStart: beginDrag,
      onNodeDragStop: endDrag,
      onSelectionDragStart: beginDrag,
      onSelectionDragStop: endDrag,
      isValidConnection: ({
        source,
        target,
        targetHandle,
      }: Connection | { source: string; target: string; targetHandle?: string | null }) =>
        refusalOf(source, target, targetHandle ?? '') === null,
      onConnect: ({ source, target, targetHandle }: Connection) =>
        edit(document => connect(document, source, target, targetHandle ?? '')),
      onConnectEnd: (
        event: globalThis.MouseEvent | TouchEvent,
        { fromNode, fromHandle, toNode, toHandle }: FinalConnectionState,
      ) => {
        if (!fromNode || !fromHandle || toNode || toHandle) return
        const end = 'changedTouches' in event ? event.changedTouches[0] : event
        // Only on empty canvas: a wire let go over a panel is let go.
        if (!end || !document.elementFromPoint(end.clientX, end.clientY)?.closest('.react-flow__pane')) return
        const wire =
          fromHandle.type === 'source'
            ? { from: fromNode.id }
            : { to: fromNode.id, port: fromHandle.id ?? '' }
        openQuickAdd({ x: end.clientX, y: end.clientY }, wire)
      },
    }
    return { surface, flow, openQuickAdd, middle }
  }, [])

  useEffect(
    () =>
      registerCanvasActions({
        fitView: () => latest.current.camera.fit(),
        zoomIn: () => latest.current.camera.zoomBy(1.25),
        zoomOut: () => latest.current.camera.zoomBy(0.8),
        zoomTo100: () => latest.current.camera.zoomTo100(),
        centre: () => latest.current.camera.centre(),
        pointerPosition: () => pointer.current && latest.current.camera.toCanvas(pointer.current),
        openQuickAdd: () => actions.openQuickAdd(pointer.current ?? actions.middle()),
        showNode: node => latest.current.camera.reveal(node),
        bringIntoView: node => latest.current.camera.bringIntoView(node),
      }),
    [actions],
  )

  useEffect(() => listenToWheel((factor, at) => latest.current.camera.zoomBy(factor, at)), [])
  useEffect(listenToArrows, [])
  useEffect(listenToEscape, [])

  return { surface: actions.surface, flow: actions.flow }
}

/** The wire that passes within reach of a place, the nearest one. */
function edgeNear(at: Point, curves: ReadonlyMap<Edge, Curve>): Edge | null {
  let best: { edge: Edge; distance: number } | null = null
  for (const [edge, curve] of curves)
    for (let i = 1; i < 20; i++) {
      const p = pointOn(curve, i / 20)
      const distance = Math.hypot(p.x - at.x, p.y - at.y)
      if (distance < nearWire && (!best || distance < best.distance)) best = { edge, distance }
    }
  return best?.edge ?? null
}
