/** Backprop against the differences in numbers: the entries that say most against the gradient, worst first. */
import type { LeafCheck } from '../../../shared/engine/check'
import { verdictOf } from '../../../shared/engine/checkVerdict'
import { countedPlace } from '../../../shared/engine/checkWords'
import type { Precision } from '../../../shared/engine/ground'
import { formatNumber } from '../../../shared/formula/formatNumber'
import { indexAt } from '../../../shared/formula/indices'
import { countText } from '../../../shared/formula/quantities'
import type { Shape } from '../../../shared/tensor/tensor'
import { ask } from '../../store/explainStore'
import { VerdictMark } from '../../ui/verdictMark'
import { worstFirst } from './errorCells'

interface Props {
  readonly leaf: LeafCheck
  readonly shape: Shape
  readonly precision: Precision
}

const mostShown = 50

export function EntryTable({ leaf: { comparisons, node }, shape, precision }: Props) {
  const quantity = { kind: 'gradient', node } as const
  const sorted = worstFirst(comparisons, precision)
  if (sorted.length === 0) return null
  return (
    <div className="check-part check-entries">
      <table className="check-table entries" aria-label="Entries, worst first">
        <thead>
          <tr>
            <th scope="col" title="Row and column, counted from 1">
              Entry
            </th>
            <th scope="col">Backprop</th>
            <th scope="col">Difference</th>
            <th scope="col">Absolute</th>
            <th scope="col">Relative</th>
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, mostShown).map(entry => (
            <tr key={entry.index}>
              <th scope="row">
                <span className="check-verdict">
                  <VerdictMark mark={verdictOf(entry, precision)} />
                  <button
                    type="button"
                    title="Explain this entry"
                    aria-label={`Explain entry ${countedPlace(entry.index, shape)}`}
                    onClick={() => ask({ quantity, entry: indexAt(entry.index, shape) }, { focus: true })}
                  >
                    {countedPlace(entry.index, shape)}
                  </button>
                </span>
              </th>
              <td>{formatNumber(entry.analytic, 6)}</td>
              <td>{formatNumber(entry.numeric, 6)}</td>
              <td>{formatNumber(entry.absolute, 2)}</td>
              <td>{formatNumber(entry.relative, 2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {sorted.length > mostShown && (
        <p>… and {countText(sorted.length - mostShown)} more, none of them worse.</p>
      )}
    </div>
  )
}
