/** The question that is open in the Predict tab: what has been typed so far, and how the last answer was. */
import { create } from 'zustand'
import { type Circuit, edgeKey, type Hidden } from '../../shared/document/document'
import {
  answer,
  giveUp,
  type HiddenKey,
  showEverything,
  startOver,
  takeHint,
} from '../../shared/document/edit/hide'
import { askable } from '../../shared/engine/hidden'
import type { Guess } from '../../shared/engine/prediction'
import { type Question, questionOf } from '../../shared/engine/predictionAsked'
import { meanTerms, type Verdict, verdictOn } from '../../shared/engine/predictionVerdict'
import type { Quantity } from '../../shared/engine/quantity'
import type { Tensor } from '../../shared/tensor/tensor'
import { currentDocument, edit, selectDocument, useDocument } from './documentStore'
import { graphFor, useResult } from './resultStore'
import { useSession } from './sessionStore'

/** Names a question in lists and records. */
export type QuestionId = `${Hidden['of']} ${string}`
export const idOf = ({ of, node }: HiddenKey): QuestionId => `${of} ${node}`

interface Answered {
  readonly verdict: Verdict
  /** The numbers it was held against belong to this circuit. */
  readonly circuit: Circuit
}

interface PredictState {
  readonly chosen: QuestionId | null
  /** What stands in the fields, by question, in the order of its entries. */
  readonly typed: Readonly<Record<QuestionId, readonly string[]>>
  readonly answered: Readonly<Record<QuestionId, Answered>>
  /** The question that was just opened on purpose: its first field takes the focus, once. */
  readonly focusOn: QuestionId | null
  /** The document that all of this belongs to. */
  readonly epoch: number
}

const nothing = { chosen: null, typed: {}, answered: {}, focusOn: null }

export const usePredict = create<PredictState>()(() => ({ ...nothing, epoch: -1 }))

useDocument.subscribe(({ epoch }) => {
  if (epoch !== usePredict.getState().epoch) usePredict.setState({ ...nothing, epoch })
})

/** Shows the question in the Predict tab, ready to be answered. */
export function openQuestion(key: HiddenKey) {
  useSession.setState({ timelineTab: 'predict' })
  usePredict.setState({ chosen: idOf(key), focusOn: idOf(key) })
}

/** As `openQuestion`; a share is asked for as the gradient that it is a part of. */
export function openHidden(quantity: Quantity) {
  if (quantity.kind !== 'share') return openQuestion({ of: quantity.kind, node: quantity.node })
  const wire = currentDocument().circuit.edges.find(edge => edgeKey(edge) === quantity.edge)
  if (wire) openQuestion({ of: 'gradient', node: wire.from })
}

/** Typing takes the marks of the last answer away. */
export function typeEntries(key: HiddenKey, entries: readonly string[]) {
  const id = idOf(key)
  usePredict.setState(({ typed, answered }) => {
    const { [id]: _, ...rest } = answered
    return { typed: { ...typed, [id]: entries }, answered: rest }
  })
}

/** What is hidden, in the order in which it is found out; what cannot be asked for now stands at the end. */
export function inOrder(hidden: readonly Hidden[], circuit: Circuit): readonly Hidden[] {
  const graph = graphFor(circuit)
  const places = new Map(
    (['value', 'gradient'] as const)
      .flatMap(of => askable(graph, of).map(node => idOf({ of, node })))
      .map((id, place) => [id, place]),
  )
  const placeOf = (one: Hidden) => places.get(idOf(one)) ?? places.size
  return [...hidden].sort((a, b) => placeOf(a) - placeOf(b))
}

/** The question after this one that is still open, round and round; `null` when all are answered. */
export function nextOpen(hidden: readonly Hidden[], after: HiddenKey | null): Hidden | null {
  const at = after ? hidden.findIndex(one => idOf(one) === idOf(after)) : -1
  const rest = [...hidden.slice(at + 1), ...hidden.slice(0, at + 1)]
  return rest.find(({ state }) => state === 'open') ?? null
}

/** The true numbers; `null` while they are being computed, and where there are none. */
export function truthOf({ of, node }: HiddenKey): Tensor | null {
  const { run, circuit } = useResult.getState()
  if (!run || circuit !== currentDocument().circuit) return null
  return (of === 'value' ? run.values : run.grads).get(node) ?? null
}

/** What is asked; for components, which read the tensor's shape and none of its numbers. */
export function useQuestionAt(key: HiddenKey | null): Question | null {
  const { circuit } = useDocument(selectDocument)
  const shape = key && graphFor(circuit).byId.get(key.node)?.shape
  return shape ? questionOf(shape, idOf(key)) : null
}

/** Checks an answer and remembers that it was given: one undo entry. */
export function submit(key: HiddenKey, question: Question, guesses: readonly Guess[]): Verdict | null {
  const truth = truthOf(key)
  if (!truth) return null
  const { circuit } = currentDocument()
  const graph = graphFor(circuit)
  // The mean of the loss is a factor of every gradient, and of no value but its own.
  const terms = key.of === 'gradient' || key.node === graph.root ? meanTerms(graph) : 1
  const verdict = verdictOn(question, guesses, truth, terms)
  const id = idOf(key)
  usePredict.setState(({ answered }) => ({ answered: { ...answered, [id]: { verdict, circuit } } }))
  edit(document => answer(document, key, verdict.isRight))
  return verdict
}

/** Everything is to be predicted again, and what was typed is gone. */
export function beginAgain() {
  edit(startOver)
  usePredict.setState(nothing)
}

/** Nothing is to be predicted any more. */
export function endExercise() {
  edit(showEverything)
  usePredict.setState(nothing)
}

export const hint = (key: HiddenKey, which: 1 | 2) => edit(document => takeHint(document, key, which))
export const reveal = (key: HiddenKey) => edit(document => giveUp(document, key))
