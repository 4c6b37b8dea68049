/** A tensor as a small picture of coloured cells. */
import { memo } from 'react'
import type { Tensor } from '../../shared/tensor/tensor'
import { heatColor } from '../ui/heat'
import { cellsOf, heatCells } from './chipContent'

export const HeatMap = memo(function HeatMap({ tensor }: { tensor: Tensor }) {
  const { rows, columns } = cellsOf(tensor.shape)
  return (
    <svg className="heat-map" width={columns * 11} height={rows * 11 - 1} aria-hidden="true">
      {heatCells(tensor).map((x, i) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity but their place
          key={i}
          x={(i % columns) * 11}
          y={Math.floor(i / columns) * 11}
          width={10}
          height={10}
          rx={1.5}
          style={{ fill: heatColor(x) }}
        />
      ))}
    </svg>
  )
})
