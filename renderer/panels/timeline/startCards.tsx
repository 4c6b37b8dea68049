/** The cards where there is no step to show: at the start, and in a circuit that has no steps yet. */
import './cards.css'
import './startCards.css'
import type { Graph } from '../../../shared/engine/graph'
import { sentenceOf } from '../../../shared/engine/problems'
import type { Step } from '../../../shared/engine/steps'
import { titleOf } from '../../../shared/engine/stepWords'
import { useGraph } from '../../store/resultStore'
import { select } from '../../store/sessionStore'
import { Rich } from './richText'

/** At the start of a circuit that has steps; the first of them goes forward. `graph` is of the circuit that they belong to. */
export function StartCards({ steps, graph }: { steps: readonly Step[]; graph: Graph }) {
  const first = steps[0]!
  const forward = steps.filter(step => step.phase === 'forward').length
  return (
    <>
      <section className="timeline-card" aria-label="What happens">
        <div className="timeline-head">
          <span className="timeline-badge">Start</span>
          <h2 className="timeline-title">Inputs and parameters are known</h2>
        </div>
        <p className="timeline-dim">Step forward to compute the first node, or play all steps.</p>
      </section>
      <section className="timeline-card" aria-label="The way">
        <h2 className="caption">The way</h2>
        <p>{countOf(forward)} forward: each node computes its value from the wires that come in.</p>
        <p>
          {steps.length === forward
            ? 'No step backward: nothing here wants a gradient.'
            : `${countOf(steps.length - forward)} backward: each node sends a gradient to what it read.`}
        </p>
      </section>
      <section className="timeline-card" aria-label="Next">
        <h2 className="caption">Next</h2>
        <p>
          Forward <Rich text={titleOf(graph, first)} />
        </p>
      </section>
    </>
  )
}

const countOf = (n: number) => `${n} ${n === 1 ? 'step' : 'steps'}`

/** Where the engine failed: nothing about a step can be said then, since what is known belongs to an older circuit. */
export function FailureCards({ failure }: { failure: string }) {
  return (
    <>
      <section className="timeline-card" aria-label="What happens">
        <h2 className="timeline-title">This could not be computed</h2>
        <p className="timeline-dim">A fault in the program, not in your circuit.</p>
      </section>
      <section className="timeline-card timeline-wide" aria-label="The fault">
        <h2 className="caption">The fault</h2>
        <p className="timeline-dim">{failure}</p>
        <p className="timeline-dim">
          Numbers that are still on the canvas are those from before. The circuit can be edited, undone and
          saved as ever.
        </p>
      </section>
    </>
  )
}

/** In a circuit without steps: what to do first, or what is missing. */
export function NoStepCards() {
  const { nodes, problems } = useGraph()
  const [title, words] =
    nodes.length === 0
      ? [
          'Begin a circuit',
          'Drag an op from the left onto the canvas, or double-click the canvas to search for one.',
        ]
      : problems.length > 0
        ? ['Nothing to step through yet', 'The circuit is computed as soon as this is settled.']
        : ['Nothing to step through yet', 'These values stand alone. Add an op and draw a wire to it.']
  return (
    <>
      <section className="timeline-card" aria-label="What happens">
        <h2 className="timeline-title">{title}</h2>
        <p className="timeline-dim">{words}</p>
      </section>
      <section className="timeline-card timeline-wide" aria-label="What is missing">
        {problems.length > 0 && <h2 className="caption">What is missing</h2>}
        <ul className="timeline-problems">
          {problems.slice(0, MOST_PROBLEMS).map(problem => {
            const sentence = sentenceOf(problem)
            return (
              <li key={`${problem.node} ${sentence}`}>
                <button type="button" onClick={() => select([problem.node])}>
                  {sentence}
                </button>
              </li>
            )
          })}
        </ul>
        {problems.length > MOST_PROBLEMS && (
          <p className="timeline-dim">
            And {problems.length - MOST_PROBLEMS} more; the inspector lists them all.
          </p>
        )}
      </section>
    </>
  )
}

const MOST_PROBLEMS = 20
