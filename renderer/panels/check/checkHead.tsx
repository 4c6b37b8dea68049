/** The row above the table: the button, how to check, how far it is, and what was found in all. */
import './checkHead.css'
import { overallText } from '../../../shared/engine/checkWords'
import { nameToText } from '../../../shared/formula/nameToTex'
import { countText } from '../../../shared/formula/quantities'
import { checkAll, stopChecking, useCheck, useCheckStale } from '../../store/checkStore'
import { useView } from '../../store/view'
import { failureText } from '../cost/costSide'
import { CheckChoices } from './checkChoices'

export function CheckHead() {
  const { checked, checking, failure } = useCheck()
  const stale = useCheckStale()
  const isCurrent = checked !== null && !stale
  return (
    <div className="check-head">
      {/* It stays where it is while it checks, and keeps the focus. */}
      <button
        type="button"
        className={`button ${checking || isCurrent ? '' : 'primary'}`}
        aria-disabled={checking !== null}
        onClick={checkAll}
      >
        {checked ? 'Check again' : 'Check all gradients'}
      </button>
      <CheckChoices />
      {checking && <Checking {...checking} />}
      {failure === null ? (
        <p className={checking ? 'check-spoken' : 'check-status'} role="status">
          {checking ? 'Checking …' : <Status />}
        </p>
      ) : (
        <p className="check-status refusal" role="alert">
          {failureText(failure)}
        </p>
      )}
    </div>
  )
}

function Checking({ done, of }: { done: number; of: number }) {
  return (
    <div className="check-checking">
      <button type="button" className="button" onClick={stopChecking}>
        Cancel
      </button>
      <progress
        className="check-progress"
        aria-label="Entries checked"
        {...(of > 0 && { value: done, max: of })}
      />
      <span className="check-count">
        {of > 0 ? `${countText(done)} of ${countText(of)} entries` : 'Computing the gradients …'}
      </span>
    </div>
  )
}

/** What came of it, in a sentence or two. */
function Status() {
  const { checked, stopped } = useCheck()
  const stale = useCheckStale()
  const isHidden = useView(view => view.isHidden)
  if (stopped === 'edit') return 'Given up: the circuit was edited meanwhile.'
  if (stopped === 'person') return 'Cancelled.'
  if (stale) return 'Checked before the last edit.'
  if (!checked?.result.ok) return null
  const { leaves } = checked.result
  const told = leaves.filter(({ node }) => !isHidden({ kind: 'gradient', node }))
  const untold = leaves.length - told.length
  const more = untold === 0 ? '' : `${countText(untold)} hidden until predicted.`
  return `${overallText(told, checked.choice.precision, nameToText)} ${more}`.trim()
}
