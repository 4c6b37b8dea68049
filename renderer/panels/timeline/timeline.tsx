/** The timeline: step buttons, speed, the bar of steps, and under them the tabs that explain and measure the circuit. */
import './timeline.css'
import { closeExplanation, useExplain } from '../../store/explainStore'
import { useResult } from '../../store/resultStore'
import { useSession } from '../../store/sessionStore'
import { useTimeline } from '../../store/timelineStore'
import { CheckPanel } from '../check/checkPanel'
import { CostPanel } from '../cost/costPanel'
import { PredictPanel } from '../predict/predictPanel'
import { Computing } from './computing'
import { Explain } from './explain'
import { useQuestion } from './question'
import { ScrubBar } from './scrubBar'
import { SpeedMenu } from './speedMenu'
import { StepButtons } from './stepButtons'
import { countText, useStepText } from './stepNow'
import { TimelineTabs } from './timelineTabs'

export function Timeline() {
  const { steps } = useResult()
  const cursor = Math.min(
    useTimeline(t => t.cursor),
    steps.length,
  )
  const question = useQuestion()
  const asked = useExplain(state => state.asked !== null)
  const explains = useSession(session => session.timelineTab === 'explain') && !asked
  const text = useStepText(cursor)
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
            aria-pressed={question.open && explains}
            onClick={() => {
              question.setOpen(!(question.open && explains))
              closeExplanation()
              useSession.setState({ timelineTab: 'explain' })
            }}
          >
            Question
          </button>
        )}
        <span className="timeline-count">{countText(cursor, steps.length)}</span>
      </div>
      <TimelineTabs
        panels={{
          explain: <Explain cursor={cursor} question={question} />,
          check: <CheckPanel />,
          predict: <PredictPanel />,
          cost: <CostPanel />,
        }}
      />
      <p className="timeline-spoken" aria-live="polite">
        {text}
      </p>
    </section>
  )
}
