/** Tells a wheel mouse, which zooms, from two fingers on a trackpad, which pan and pinch (React Flow's own). */
import type { Point } from '../../shared/document/document'

/** Events closer than this belong to one movement of the hand, which stays what it began as. */
const restMs = 200
const perNotch = 1.15

/** Browsers report a notch of a wheel as a multiple of 120 on one axis; fingers give any number on both. */
const isNotch = (event: WheelEvent): boolean => {
  const { wheelDeltaY } = event as WheelEvent & { wheelDeltaY?: number }
  const whole = wheelDeltaY !== undefined && wheelDeltaY !== 0 && wheelDeltaY % 120 === 0
  return event.deltaX === 0 && event.deltaY !== 0 && (event.deltaMode === WheelEvent.DOM_DELTA_LINE || whole)
}

/** Calls `zoom` with a factor and the pointer's place. Returns how to stop. */
export function listenToWheel(zoom: (factor: number, at: Point) => void): () => void {
  let last = Number.NEGATIVE_INFINITY
  let notches = false
  const wheel = (event: WheelEvent) => {
    if (event.timeStamp - last > restMs) notches = isNotch(event)
    last = event.timeStamp
    if (!notches || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (!(event.target as Element).closest('.react-flow')) return
    event.preventDefault()
    event.stopPropagation()
    zoom(event.deltaY < 0 ? perNotch : 1 / perNotch, { x: event.clientX, y: event.clientY })
  }
  addEventListener('wheel', wheel, { capture: true, passive: false })
  return () => removeEventListener('wheel', wheel, { capture: true })
}
