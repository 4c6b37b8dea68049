/** The three cards of a step: what happens, the rule, the rule with its numbers. */
import './cards.css'
import './stepCards.css'
import type { Explanation } from '../../../shared/engine/explain'
import type { Line } from '../../../shared/engine/numberLines'
import { openHidden } from '../../store/predictStore'
import { Tex } from '../../ui/tex'
import { Rich } from './richText'

/** Lines of one step never change their order. */
const byPlace = (i: number) => i

/** Over a brace TeX sets fractions large; the card has no room for that. */
const inTextStyle = (tex: string) =>
  tex.replaceAll(String.raw`\underbrace{`, String.raw`\underbrace{\textstyle `)

export function StepCards({ card }: { card: Explanation }) {
  return (
    <>
      <section className="timeline-card" aria-label="What happens">
        <div className="timeline-head">
          <span className={`timeline-badge ${card.phase}`}>
            {card.phase === 'forward' ? 'Forward' : 'Backward'}
          </span>
          <h2 className="timeline-title">
            <Rich text={card.title} />
          </h2>
        </div>
        <p className="timeline-dim">{card.sentence}</p>
      </section>
      <section className="timeline-card" aria-label="Rule">
        <h2 className="caption">Rule</h2>
        <div className="timeline-formulas">
          {card.rules.map(({ tex }, i) => (
            <div key={byPlace(i)}>
              <Tex>{inTextStyle(tex)}</Tex>
            </div>
          ))}
        </div>
        {card.remarks.map((remark, i) => (
          <p className="timeline-remark" key={byPlace(i)}>
            <Rich text={remark} />
          </p>
        ))}
      </section>
      <section className="timeline-card timeline-numbers" aria-label="With its numbers">
        <h2 className="caption">With its numbers</h2>
        <div className="timeline-formulas">
          {card.numbers.map((line, i) => (
            <NumbersLine line={line} key={byPlace(i)} />
          ))}
        </div>
        {card.next && (
          <p className="timeline-dim">
            Next: <Rich text={card.next} />
          </p>
        )}
      </section>
    </>
  )
}

const NumbersLine = ({ line }: { line: Line }) =>
  'tex' in line ? (
    <div>
      <Tex>{line.tex}</Tex>
    </div>
  ) : (
    <p className="timeline-dim">
      <Rich text={line.words} />{' '}
      {line.hidden && (
        <button type="button" className="inspector-link" onClick={() => openHidden(line.hidden![0])}>
          Predict it
        </button>
      )}
    </p>
  )
