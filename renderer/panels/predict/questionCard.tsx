/** One question: what is asked, the fields for the answer, and at once what is right about it. */
import './questionCard.css'
import { useEffect, useRef, useState } from 'react'
import type { Hidden } from '../../../shared/document/document'
import type { Graph } from '../../../shared/engine/graph'
import type { Question } from '../../../shared/engine/predictionAsked'
import { type Verdict, verdictText } from '../../../shared/engine/predictionVerdict'
import { quantityTex } from '../../../shared/engine/stepHidden'
import { nameToText } from '../../../shared/formula/nameToTex'
import { idOf, nextOpen, openQuestion, submit, usePredict, useQuestionAt } from '../../store/predictStore'
import { useGraph, useResult, useStale } from '../../store/resultStore'
import { Tex } from '../../ui/tex'
import { shapeWords } from '../inspector/shapeEntry'
import { TensorGrid } from '../inspector/tensorGrid'
import { whyNoGradient } from '../inspector/whyNoGradient'
import { readEntries } from './entries'
import { EntryFields } from './entryFields'

interface Props {
  readonly hidden: Hidden
  readonly all: readonly Hidden[]
}

export function QuestionCard({ hidden, all }: Props) {
  const graph = useGraph()
  const question = useQuestionAt(hidden)
  const why = whyNot(graph, hidden)
  const { of, node, state } = hidden
  const asked = quantityTex(graph, { kind: of, node })
  const label = `${of} of ${nameToText(graph.byId.get(node)?.name ?? '')}`
  const { verdict, refusal, refuse, check } = useAnswering(hidden, question)
  const next = state === 'open' ? null : nextOpen(all, hidden)
  return (
    <section className="predict-card" aria-label={`Question: ${label}`}>
      <div className="predict-head">
        <h2 className={`predict-asked ${of}`}>
          <Tex>{state === 'open' ? String.raw`${asked} = \,?` : asked}</Tex>
          {question && <span className="predict-shape">· {askedWords(question)}</span>}
        </h2>
        {state === 'open'
          ? !why && (
              <button type="button" className="button primary" onClick={check}>
                Check
              </button>
            )
          : next && <Next to={next} />}
        <p className="predict-said" role="status" data-said={saidTone(refusal, verdict, hidden)}>
          {why ?? refusal?.reason ?? said(hidden, verdict, next === null)}
        </p>
      </div>
      {state !== 'open' ? (
        <Truth hidden={hidden} label={label} />
      ) : (
        question &&
        !why && (
          <EntryFields
            hidden={hidden}
            question={question}
            label={label}
            marks={verdict?.marks ?? null}
            refused={refusal?.at ?? null}
            onCheck={check}
            onRefuse={refuse}
          />
        )
      )}
    </section>
  )
}

interface Refusal {
  readonly at: number | null
  readonly reason: string
}

/** The last verdict, as long as it is about what stands there, or why there is none. */
function useAnswering(hidden: Hidden, question: Question | null) {
  const id = idOf(hidden)
  const texts = usePredict(state => state.typed[id])
  const answered = usePredict(state => state.answered[id])
  const circuit = useResult(result => result.circuit)
  const [refused, setRefused] = useState<(Refusal & { readonly of: readonly string[] | undefined }) | null>(
    null,
  )
  const refuse = (reason: string, at: number | null = null) => setRefused({ reason, at, of: texts })
  const check = () => {
    if (!question) return
    const entries = texts?.length === question.entries.length ? texts : question.entries.map(() => '')
    const read = readEntries(entries)
    if (!read.ok) return refuse(read.reason, read.at)
    setRefused(null)
    if (!submit(hidden, question, read.guesses))
      refuse('The circuit is still being computed; check again in a moment.')
  }
  // An answer that was undone is as if it had not been given.
  const isOver = answered?.verdict.isRight && hidden.state === 'open'
  return {
    verdict: answered && answered.circuit === circuit && !isOver ? answered.verdict : null,
    // What was typed since has taken it away.
    refusal: refused?.of === texts && hidden.state === 'open' ? refused : null,
    refuse,
    check,
  }
}

const askedWords = ({ shape, entries, isWhole }: Question): string =>
  isWhole ? shapeWords(shape) : `${shapeWords(shape)}, of which ${entries.length} entries are asked`

const saidTone = (refusal: Refusal | null, verdict: Verdict | null, { state }: Hidden) =>
  refusal || verdict?.isRight === false ? 'wrong' : state === 'found' ? 'right' : undefined

function said({ state, tries }: Hidden, verdict: Verdict | null, isLast: boolean): string {
  if (state === 'open') return verdict ? verdictText(verdict) : ''
  const own =
    state === 'found' ? (tries === 1 ? 'Right, at the first try.' : `Right, after ${tries} tries.`) : 'Shown.'
  return isLast ? `${own} Nothing is left to predict.` : own
}

function whyNot(graph: Graph, { of, node }: Hidden): string | null {
  const known = graph.byId.get(node)
  if (!known?.shape) return 'It cannot be asked for now: the node cannot be computed.'
  if (of === 'gradient') return whyNoGradient(graph, known)
  return known.op?.kind === 'leaf' ? 'Its numbers are given, so there is nothing to predict.' : null
}

/** Takes the focus, so that Enter goes on. */
function Next({ to }: { to: Hidden }) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // The button or field that had it is gone.
    if (document.activeElement === document.body) button.current?.focus()
  }, [])
  return (
    <button ref={button} type="button" className="button primary" onClick={() => openQuestion(to)}>
      Next
    </button>
  )
}

/** What was hidden: no longer. */
function Truth({ hidden: { of, node }, label }: { hidden: Hidden; label: string }) {
  const tensor = useResult(({ run }) => (of === 'value' ? run?.values : run?.grads)?.get(node))
  const stale = useStale()
  return tensor ? (
    <div className="predict-truth">
      <TensorGrid tensor={tensor} label={label} stale={stale} />
    </div>
  ) : null
}
