/** Everything that is hidden, with how far the person has come with each, and the score. */
import './questionList.css'
import { useEffect, useRef } from 'react'
import type { Hidden } from '../../../shared/document/document'
import { rootTex } from '../../../shared/engine/rules'
import { nameToTex, nameToText } from '../../../shared/formula/nameToTex'
import { beginAgain, endExercise, idOf, openQuestion } from '../../store/predictStore'
import { useGraph } from '../../store/resultStore'
import { CheckIcon, EyeIcon } from '../../ui/icons'
import { Tex } from '../../ui/tex'
import { gradientLineTex } from '../inspector/ruleTex'
import { scoreText, stateText } from './score'

export function QuestionList({ hidden, current }: { hidden: readonly Hidden[]; current: Hidden }) {
  const list = useRef<HTMLUListElement>(null)
  const id = idOf(current)
  const isOver = hidden.every(({ state }) => state !== 'open')
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question may be out of sight, or the list shorter
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [id, isOver])
  return (
    <section className="predict-side" aria-label="What is hidden">
      <p className="predict-score" role="status">
        {scoreText(hidden)}
      </p>
      <ul ref={list} className="predict-list">
        {hidden.map(one => (
          <li key={idOf(one)}>
            <Row hidden={one} isCurrent={idOf(one) === id} />
          </li>
        ))}
      </ul>
      {isOver && (
        <p className="predict-buttons">
          <button type="button" className="button" onClick={beginAgain}>
            Start over
          </button>
          <button type="button" className="button" title="Nothing is hidden any more" onClick={endExercise}>
            End
          </button>
        </p>
      )}
    </section>
  )
}

function Row({ hidden, isCurrent }: { hidden: Hidden; isCurrent: boolean }) {
  const graph = useGraph()
  const { of, node, state, tries, hints } = hidden
  const name = graph.byId.get(node)?.name ?? ''
  return (
    <button
      type="button"
      className={`predict-row ${of}`}
      aria-current={isCurrent || undefined}
      aria-label={`${of} of ${nameToText(name)}: ${stateText(hidden)}`}
      onClick={() => openQuestion(hidden)}
    >
      <span className={`predict-state ${state}`} aria-hidden="true">
        {state === 'open' ? '?' : state === 'found' ? <CheckIcon /> : <EyeIcon />}
      </span>
      <Tex>{of === 'value' ? nameToTex(name) : gradientLineTex(rootTex(graph), nameToTex(name))}</Tex>
      <span className="predict-count" aria-hidden="true">
        {[
          tries > 0 && `${tries} ${tries === 1 ? 'try' : 'tries'}`,
          hints > 0 && `${hints} ${hints === 1 ? 'hint' : 'hints'}`,
        ]
          .filter(Boolean)
          .join(', ')}
      </span>
    </button>
  )
}
