/** The four stages: the rule in symbols, its shapes, its numbers, and what they come to; of what is hidden the first two. */
import type { Answered } from '../../../shared/engine/answered'
import { showMoreTerms, useExplain } from '../../store/explainStore'
import { useView } from '../../store/view'
import { CopyTex } from '../../ui/copyTex'
import { HiddenNumbers } from '../predict/hiddenNumbers'
import { Verdict } from './verdict'

/** So many terms more are shown with each press. */
const moreTerms = 50

export function Stages({ answered }: { answered: Answered }) {
  const { asked, symbols, shapes, numbers, result, operands } = answered
  const isHidden = useView(view => view.isHidden)
  const own = isHidden(asked.quantity)
  const hidden = [asked, ...operands.map(operand => operand.asked)].find(({ quantity }) => isHidden(quantity))
  const terms = useExplain(state => state.terms)
  const more = numbers.reduce((most, line) => Math.max(most, line.more), 0)
  return (
    <>
      <div className="timeline-card explain-stages">
        <Stage name="Symbols" formulas={symbols} />
        <Stage name="Shapes" formulas={shapes} />
      </div>
      <div className="timeline-card explain-stages">
        <Stage name="Numbers" formulas={hidden ? [] : numbers}>
          {hidden && <HiddenNumbers of={hidden.quantity} />}
          {!hidden && more > 0 && (
            <button type="button" className="explain-more" onClick={() => showMoreTerms(terms + moreTerms)}>
              Show {Math.min(more, moreTerms)} more of {more.toLocaleString('en')}
            </button>
          )}
        </Stage>
        {!own && (
          <Stage name="Result" formulas={[result]}>
            <Verdict result={result} />
          </Stage>
        )}
      </div>
    </>
  )
}

interface StageProps {
  readonly name: string
  readonly formulas: readonly { readonly tex: string }[]
  readonly children?: React.ReactNode
}

/** Formulas of one stage never change their order. */
const byPlace = (i: number) => i

const Stage = ({ name, formulas, children }: StageProps) => (
  <section className="explain-stage" aria-label={name}>
    <h3 className="caption">{name}</h3>
    <div className="explain-formulas">
      {formulas.map(({ tex }, i) => (
        <CopyTex key={byPlace(i)}>{tex}</CopyTex>
      ))}
      {children}
    </div>
  </section>
)
