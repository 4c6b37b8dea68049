/** The entries of a checked tensor as coloured cells: the verdict by colour and sign, the error by strength; hatched where left out. */
import type { LeafCheck } from '../../../shared/engine/check'
import { verdictOf } from '../../../shared/engine/checkVerdict'
import { countedPlace } from '../../../shared/engine/checkWords'
import type { Precision } from '../../../shared/engine/ground'
import { formatNumber } from '../../../shared/formula/formatNumber'
import { countText } from '../../../shared/formula/quantities'
import type { Shape } from '../../../shared/tensor/tensor'
import { type Cell, errorCells, strengthOf } from './errorCells'

interface Props {
  readonly leaf: LeafCheck
  readonly shape: Shape
  readonly precision: Precision
}

const signs = { pass: '', warn: '!', fail: '×', vacuous: '·' } as const

export function ErrorMap({ leaf, shape, precision }: Props) {
  const { columns, cells, inPlace, left } = errorCells(leaf, shape, precision)
  return (
    <>
      <div
        className={`check-map ${inPlace ? '' : 'in-order'}`}
        role="img"
        aria-label={`${countText(leaf.checked)} entries compared, ${countText(leaf.excluded)} left out; the numbers are in the table of entries`}
        style={{ gridTemplateColumns: `repeat(${columns}, ${columns > 16 ? 8 : columns > 10 ? 11 : 15}px)` }}
      >
        {cells.map(cell => (
          <MapCell key={cell.index} cell={cell} shape={shape} precision={precision} />
        ))}
      </div>
      {!inPlace && (
        <p>
          The entries that were looked at, in their order
          {left > 0 && `, without ${countText(left)} that are no worse`}.
        </p>
      )}
    </>
  )
}

function MapCell({ cell, shape, precision }: { cell: Cell } & Omit<Props, 'leaf'>) {
  const place = countedPlace(cell.index, shape)
  const { found } = cell
  if (!found) return <i className="check-cell" title={`${place}: not looked at`} />
  const both = `backprop ${formatNumber(found.analytic, 6)}, difference ${formatNumber(found.numeric, 6)}`
  if ('why' in found) return <i className="check-cell out" title={`${place}: left out; ${both}`} />
  const verdict = verdictOf(found, precision)
  const percent = Math.round(100 * strengthOf(found.relative))
  return (
    <i
      className={`check-cell ${verdict}`}
      style={{ background: `color-mix(in oklab, var(--tint) ${percent}%, var(--cell))` }}
      title={`${place}: relative error ${formatNumber(found.relative, 2)}; ${both}`}
    >
      {signs[verdict]}
    </i>
  )
}
