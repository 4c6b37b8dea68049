/** The card that shows a chip's numbers while the pointer is on it. */
import './peek.css'
import { useStore } from '@xyflow/react'
import { useLayoutEffect, useRef } from 'react'
import type { EdgeKey, NodeId, Point } from '../../shared/document/document'
import { formatNumber } from '../../shared/formula/formatNumber'
import type { Tensor } from '../../shared/tensor/tensor'
import { useEdgeGradient, useGradient, useValue } from '../store/view'
import { heatColor } from '../ui/heat'
import { cellsOf, chipSize, gridOf, shapeLabel } from './chipContent'

/** Which number the pointer is on: a node's value, a node's gradient so far, or what came back on one wire. */
export interface Peek {
  readonly kind: 'value' | 'gradient'
  readonly node: NodeId
  readonly edge: EdgeKey | null
  readonly at: Point
  readonly label: string
}

/** Stands beside its chip, inside the canvas, at its own size whatever the zoom. */
export function PeekCard({ peek: { kind, node, edge, at, label } }: { peek: Peek }) {
  const value = useValue(node)
  const whole = useGradient(node)?.gradient ?? null
  const share = useEdgeGradient(edge)
  const tensor = kind === 'value' ? value : edge ? share : whole
  return tensor && <Numbers {...{ kind, at, label, tensor }} />
}

/** Free space between the card and its chip, and between the card and the canvas's edge. */
const apart = 12

/** The entries in the top left corner as numbers, as many as a chip has cells; the rest is counted, and a click leads to all of them. */
function Numbers({ kind, at, label, tensor }: Pick<Peek, 'kind' | 'at' | 'label'> & { tensor: Tensor }) {
  const card = useRef<HTMLDivElement>(null)
  const [left, top, zoom] = useStore(state => state.transform)
  useLayoutEffect(() => {
    const { offsetWidth: width, offsetHeight: height, parentElement } = card.current!
    const { clientWidth, clientHeight } = parentElement!
    const [x, y] = [at.x * zoom + left, at.y * zoom + top]
    // A value stands above its wire, so its card opens upwards, and a gradient's downwards: neither covers the other.
    const up = y - height - apart - (chipSize(tensor.shape).height / 2) * zoom
    const down = y + apart + (chipSize(tensor.shape).height / 2) * zoom
    const wanted = kind === 'value' ? up : down
    const fits = wanted >= apart && wanted + height <= clientHeight - apart
    const placed = fits ? wanted : kind === 'value' ? down : up
    const clamp = (p: number, most: number) => Math.max(apart, Math.min(p, most - apart))
    card.current!.style.translate = `${clamp(x - width / 2, clientWidth - width)}px ${clamp(placed, clientHeight - height)}px`
  })
  const { rows, columns } = gridOf(tensor.shape)
  const shown = cellsOf(tensor.shape)
  const more = rows * columns - shown.rows * shown.columns
  return (
    <div ref={card} className={`peek ${kind}`}>
      <div className="peek-title">
        {label} · {shapeLabel(tensor.shape)}
      </div>
      <table>
        <tbody>
          {Array.from({ length: shown.rows }, (_, r) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
            <tr key={r}>
              {Array.from({ length: shown.columns }, (_, c) => {
                const x = tensor.data[r * columns + c]!
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity but their place
                  <td key={c} style={{ boxShadow: `inset 3px 0 ${heatColor(x)}` }}>
                    {formatNumber(x)}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <div className="peek-more">and {more.toLocaleString('en')} more; click to see all</div>}
    </div>
  )
}
