/** The value above and the gradient below each wire; one component per wire, so that a step repaints only what it changed. */
import { ViewportPortal } from '@xyflow/react'
import { memo, useMemo } from 'react'
import { type Edge, edgeKey, type NodeId, type Point } from '../../shared/document/document'
import { formatNumber } from '../../shared/formula/formatNumber'
import { nameToText } from '../../shared/formula/nameToTex'
import type { Tensor } from '../../shared/tensor/tensor'
import { useGraph, useStale } from '../store/resultStore'
import { select, useSession } from '../store/sessionStore'
import { useEdgeGradient, useGradient, useProgress, useValue } from '../store/view'
import { cellsOf, chipSize, isNumber, shapeLabel } from './chipContent'
import { type ChipPlace, placeChips } from './chipPlacement'
import { type Box, type Curve, captionHeight, lookOf, outputPlace, stub } from './geometry'
import { HeatMap } from './heatMap'
import type { Peek } from './peek'

type OnPeek = (peek: Peek | null) => void

export function Chips({
  curves,
  boxes,
  ends,
  onPeek,
}: {
  curves: ReadonlyMap<Edge, Curve>
  boxes: ReadonlyMap<NodeId, Box>
  ends: ReadonlySet<NodeId>
  onPeek: OnPeek
}) {
  const graph = useGraph()
  const stale = useStale()
  const places = useMemo(
    () => placeChips(curves, edge => chipSize(graph.byId.get(edge.from)?.shape ?? null), boxes.values()),
    [curves, boxes, graph],
  )
  const sums = graph.nodes.filter(n => n.needsGradient && n.consumers.length > 1)
  return (
    <ViewportPortal>
      <div className={stale ? 'chips stale' : 'chips'}>
        {[...ends].map(id => (
          <EndChips key={id} node={id} box={boxes.get(id)!} onPeek={onPeek} />
        ))}
        {sums.map(({ id }) => (
          <SumChip key={id} node={id} box={boxes.get(id)!} onPeek={onPeek} />
        ))}
        {[...places].map(([edge, place]) => (
          <WireChips key={edgeKey(edge)} edge={edge} place={place} onPeek={onPeek} />
        ))}
      </div>
    </ViewportPortal>
  )
}

/** A click on a number leads to all of it. */
function pin(node: NodeId, tab: 'value' | 'gradient') {
  select([node])
  useSession.setState({ inspectorTab: tab })
}

const useNodeText = (node: NodeId): string => nameToText(useGraph().byId.get(node)?.name ?? '')

/** The value above a wire, and below it what came back on this wire alone. */
const WireChips = memo(function WireChips({
  edge,
  place,
  onPeek,
}: {
  edge: Edge
  place: ChipPlace
  onPeek: OnPeek
}) {
  const key = edgeKey(edge)
  const value = useValue(edge.from)
  const gradient = useEdgeGradient(key)
  const { current } = useProgress()
  const name = useNodeText(edge.from)
  const back = current?.phase === 'backward'
  return (
    <>
      <Chip
        kind="value"
        at={place.value}
        tensor={value}
        fresh={!back && current?.node === edge.from}
        label={`value of ${name}`}
        onPin={() => pin(edge.from, 'value')}
        onPeek={onPeek}
      />
      <Chip
        kind="gradient"
        at={place.gradient}
        tensor={gradient}
        fresh={back && current.edges.includes(key)}
        label={`gradient on the wire from ${name}`}
        onPin={() => pin(edge.from, 'gradient')}
        onPeek={onPeek}
      />
    </>
  )
})

/** Where nothing reads a node: its value and, at the root, the seed gradient, on a short wire that leads out. */
const EndChips = memo(function EndChips({ node, box, onPeek }: { node: NodeId; box: Box; onPeek: OnPeek }) {
  const graphNode = useGraph().byId.get(node)
  const value = useValue(node)
  const gradient = useGradient(node)
  const { current } = useProgress()
  const name = useNodeText(node)
  const { height } = chipSize(graphNode?.shape ?? null)
  const out = outputPlace(lookOf(graphNode?.op ?? undefined), box)
  const at = { x: box.x + out.x + stub.chipAt, y: box.y + out.y }
  return (
    <>
      <div
        className="stub"
        style={{ transform: `translate(${box.x + out.x}px, ${at.y - 1}px)`, width: stub.length - 6 }}
      />
      <Chip
        kind="value"
        at={{ x: at.x, y: at.y - height / 2 - 3 }}
        tensor={value}
        fresh={current?.phase === 'forward' && current.node === node}
        label={`value of ${name}`}
        onPin={() => pin(node, 'value')}
        onPeek={onPeek}
      />
      <Chip
        kind="gradient"
        at={{ x: at.x, y: at.y + height / 2 + 3 }}
        tensor={gradient?.gradient ?? null}
        fresh={false}
        label={`gradient of ${name}`}
        onPin={() => pin(node, 'gradient')}
        onPeek={onPeek}
      />
    </>
  )
})

/** At a fan-out: the sum of what has come back so far, and from how many branches. */
const SumChip = memo(function SumChip({ node, box, onPeek }: { node: NodeId; box: Box; onPeek: OnPeek }) {
  const arrived = useGradient(node)
  const name = useNodeText(node)
  const { height } = arrived ? chipSize(arrived.gradient.shape) : { height: 18 }
  const below =
    box.y + box.height + (lookOf(useGraph().byId.get(node)?.op ?? undefined) === 'pill' ? 0 : captionHeight)
  if (!arrived) return null
  return (
    <Chip
      kind="gradient"
      at={{ x: box.x + box.width / 2, y: below + height / 2 + 6 }}
      tensor={arrived.gradient}
      fresh={false}
      sum={arrived.from < arrived.of ? `${arrived.from} of ${arrived.of}` : ''}
      label={`gradient of ${name}, the sum over ${arrived.from} of ${arrived.of} branches`}
      onPin={() => pin(node, 'gradient')}
      onPeek={onPeek}
    />
  )
})

function Chip({
  kind,
  at,
  tensor,
  fresh,
  sum,
  label,
  onPin,
  onPeek,
}: {
  kind: 'value' | 'gradient'
  at: Point
  tensor: Tensor | null
  /** The current step is writing it. */
  fresh: boolean
  /** Present on a fan-out sum: what is still missing, or nothing. */
  sum?: string
  label: string
  onPin: () => void
  onPeek: OnPeek
}) {
  const number = tensor && isNumber(tensor.shape) ? formatNumber(tensor.data[0]!) : null
  const whole = tensor !== null && cellsOf(tensor.shape).whole
  const classes = [
    'chip',
    kind,
    !tensor && 'empty',
    fresh && 'fresh',
    number !== null && 'number',
    sum !== undefined && 'sum',
  ]
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`${classes.filter(Boolean).join(' ')} nopan nodrag`}
      style={{ transform: `translate(${at.x}px, ${at.y}px) translate(-50%, -50%)` }}
      aria-label={`${label}: ${number ?? (tensor ? shapeLabel(tensor.shape) : 'not reached')}`}
      onClick={onPin}
      onPointerEnter={() => tensor && onPeek({ kind, at, tensor, label })}
      onPointerLeave={() => onPeek(null)}
    >
      {sum !== undefined && <span className="chip-sum">Σ {sum}</span>}
      {tensor === null ? '–' : (number ?? <HeatMap tensor={tensor} />)}
      {tensor && number === null && !whole && <span className="chip-shape">{shapeLabel(tensor.shape)}</span>}
    </button>
  )
}
