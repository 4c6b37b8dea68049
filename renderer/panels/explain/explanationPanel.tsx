/** Where one number comes from, in four stages, with links to what it was made from. */
import '../timeline/cards.css'
import './explanationPanel.css'
import { ToggleGroup } from 'radix-ui'
import { useEffect, useMemo, useRef } from 'react'
import type { Answered } from '../../../shared/engine/answered'
import { tensorAt } from '../../../shared/engine/asking'
import { explainNumber } from '../../../shared/engine/explainNumber'
import type { Asked } from '../../../shared/engine/quantity'
import { ask, closeExplanation, reach, useExplain } from '../../store/explainStore'
import { graphFor, useResult } from '../../store/resultStore'
import { goTo, useTimeline } from '../../store/timelineStore'
import { useHidden } from '../../store/view'
import { Tex } from '../../ui/tex'
import { Rich } from '../timeline/richText'
import { ChainStages } from './chainStages'
import { EntryField } from './entryField'
import { ExplanationNav } from './explanationNav'
import { Stages } from './stages'

export function ExplanationPanel({ asked }: { asked: Asked }) {
  const answered = useAnswer(asked)
  const cursor = useTimeline(t => t.cursor)
  const head = useRef<HTMLHeadingElement>(null)
  const { focus, view } = useExplain()
  const { quantity, entry } = asked
  const chainOf = quantity.kind === 'gradient' && entry === null ? quantity.node : null
  useEffect(() => {
    if (focus > 0) head.current?.focus()
  }, [focus])
  if (!answered) return <Gone />
  const waits = answered.step !== null && answered.step > cursor
  return (
    <>
      <section className="timeline-card" aria-label="What is explained">
        <div className="timeline-head">
          <div className="explain-top">
            <span className={`timeline-badge ${answered.phase === 'value' ? 'forward' : 'backward'}`}>
              {answered.phase === 'value' ? 'Value' : 'Gradient'}
            </span>
            <ExplanationNav />
          </div>
          <h2 className="timeline-title" tabIndex={-1} ref={head} aria-live="polite">
            <Rich text={answered.title} />
          </h2>
        </div>
        {chainOf !== null && !waits && <ViewChoice />}
        <About answered={answered} waits={waits} />
      </section>
      {waits ? (
        <NotYet step={answered.step!} />
      ) : chainOf !== null && view === 'chain' ? (
        <ChainStages node={chainOf} />
      ) : (
        <Stages answered={answered} />
      )}
    </>
  )
}

/** The one rule, or all the way. */
function ViewChoice() {
  const view = useExplain(state => state.view)
  return (
    <ToggleGroup.Root
      type="single"
      className="segments explain-view"
      aria-label="How far back"
      value={view}
      onValueChange={value => value && useExplain.setState({ view: value as 'step' | 'chain' })}
    >
      <ToggleGroup.Item value="step">This step</ToggleGroup.Item>
      <ToggleGroup.Item value="chain">From the loss</ToggleGroup.Item>
    </ToggleGroup.Root>
  )
}

/** What it is, which entry, which step made it, and from what. */
function About({ answered, waits }: { answered: Answered; waits: boolean }) {
  const { sentence, asked, step, operands } = answered
  const shape = useShape(asked)
  // Of a number that no formula makes, such as the seed, the sentence tells it.
  const tells = useHidden(asked.quantity) && operands.length === 0
  return (
    <>
      <div className="explain-where">
        {shape && shape.length > 0 && <EntryField key={JSON.stringify(asked)} asked={asked} shape={shape} />}
        {step !== null && !waits && (
          <button type="button" className="explain-step" onClick={() => goTo(step)}>
            Made by step {step}
          </button>
        )}
      </div>
      {!waits && operands.length > 0 && (
        <div className="explain-operands">
          <h3 className="caption">Made from</h3>
          {operands.map(operand => (
            <button
              key={operand.tex}
              type="button"
              className="explain-operand"
              onClick={() => ask(operand.asked)}
            >
              <Tex>{operand.tex}</Tex> <span className="timeline-dim">{operand.shape}</span>
            </button>
          ))}
        </div>
      )}
      {!tells && (
        <p className="timeline-dim">
          <Rich text={sentence} />
        </p>
      )}
    </>
  )
}

/** The numbers of a step that is still to come are not told ahead of it. */
const NotYet = ({ step }: { step: number }) => (
  <section className="timeline-card timeline-wide" aria-label="Not reached yet">
    <p>The timeline has not reached this number: step {step} makes it.</p>
    <p>
      <button type="button" className="button" onClick={() => reach(step)}>
        Go to step {step}
      </button>
    </p>
  </section>
)

const Gone = () => (
  <section className="timeline-card" aria-label="What is explained">
    <ExplanationNav />
    <h2 className="timeline-title">Nothing to explain here</h2>
    <p className="timeline-dim">
      The circuit has no such number now: its node is gone or cannot be computed, or no gradient comes there.
    </p>
    <p>
      <button type="button" className="button" onClick={closeExplanation}>
        Back to the step
      </button>
    </p>
  </section>
)

function useAnswer(asked: Asked): Answered | null {
  const { circuit, run, steps } = useResult()
  const terms = useExplain(state => state.terms)
  return useMemo(
    () =>
      circuit && run
        ? explainNumber({ circuit, graph: graphFor(circuit), run, steps }, asked, { terms })
        : null,
    [circuit, run, steps, asked, terms],
  )
}

function useShape({ quantity }: Asked) {
  const { circuit, run, steps } = useResult()
  if (!circuit || !run) return null
  return tensorAt({ graph: graphFor(circuit), run, steps }, quantity)?.shape ?? null
}
