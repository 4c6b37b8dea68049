/** Pulses that travel along the wires of the current step, on one canvas between wires and chips. Draws only while they move. */
import { useStoreApi, ViewportPortal } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { type Edge, edgeKey } from '../../shared/document/document'
import { stepMs, useTimeline } from '../store/timelineStore'
import { useProgress } from '../store/view'
import { type Curve, pointOn } from './geometry'

const dots = 4
const travelMs = 900

export function Pulses({ curves }: { curves: ReadonlyMap<Edge, Curve> }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const flow = useStoreApi()
  const { current } = useProgress()
  const moves = useTimeline(t => t.moves)
  // What moves is what a move of the timeline finds; an edit or a dragged node meanwhile does not start the pulses again.
  const latest = useRef({ curves, current })
  latest.current = { curves, current }

  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    const { current } = latest.current
    const { speed } = useTimeline.getState()
    if (moves === 0 || !context || !current || matchMedia('(prefers-reduced-motion: reduce)').matches) return
    const { canvas: surface } = context
    const lasts = Math.min(travelMs, stepMs * 0.9) / speed
    const began = performance.now()
    const color = getComputedStyle(surface).getPropertyValue(
      current.phase === 'forward' ? '--value' : '--grad',
    )
    let frame = 0
    const draw = (now: number) => {
      const done = (now - began) / lasts
      const scale = devicePixelRatio
      const { transform, width, height } = flow.getState()
      const [tx, ty, zoom] = transform
      // It lies among the circuit's layers, above the wires and below the chips, but is as large and as sharp as the window.
      surface.style.width = `${width}px`
      surface.style.height = `${height}px`
      surface.style.transform = `scale(${1 / zoom}) translate(${-tx}px, ${-ty}px)`
      if (surface.width !== width * scale || surface.height !== height * scale) {
        surface.width = width * scale
        surface.height = height * scale
      }
      context.setTransform(scale, 0, 0, scale, 0, 0)
      context.clearRect(0, 0, width, height)
      if (done >= 1) return
      context.fillStyle = color
      for (const [edge, curve] of latest.current.curves) {
        if (!current.edges.includes(edgeKey(edge))) continue
        for (let i = 0; i < dots; i++) {
          const place = done * 1.45 - i * 0.15
          if (place <= 0 || place >= 1) continue
          const { x, y } = pointOn(curve, current.phase === 'forward' ? place : 1 - place)
          context.globalAlpha = Math.sin(Math.PI * place)
          context.beginPath()
          context.arc(x * zoom + tx, y * zoom + ty, 4 * Math.sqrt(zoom), 0, 2 * Math.PI)
          context.fill()
        }
      }
      context.globalAlpha = 1
      frame = requestAnimationFrame(draw)
    }
    frame = requestAnimationFrame(draw)
    return () => {
      cancelAnimationFrame(frame)
      context.clearRect(0, 0, surface.width, surface.height)
    }
  }, [moves, flow])

  return (
    <ViewportPortal>
      <div className="pulses" aria-hidden="true">
        <canvas ref={canvas} />
      </div>
    </ViewportPortal>
  )
}
