/** The step on the stage: its number, its title and its rule, as large as there is room. */
import '../timeline/cards.css'
import { useRef } from 'react'
import type { Explanation } from '../../../shared/engine/explain'
import { selectDocument, useDocument } from '../../store/documentStore'
import { useTimeline } from '../../store/timelineStore'
import { Tex } from '../../ui/tex'
import { Rich } from '../timeline/richText'
import { countText } from '../timeline/stepNow'
import { useFittingType } from './fittingType'

/** The rules of one step never change their order. */
const byPlace = (i: number) => i

export function StageStep({ cursor, card }: { cursor: number; card: Explanation | null }) {
  const length = useTimeline(t => t.length)
  const { about } = useDocument(selectDocument)
  const rules = useRef<HTMLDivElement>(null)
  useFittingType(rules, width => ({ least: 13, most: Math.min(32, Math.round(width / 60)) }))
  return (
    <div className="stage-step">
      <p className="stage-place">
        {card && (
          <span className={`timeline-badge ${card.phase}`}>
            {card.phase === 'forward' ? 'Forward' : 'Backward'}
          </span>
        )}
        {countText(cursor, length)}
      </p>
      <h2 className="stage-title">
        {card ? <Rich text={card.title} /> : about.title || 'Inputs and parameters are known'}
      </h2>
      <div className="stage-rules" ref={rules}>
        {card?.rules.map(({ tex }, i) => (
          <div key={byPlace(i)}>
            <Tex>{tex}</Tex>
          </div>
        ))}
      </div>
    </div>
  )
}
