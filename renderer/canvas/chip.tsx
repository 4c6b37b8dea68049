/** One number or heat map on the canvas. It selects what it shows, so that a step repaints only the chips that changed. */
import { memo } from 'react'
import type { NodeId } from '../../shared/document/document'
import { formatNumber } from '../../shared/formula/formatNumber'
import { askAbout } from '../store/explainStore'
import { openQuestion } from '../store/predictStore'
import { select, useSession } from '../store/sessionStore'
import { useEdgeGradient, useGradient, useHidden, useValue, useView, type View } from '../store/view'
import { cellsOf, isNumber, shapeLabel } from './chipContent'
import type { ChipSpec } from './chipList'
import { HeatMap } from './heatMap'
import type { Peek } from './peek'

interface Props extends Omit<ChipSpec, 'key'> {
  readonly onPeek: (peek: Peek | null) => void
}

export const Chip = memo(function Chip({ kind, node, edge, sum, x, y, label, onPeek }: Props) {
  const value = useValue(kind === 'value' ? node : null)
  const share = useEdgeGradient(edge)
  const arrived = useGradient(kind === 'gradient' && edge === null ? node : null)
  const hidden = useHidden({ kind, node })
  const fresh = useView(view => isWritten(view, kind, node, edge))
  const tensor = kind === 'value' ? value : edge ? share : (arrived?.gradient ?? null)
  if (sum && !tensor && !hidden) return null

  const number = tensor && isNumber(tensor.shape) ? formatNumber(tensor.data[0]!) : null
  const heat = tensor !== null && number === null
  const missing = sum && arrived && arrived.from < arrived.of ? `${arrived.from} of ${arrived.of}` : ''
  const classes = [
    'chip',
    kind,
    hidden ? 'hidden' : !tensor && 'empty',
    fresh && 'fresh',
    number && 'number',
    sum && 'sum',
  ]
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`${classes.filter(Boolean).join(' ')} nopan nodrag`}
      style={{ transform: `translate(${x}px, ${y}px) translate(-50%, -50%)` }}
      aria-label={`${label}: ${hidden ? 'hidden; predict it' : (number ?? (tensor ? shapeLabel(tensor.shape) : 'not reached'))}`}
      onClick={() => {
        onPeek(null)
        if (hidden) return openQuestion({ of: kind, node })
        pin(node, kind)
        if (tensor) askAbout(kind, node, edge)
      }}
      onPointerEnter={() => onPeek({ kind, node, edge, at: { x, y }, label })}
      onPointerLeave={() => onPeek(null)}
    >
      {sum && <span className="chip-sum">Σ {missing}</span>}
      {hidden ? '?' : tensor === null ? '–' : (number ?? <HeatMap tensor={tensor} />)}
      {heat && !cellsOf(tensor.shape).whole && <span className="chip-shape">{shapeLabel(tensor.shape)}</span>}
    </button>
  )
})

/** Whether the current step is what brings this number. */
const isWritten = (
  { progress: { current } }: View,
  kind: ChipSpec['kind'],
  node: NodeId,
  edge: ChipSpec['edge'],
): boolean =>
  kind === 'value'
    ? current?.phase === 'forward' && current.node === node
    : edge !== null && current?.phase === 'backward' && current.edges.includes(edge)

/** A click on a number leads to all of it, and to where it comes from. */
function pin(node: NodeId, tab: ChipSpec['kind']) {
  select([node])
  useSession.setState({ inspectorTab: tab })
}
