/** The timeline: step buttons, speed, the bar of steps, and under them the cards that explain the current step. */
import './timeline.css'
import { useMemo } from 'react'
import { explainStep } from '../../../shared/engine/explain'
import { textOfStep } from '../../../shared/engine/stepWords'
import { graphFor, useResult, useStale } from '../../store/resultStore'
import { useTimeline } from '../../store/timelineStore'
import { Computing } from './computing'
import { QuestionCard, useQuestion } from './question'
import { ScrubBar } from './scrubBar'
import { SpeedMenu } from './speedMenu'
import { FailureCards, NoStepCards, StartCards } from './startCards'
import { StepButtons } from './stepButtons'
import { StepCards } from './stepCards'

export function Timeline() {
  const { circuit, steps, failure } = useResult()
  const cursor = Math.min(
    useTimeline(t => t.cursor),
    steps.length,
  )
  const stale = useStale()
  const step = useStep(cursor)
  const question = useQuestion()
  const text = step ? `Step ${cursor} of ${steps.length}: ${step.text}` : startText(steps.length)
  return (
    <section className="timeline" aria-label="Timeline">
      <div className="timeline-row">
        <StepButtons />
        <SpeedMenu />
        <ScrubBar text={text} />
        <Computing />
        {question && (
          <button
            type="button"
            className="timeline-ask"
            aria-pressed={question.open}
            onClick={() => question.setOpen(!question.open)}
          >
            Question
          </button>
        )}
        <span className="timeline-count">{countText(cursor, steps.length)}</span>
      </div>
      <div
        className="timeline-cards"
        data-stale={(stale && failure === null) || undefined}
        data-question={question?.open || undefined}
      >
        {failure !== null ? (
          <FailureCards failure={failure} />
        ) : step ? (
          <StepCards card={step.card} />
        ) : circuit && steps.length > 0 ? (
          <StartCards steps={steps} graph={graphFor(circuit)} />
        ) : (
          <NoStepCards />
        )}
        {question?.open && <QuestionCard question={question} />}
      </div>
      <p className="timeline-spoken" aria-live="polite">
        {text}
      </p>
    </section>
  )
}

/** The explanation of the step that was taken last, made once per step; `null` at the start. */
function useStep(cursor: number) {
  const { circuit, run, steps } = useResult()
  return useMemo(() => {
    const step = steps[cursor - 1]
    if (!circuit || !run || !step) return null
    const graph = graphFor(circuit)
    return {
      card: explainStep({ circuit, graph, run, steps, index: cursor - 1 }),
      text: textOfStep(run, graph, step),
    }
  }, [circuit, run, steps, cursor])
}

const startText = (length: number) =>
  length > 0 ? 'Start: inputs and parameters are known.' : 'There are no steps yet.'

const countText = (cursor: number, length: number) =>
  length === 0 ? 'No steps' : cursor === 0 ? `Start · ${length} steps` : `Step ${cursor} of ${length}`
