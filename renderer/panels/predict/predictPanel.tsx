/** The Predict tab: what is hidden and how far the person has come, one question to answer, and help with it. */
import './predictPanel.css'
import { hide } from '../../../shared/document/edit/hide'
import { askable } from '../../../shared/engine/hidden'
import { edit, selectDocument, useDocument } from '../../store/documentStore'
import { idOf, inOrder, nextOpen, usePredict } from '../../store/predictStore'
import { graphFor } from '../../store/resultStore'
import { Help } from './help'
import { QuestionCard } from './questionCard'
import { QuestionList } from './questionList'

export function PredictPanel() {
  const { lesson, circuit } = useDocument(selectDocument)
  const chosen = usePredict(state => state.chosen)
  const hidden = inOrder(lesson.hidden, circuit)
  const current = hidden.find(one => idOf(one) === chosen) ?? nextOpen(hidden, null) ?? hidden[0]
  if (!current) return <NothingHidden />
  return (
    <div className="predict">
      <QuestionList hidden={hidden} current={current} />
      <QuestionCard key={`card ${idOf(current)}`} hidden={current} all={hidden} />
      <Help key={idOf(current)} hidden={current} />
    </div>
  )
}

function NothingHidden() {
  const { circuit } = useDocument(selectDocument)
  const gradients = askable(graphFor(circuit), 'gradient')
  const values = askable(graphFor(circuit), 'value')
  return (
    <div className="predict-nothing">
      <p>
        Hide numbers, and they are to be predicted before they are shown. Hide all gradients or all values
        here, or only those of what you select, with “Hide the gradient” and “Hide the value” in the Circuit
        menu. The file keeps what is hidden, and the score.
      </p>
      <p className="predict-buttons">
        <button
          type="button"
          className="button primary"
          disabled={gradients.length === 0}
          onClick={() => edit(document => hide(document, 'gradient', gradients))}
        >
          Hide all gradients
        </button>
        <button
          type="button"
          className="button"
          disabled={values.length === 0}
          onClick={() => edit(document => hide(document, 'value', values))}
        >
          Hide all values
        </button>
      </p>
    </div>
  )
}
