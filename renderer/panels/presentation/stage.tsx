/** Below the circuit while it is presented: what is said about this place in large type, the step, and how far the steps have come. */
import './stage.css'
import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import type { Mark } from '../../../shared/engine/bookmarks'
import { type Explanation, explainStep } from '../../../shared/engine/explain'
import { textOfStep } from '../../../shared/engine/stepWords'
import { useLastMark, useMarks } from '../../store/bookmarks'
import { selectCircuit, selectDocument, useDocument } from '../../store/documentStore'
import { graphFor, useResult, useStale } from '../../store/resultStore'
import { useTimeline } from '../../store/timelineStore'
import { RibbonIcon } from '../../ui/icons'
import { Tex } from '../../ui/tex'
import { placeText } from '../timeline/bookmarkMarks'
import { Rich } from '../timeline/richText'
import { withSymbols } from '../withSymbols'
import { useFittingType } from './fittingType'
import { ProgressLine } from './progressLine'

export function Stage() {
  const stage = useRef<HTMLElement>(null)
  const card = useCard()
  const mark = useLastMark()
  const said = mark !== null && mark.bookmark.caption !== ''
  useEffect(() => {
    const before = document.activeElement
    stage.current?.focus()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    <section
      ref={stage}
      className="stage"
      aria-label="Presentation"
      tabIndex={-1}
      data-said={said || undefined}
      data-stale={useStale() || undefined}
    >
      <ProgressLine />
      {said ? <Caption mark={mark} /> : <Unmarked card={card} />}
      <StepNow card={card} />
      <Spoken mark={mark} />
    </section>
  )
}

/** Made once per step; `null` at the start. */
function useCard(): Explanation | null {
  const { circuit, run, steps } = useResult()
  const cursor = useTimeline(t => t.cursor)
  return useMemo(
    () =>
      circuit && run && steps[cursor - 1]
        ? explainStep({ circuit, graph: graphFor(circuit), run, steps, index: cursor - 1 })
        : null,
    [circuit, run, steps, cursor],
  )
}

function Caption({ mark: { cursor, bookmark } }: { mark: Mark }) {
  const here = useTimeline(t => t.cursor === cursor)
  const { on } = useMarks()
  return (
    <Words text={bookmark.caption} least={24} past={!here}>
      <RibbonIcon filled={here} />
      {on.findIndex(mark => mark.cursor === cursor) + 1} of {on.length}
      {!here && `, from ${placeText(cursor)}`}
    </Words>
  )
}

/** Where nobody has said anything yet: the document's question, or its words; then what the step's op says of itself. */
function Unmarked({ card }: { card: Explanation | null }) {
  const { question, text } = useDocument(selectDocument).about
  if (card)
    return (
      <Words text={card.sentence} least={17}>
        What happens
      </Words>
    )
  return (
    <Words text={question.trim() || text} least={17}>
      {question.trim() ? 'A question' : 'What it shows'}
    </Words>
  )
}

interface WordsProps {
  readonly text: string
  /** The least size of the letters, in pixels. */
  readonly least: number
  /** Said at an earlier step. */
  readonly past?: boolean
  readonly children: ReactNode
}

function Words({ text, least, past = false, children }: WordsProps) {
  const words = useRef<HTMLParagraphElement>(null)
  const circuit = useDocument(selectCircuit)
  useFittingType(words, width => ({ least, most: Math.max(24, Math.min(44, Math.round(width / 45))) }))
  return (
    <div className="stage-caption" data-past={past || undefined}>
      <p className="stage-place">{children}</p>
      <p className="stage-words" ref={words}>
        {withSymbols(text, circuit)}
      </p>
    </div>
  )
}

function StepNow({ card }: { card: Explanation | null }) {
  const steps = useResult(result => result.steps)
  const cursor = useTimeline(t => t.cursor)
  const { about } = useDocument(selectDocument)
  const rules = useRef<HTMLDivElement>(null)
  useFittingType(rules, width => ({ least: 13, most: Math.min(32, Math.round(width / 60)) }))
  return (
    <div className="stage-step">
      <p className="stage-place">
        <span className={`timeline-badge ${card?.phase ?? ''}`}>
          {card === null ? 'Start' : card.phase === 'forward' ? 'Forward' : 'Backward'}
        </span>
        {steps.length > 0 && (cursor === 0 ? `${steps.length} steps` : `Step ${cursor} of ${steps.length}`)}
      </p>
      <h2 className="stage-title">
        {card ? <Rich text={card.title} /> : about.title || 'Inputs and parameters are known'}
      </h2>
      <div className="stage-rules" ref={rules}>
        {card?.rules.map(({ tex }) => (
          <div key={tex}>
            <Tex>{tex}</Tex>
          </div>
        ))}
      </div>
    </div>
  )
}

/** What a screen reader says after a move: the caption first where there is one right here. */
function Spoken({ mark }: { mark: Mark | null }) {
  const { circuit, run, steps } = useResult()
  const cursor = useTimeline(t => t.cursor)
  const names = useDocument(selectCircuit)
  const step = steps[cursor - 1]
  const where =
    circuit && run && step
      ? `Step ${cursor} of ${steps.length}: ${textOfStep(run, graphFor(circuit), step)}`
      : 'Start.'
  const caption = mark?.cursor === cursor ? `${withSymbols(mark.bookmark.caption, names)} ` : ''
  return (
    <p className="timeline-spoken" aria-live="polite">
      {caption}
      {where}
    </p>
  )
}
