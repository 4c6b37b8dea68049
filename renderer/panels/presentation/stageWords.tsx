/** The words of the stage in large type: the caption at the cursor or the last one before it, or what else can be said here. */
import { type ReactNode, useRef } from 'react'
import type { Mark } from '../../../shared/engine/bookmarks'
import type { Explanation } from '../../../shared/engine/explain'
import { useMarks } from '../../store/bookmarks'
import { selectCircuit, selectDocument, useDocument } from '../../store/documentStore'
import { useTimeline } from '../../store/timelineStore'
import { RibbonIcon } from '../../ui/icons'
import { placeText } from '../timeline/bookmarkMarks'
import { withSymbols } from '../withSymbols'
import { useFittingType } from './fittingType'

export function Caption({ mark: { cursor, bookmark } }: { mark: Mark }) {
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
export function Uncaptioned({ card }: { card: Explanation | null }) {
  const { question, text } = useDocument(selectDocument).about
  const asks = question.trim() !== ''
  const [label, words] = card
    ? ['What happens', card.sentence]
    : asks
      ? ['A question', question]
      : ['What it shows', text]
  return (
    <Words text={words} least={17}>
      {words !== '' && label}
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
