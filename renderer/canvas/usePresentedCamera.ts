/** While presenting, the camera shows the whole circuit or follows the steps; afterwards it stands where it stood. */
import { useReactFlow, useStore, type Viewport } from '@xyflow/react'
import { useEffect, useMemo, useRef } from 'react'
import { type Document, edgeKey, type NodeId } from '../../shared/document/document'
import { usePresenting } from '../store/presentation'
import { useProgress } from '../store/view'
import type { Box } from './geometry'
import { boxAround, presentedView, type View } from './presentedView'

const glideMs = 450
const reduced = () => matchMedia('(prefers-reduced-motion: reduce)').matches

export function usePresentedCamera(document: Document, boxes: ReadonlyMap<NodeId, Box>, bounds: Box) {
  const flow = useReactFlow()
  const presenting = usePresenting()
  const view = useView(document, boxes, bounds, presenting)
  const before = useRef<Viewport | null>(null)
  const begun = useRef(false)

  useEffect(() => {
    if (!presenting) return
    before.current = flow.getViewport()
    return () => {
      begun.current = false
      if (before.current) flow.setViewport(before.current)
    }
  }, [presenting, flow])

  // A view that is the same again leaves the camera where the person has moved it since.
  useEffect(() => {
    if (!view) return
    const duration = begun.current && !reduced() ? glideMs : 0
    begun.current = true
    flow.setViewport(view, { duration, interpolate: 'linear' })
  }, [view, flow])
}

/** The same object while nothing about it changes; `null` while nothing is presented. */
function useView(
  { circuit }: Document,
  boxes: ReadonlyMap<NodeId, Box>,
  bounds: Box,
  presenting: boolean,
): View | null {
  const { current } = useProgress()
  const width = useStore(state => state.width)
  const height = useStore(state => state.height)
  const known = useRef<View | null>(null)
  const view = useMemo(() => {
    if (!presenting || width === 0) return null
    const sources = circuit.edges.filter(edge => current?.edges.includes(edgeKey(edge)))
    const about = [current?.node, ...sources.map(edge => edge.from)].flatMap(id => boxes.get(id ?? '') ?? [])
    return presentedView(bounds, boxAround(about), { width, height })
  }, [presenting, circuit, current, boxes, bounds, width, height])
  if (!same(view, known.current)) known.current = view
  return known.current
}

const same = (a: View | null, b: View | null): boolean =>
  a === b || (a !== null && b !== null && a.x === b.x && a.y === b.y && a.zoom === b.zoom)
