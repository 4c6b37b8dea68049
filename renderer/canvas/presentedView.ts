/** Where the camera stands while presenting: on the whole circuit if it can be read so, else on what the step is about. Pure. */
import type { Box } from './geometry'

export interface View {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

interface Size {
  readonly width: number
  readonly height: number
}

/** The least zoom at which the whole circuit is shown, and the most that a small one is enlarged to. */
export const wholeZoom = { least: 0.9, most: 2.4 }
/** The zoom that steps are followed at; less only where the parts of a step lie far apart. */
export const followZoom = { least: 0.7, most: 1.3 }

const margin = { x: 72, y: 28 }

/** `about` holds what the step is about; `null` shows the whole circuit, however small it gets. */
export function presentedView(bounds: Box, about: Box | null, size: Size): View {
  const whole = zoomFor(bounds, size)
  if (about === null || whole >= wholeZoom.least)
    return centredOn(bounds, Math.min(wholeZoom.most, whole), size)
  const zoom = Math.max(followZoom.least, Math.min(followZoom.most, zoomFor(about, size)))
  const { x, y } = centredOn(about, zoom, size)
  return {
    zoom,
    x: kept(x, bounds.x * zoom, bounds.width * zoom, size.width, margin.x),
    y: kept(y, bounds.y * zoom, bounds.height * zoom, size.height, margin.y),
  }
}

/** The smallest box around some boxes; `null` around none. */
export function boxAround(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null
  const x = Math.min(...boxes.map(box => box.x))
  const y = Math.min(...boxes.map(box => box.y))
  const right = Math.max(...boxes.map(box => box.x + box.width))
  const bottom = Math.max(...boxes.map(box => box.y + box.height))
  return { x, y, width: right - x, height: bottom - y }
}

function zoomFor({ width, height }: Box, size: Size): number {
  const zoom = Math.min((size.width - 2 * margin.x) / width, (size.height - 2 * margin.y) / height)
  return Number.isFinite(zoom) && zoom > 0 ? zoom : 1
}

const centredOn = (box: Box, zoom: number, { width, height }: Size): View => ({
  x: width / 2 - (box.x + box.width / 2) * zoom,
  y: height / 2 - (box.y + box.height / 2) * zoom,
  zoom,
})

/** Along one axis: what fits stands in the middle; of what does not, no more emptiness is shown than the margin. */
function kept(at: number, from: number, length: number, room: number, edge: number): number {
  if (length <= room - 2 * edge) return room / 2 - from - length / 2
  return Math.min(edge - from, Math.max(room - edge - from - length, at))
}
