/** A tensor as a small picture of coloured cells; a dot marks an exact zero, so that zeros do not look like nothing. */
import { memo } from 'react'
import type { Tensor } from '../../shared/tensor/tensor'
import { heatColor } from '../ui/heat'
import { cellsOf, heatCells } from './chipContent'

export const HeatMap = memo(function HeatMap({ tensor }: { tensor: Tensor }) {
  const { rows, columns } = cellsOf(tensor.shape)
  return (
    <svg className="heat-map" width={columns * 11} height={rows * 11 - 1} aria-hidden="true">
      {heatCells(tensor).map((x, i) => {
        const [left, top] = [(i % columns) * 11, Math.floor(i / columns) * 11]
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity but their place
          <g key={i}>
            <rect x={left} y={top} width={10} height={10} rx={1.5} style={{ fill: heatColor(x) }} />
            {x === 0 && <circle className="heat-zero" cx={left + 5} cy={top + 5} r={1} />}
          </g>
        )
      })}
    </svg>
  )
})
