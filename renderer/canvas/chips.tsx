/** The layer of values and gradients above the circuit: those in view, and none where they could not be read. */
import './chips.css'
import { useStore, ViewportPortal } from '@xyflow/react'
import { memo, useMemo, useRef } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { Edge, NodeId } from '../../shared/document/document'
import { useGraph, useStale } from '../store/resultStore'
import { Chip } from './chip'
import { type ChipList, chipListOf } from './chipList'
import { type Box, type Curve, lookOf, outputPlace, stub } from './geometry'
import { HealthChips } from './healthChips'
import type { Peek } from './peek'

interface Props {
  readonly curves: ReadonlyMap<Edge, Curve>
  readonly boxes: ReadonlyMap<NodeId, Box>
  readonly ends: ReadonlySet<NodeId>
  readonly onPeek: (peek: Peek | null) => void
}

/** Smaller than this, a number is a smudge. */
const leastZoom = 0.4
/** As many are always drawn; beyond, only those in view. */
const few = 150
/** The view is followed in steps of so many canvas pixels, so that panning seldom changes the list. */
const stride = 200
/** No chip reaches farther from its centre. */
const reach = 60

export const Chips = memo(function Chips({ curves, boxes, ends, onPeek }: Props) {
  const graph = useGraph()
  const stale = useStale()
  const before = useRef<ChipList | undefined>(undefined)
  const { chips } = useMemo(() => {
    before.current = chipListOf(graph, curves, boxes, ends, before.current)
    return before.current
  }, [graph, curves, boxes, ends])
  const seen = useViewInStrides()
  const { left, top, right, bottom, readable } = seen
  const shown = chips.filter(({ x, y }) => x > left && x < right && y > top && y < bottom)
  if (!readable) return null
  return (
    <ViewportPortal>
      <div className={stale ? 'chips stale' : 'chips'}>
        {[...ends].map(id => (
          <Stub
            key={id}
            box={boxes.get(id)!}
            out={outputPlace(lookOf(graph.byId.get(id)?.op ?? undefined), boxes.get(id)!)}
          />
        ))}
        {(chips.length <= few ? chips : shown).map(({ key, ...chip }) => (
          <Chip key={key} {...chip} onPeek={onPeek} />
        ))}
        <HealthChips boxes={boxes} seen={seen} />
      </div>
    </ViewportPortal>
  )
})

function Stub({ box, out }: { box: Box; out: { x: number; y: number } }) {
  const at = `translate(${box.x + out.x}px, ${box.y + out.y - 1}px)`
  return <div className="stub" style={{ transform: at, width: stub.length - 6 }} />
}

/** What is in view, in canvas pixels, rounded outwards. */
const useViewInStrides = () =>
  useStore(
    useShallow(({ transform: [x, y, zoom], width, height }) => {
      const outwards = (low: number, high: number) => [
        Math.floor(low / stride) * stride - reach,
        Math.ceil(high / stride) * stride + reach,
      ]
      const [left, right] = outwards(-x / zoom, (width - x) / zoom)
      const [top, bottom] = outwards(-y / zoom, (height - y) / zoom)
      return { left: left!, right: right!, top: top!, bottom: bottom!, readable: zoom >= leastZoom }
    }),
  )
