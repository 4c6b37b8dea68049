/** Stands wherever numbers would that are hidden until they are predicted, and leads to their question. */
import './hiddenNumbers.css'
import type { Quantity } from '../../../shared/engine/quantity'
import { openHidden } from '../../store/predictStore'

export const HiddenNumbers = ({ of }: { of: Quantity }) => (
  <p className="hidden-numbers">
    <span aria-hidden="true">?</span> Hidden.{' '}
    <button type="button" className="inspector-link" onClick={() => openHidden(of)}>
      Predict it
    </button>
  </p>
)
