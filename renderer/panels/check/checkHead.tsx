/** The row above the table: the button, how to check, how far it is, and what was found in all. */
import './checkHead.css'
import { overallText } from '../../../shared/engine/checkWords'
import { nameToText } from '../../../shared/formula/nameToTex'
import { countText } from '../../../shared/formula/quantities'
import { checkAll, stopChecking, useCheck, useCheckStale } from '../../store/checkStore'
import { failureText } from '../cost/costSide'
import { CheckChoices } from './checkChoices'

export function CheckHead() {
  const checking = useCheck(state => state.checking)
  const again = useCheck(state => state.checked !== null)
  const stale = useCheckStale()
  return (
    <div className="check-head">
      {/* It stays where it is while it checks, and keeps the focus. */}
      <button
        type="button"
        className={`button ${checking || (again && !stale) ? '' : 'primary'}`}
        aria-disabled={checking !== null}
        onClick={checkAll}
      >
        {again ? 'Check again' : 'Check all gradients'}
      </button>
      {checking ? <Checking {...checking} /> : <CheckChoices />}
      <Status />
    </div>
  )
}

function Checking({ done, of }: { done: number; of: number }) {
  return (
    <>
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
    </>
  )
}

function Status() {
  const { checked, checking, stopped, failure } = useCheck()
  const stale = useCheckStale()
  if (failure !== null)
    return (
      <p className="check-status refusal" role="alert">
        {failureText(failure)}
      </p>
    )
  return (
    <p className="check-status" role="status">
      {checking ? (
        <span className="check-spoken">Checking …</span>
      ) : stopped ? (
        stopped === 'edit' ? (
          'Given up: the circuit was edited meanwhile.'
        ) : (
          'Cancelled.'
        )
      ) : stale ? (
        'Checked before the last edit.'
      ) : checked?.result.ok ? (
        overallText(checked.result.leaves, checked.choice.precision, nameToText)
      ) : null}
    </p>
  )
}
