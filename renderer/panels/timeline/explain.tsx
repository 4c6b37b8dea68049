/** The cards that explain the number that was asked about; without one the step that was taken last, or what is there when there is none. */
import './cards.css'
import './explain.css'
import { useExplain } from '../../store/explainStore'
import { graphFor, useResult, useStale } from '../../store/resultStore'
import { ExplanationPanel } from '../explain/explanationPanel'
import { type Question, QuestionCard } from './question'
import { FailureCards, NoStepCards, StartCards } from './startCards'
import { StepCards } from './stepCards'
import { useCard } from './stepNow'

export function Explain({ cursor, question }: { cursor: number; question: Question | null }) {
  const { failure } = useResult()
  const stale = useStale()
  const asked = useExplain(state => state.asked)
  const shown = failure === null ? asked : null
  return (
    <div
      className="timeline-cards"
      data-stale={(stale && failure === null) || undefined}
      data-question={(question?.open && !shown) || undefined}
      data-explains={shown !== null || undefined}
    >
      {failure !== null ? (
        <FailureCards failure={failure} />
      ) : asked ? (
        <ExplanationPanel asked={asked} />
      ) : (
        <AtCursor cursor={cursor} />
      )}
      {question?.open && !shown && <QuestionCard question={question} />}
    </div>
  )
}

function AtCursor({ cursor }: { cursor: number }) {
  const { circuit, steps } = useResult()
  const card = useCard(cursor)
  if (card) return <StepCards card={card} />
  return circuit && steps.length > 0 ? (
    <StartCards steps={steps} graph={graphFor(circuit)} />
  ) : (
    <NoStepCards />
  )
}
