/** Whether what was displayed, worked out by the formula, gives what the engine has. */
import type { Result } from '../../../shared/engine/answered'
import { formatExact } from '../../../shared/formula/formatNumber'

export function Verdict({
  result,
}: {
  result: Pick<Result, 'agrees' | 'difference' | 'compared' | 'of'> & Partial<Pick<Result, 'remark'>>
}) {
  const { agrees, difference, compared, of, remark } = result
  const which =
    compared < of ? `${compared.toLocaleString('en')} of ${of.toLocaleString('en')} entries: ` : ''
  return agrees ? (
    <span className="explain-agrees" title={`Largest difference: ${formatExact(difference)}`}>
      <span aria-hidden="true">✓</span> {which}equal to the engine’s number
    </span>
  ) : (
    <span className="refusal" role="alert">
      {which}the formula gives another number; the largest difference is {formatExact(difference)}.
      {remark && ` ${remark}`}
    </span>
  )
}
