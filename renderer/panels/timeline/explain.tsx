/** The cards that explain the step that was taken last, or say what is there when there is none. */
import './cards.css'
import './explain.css'
import { useMemo } from 'react'
import { explainStep } from '../../../shared/engine/explain'
import { graphFor, useResult, useStale } from '../../store/resultStore'
import { useView } from '../../store/view'
import { type Question, QuestionCard } from './question'
import { FailureCards, NoStepCards, StartCards } from './startCards'
import { StepCards } from './stepCards'

export function Explain({ cursor, question }: { cursor: number; question: Question | null }) {
  const { circuit, steps, failure } = useResult()
  const stale = useStale()
  const card = useCard(cursor)
  return (
    <div
      className="timeline-cards"
      data-stale={(stale && failure === null) || undefined}
      data-question={question?.open || undefined}
    >
      {failure !== null ? (
        <FailureCards failure={failure} />
      ) : card ? (
        <StepCards card={card} />
      ) : circuit && steps.length > 0 ? (
        <StartCards steps={steps} graph={graphFor(circuit)} />
      ) : (
        <NoStepCards />
      )}
      {question?.open && <QuestionCard question={question} />}
    </div>
  )
}

/** Made once per step, and again when something is hidden or found; `null` at the start. */
function useCard(cursor: number) {
  const { circuit, run, steps } = useResult()
  const isHidden = useView(view => view.isHidden)
  return useMemo(
    () =>
      circuit && run && steps[cursor - 1]
        ? explainStep({ circuit, graph: graphFor(circuit), run, steps, index: cursor - 1, isHidden })
        : null,
    [circuit, run, steps, cursor, isHidden],
  )
}
