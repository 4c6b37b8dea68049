/** The document's question, worth answering with the step buttons: shown at the start and at the end until it is closed. */
import './cards.css'
import './question.css'
import { useState } from 'react'
import { selectDocument, useDocument } from '../../store/documentStore'
import { useTimeline } from '../../store/timelineStore'
import { CloseIcon } from '../../ui/icons'
import { withSymbols } from '../withSymbols'

interface Shown {
  /** The document it was decided for. */
  readonly epoch: number
  readonly open: boolean
}

export interface Question {
  readonly text: string
  readonly open: boolean
  readonly setOpen: (open: boolean) => void
}

/** `null` where the document asks nothing. */
export function useQuestion(): Question | null {
  const { about, circuit } = useDocument(selectDocument)
  const text = withSymbols(about.question.trim(), circuit)
  const epoch = useDocument(state => state.epoch)
  const atAnEnd = useTimeline(t => t.cursor === 0 || t.cursor === t.length)
  const [shown, setShown] = useState<Shown | null>(null)
  const decided = shown?.epoch === epoch ? shown.open : null
  if (text === '') return null
  return { text, open: decided ?? atAnEnd, setOpen: open => setShown({ epoch, open }) }
}

export const QuestionCard = ({ question: { text, setOpen } }: { question: Question }) => (
  <section className="timeline-card timeline-question" aria-label="Question">
    <div className="timeline-question-head">
      <h2 className="caption">A question</h2>
      <button
        type="button"
        className="timeline-close"
        aria-label="Close the question"
        onClick={() => setOpen(false)}
      >
        <CloseIcon />
      </button>
    </div>
    <p>{text}</p>
  </section>
)
