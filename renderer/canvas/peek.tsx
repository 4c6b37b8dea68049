/** The card that shows a chip's numbers while the pointer is on it. */
import { ViewportPortal } from '@xyflow/react'
import type { Point } from '../../shared/document/document'
import { formatNumber } from '../../shared/formula/formatNumber'
import type { Tensor } from '../../shared/tensor/tensor'
import { heatColor } from '../ui/heat'
import { cellsOf, gridOf, shapeLabel } from './chipContent'

export interface Peek {
  readonly kind: 'value' | 'gradient'
  readonly at: Point
  readonly tensor: Tensor
  readonly label: string
}

/** The first 6 × 6 entries as numbers; the rest is counted, and a click leads to all of them. */
export function PeekCard({ peek: { kind, at, tensor, label } }: { peek: Peek }) {
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
