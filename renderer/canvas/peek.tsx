/** The card that shows a chip's numbers while the pointer is on it. */
import { ViewportPortal } from '@xyflow/react'
import type { EdgeKey, NodeId, Point } from '../../shared/document/document'
import { formatNumber } from '../../shared/formula/formatNumber'
import type { Tensor } from '../../shared/tensor/tensor'
import { useEdgeGradient, useGradient, useValue } from '../store/view'
import { heatColor } from '../ui/heat'
import { cellsOf, gridOf, shapeLabel } from './chipContent'

/** Which number the pointer is on: a node's value, a node's gradient so far, or what came back on one wire. */
export interface Peek {
  readonly kind: 'value' | 'gradient'
  readonly node: NodeId
  readonly edge: EdgeKey | null
  readonly at: Point
  readonly label: string
}

/** The entries in the top left corner as numbers, as many as a chip has cells; the rest is counted, and a click leads to all of them. */
export function PeekCard({ peek: { kind, node, edge, at, label } }: { peek: Peek }) {
  const value = useValue(node)
  const whole = useGradient(node)?.gradient ?? null
  const share = useEdgeGradient(edge)
  const tensor = kind === 'value' ? value : edge ? share : whole
  return tensor && <Numbers {...{ kind, at, label, tensor }} />
}

function Numbers({ kind, at, label, tensor }: Pick<Peek, 'kind' | 'at' | 'label'> & { tensor: Tensor }) {
  const { rows, columns } = gridOf(tensor.shape)
  const shown = cellsOf(tensor.shape)
  const more = rows * columns - shown.rows * shown.columns
  return (
    <ViewportPortal>
      <div
        className={`peek ${kind}`}
        style={{ transform: `translate(${at.x}px, ${at.y + 18}px) translateX(-50%)` }}
      >
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
    </ViewportPortal>
  )
}
