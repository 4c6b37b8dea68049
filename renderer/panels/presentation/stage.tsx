/** Below the circuit while it is presented: what is said about this place in large type, the step, and how far the steps have come. */
import './stage.css'
import { useEffect, useRef } from 'react'
import { useLastMark } from '../../store/bookmarks'
import { selectCircuit, useDocument } from '../../store/documentStore'
import { useStale } from '../../store/resultStore'
import { useTimeline } from '../../store/timelineStore'
import { useCard, useStepText } from '../timeline/stepNow'
import { withSymbols } from '../withSymbols'
import { ProgressLine } from './progressLine'
import { StageStep } from './stageStep'
import { Caption, Uncaptioned } from './stageWords'

export function Stage() {
  const stage = useRef<HTMLElement>(null)
  const cursor = useTimeline(t => t.cursor)
  const card = useCard(cursor)
  const text = useStepText(cursor)
  const circuit = useDocument(selectCircuit)
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
      {said ? <Caption mark={mark} /> : <Uncaptioned card={card} />}
      <StageStep cursor={cursor} card={card} />
      <p className="timeline-spoken" aria-live="polite">
        {mark?.cursor === cursor && `${withSymbols(mark.bookmark.caption, circuit)} `}
        {text}
      </p>
    </section>
  )
}
