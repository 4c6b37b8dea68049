/** Which number is explained, and the way that led to it, as in a browser. Not undoable; another document begins anew. */
import { create } from 'zustand'
import { type EdgeKey, edgeKey, type NodeId } from '../../shared/document/document'
import type { Asked, Quantity } from '../../shared/engine/quantity'
import { useDocument } from './documentStore'
import { graphFor, useResult } from './resultStore'
import { useSession } from './sessionStore'
import { goTo, useTimeline } from './timelineStore'

export type ChainStage = 'raw' | 'names' | 'numbers'

interface ExplainState {
  /** `null`: the cards of the step are shown. */
  readonly asked: Asked | null
  readonly before: readonly Asked[]
  readonly after: readonly Asked[]
  /** How many terms of a long sum are shown. */
  readonly terms: number
  /** Of a gradient: the one rule that made it, or all the way from the root. */
  readonly view: 'step' | 'chain'
  readonly chainStage: ChainStage
  /** Counts the questions asked by keyboard, whose answers take the focus. */
  readonly focus: number
}

export const fewTerms = 5
const nothing: ExplainState = {
  asked: null,
  before: [],
  after: [],
  terms: fewTerms,
  view: 'step',
  chainStage: 'raw',
  focus: 0,
}

export const useExplain = create<ExplainState>()(() => nothing)

const sameAsked = (a: Asked | null, b: Asked | null) => JSON.stringify(a) === JSON.stringify(b)

/** Shows where this number comes from. With `focus` the answer takes the keyboard focus. */
export function ask(asked: Asked, { focus = false } = {}) {
  useExplain.setState(state => ({
    ...(sameAsked(asked, state.asked)
      ? {}
      : {
          asked,
          before: state.asked ? [...state.before, state.asked] : state.before,
          after: [],
          terms: fewTerms,
        }),
    focus: state.focus + (focus ? 1 : 0),
  }))
  useSession.setState({ timelineTab: 'explain' })
}

/** A chip asks about a value, about what came back on a wire, or about the sum of that. */
export function askAbout(
  kind: 'value' | 'gradient',
  node: NodeId,
  edge: EdgeKey | null = null,
  options = {},
) {
  const whole: Quantity = { kind, node }
  const share = kind === 'gradient' && edge !== null && branchesOf(node) > 1
  ask({ quantity: share ? { kind: 'share', edge } : whole, entry: null }, options)
}

/** How many wires have brought a gradient back to the node. */
function branchesOf(node: NodeId): number {
  const { circuit, run } = useResult.getState()
  const consumers = (circuit && graphFor(circuit).byId.get(node)?.consumers) ?? []
  return consumers.filter(c => run?.edgeGrads.has(edgeKey({ to: c.node, port: c.port }))).length
}

/** Back to the cards of the step; the way stays. */
export const closeExplanation = () =>
  useExplain.setState(({ asked, before }) =>
    asked ? { asked: null, before: [...before, asked], after: [] } : {},
  )

export const explainBack = () =>
  useExplain.setState(({ asked, before, after, focus }) => {
    const last = before.at(-1)
    return last
      ? {
          asked: last,
          before: before.slice(0, -1),
          after: asked ? [asked, ...after] : after,
          terms: fewTerms,
          focus,
        }
      : {}
  })

export const explainForward = () =>
  useExplain.setState(({ asked, before, after }) => {
    const next = after[0]
    return next
      ? {
          asked: next,
          before: asked ? [...before, asked] : before,
          after: after.slice(1),
          terms: fewTerms,
        }
      : {}
  })

export const showMoreTerms = (terms: number) => useExplain.setState({ terms })

/** Takes the timeline to the step that made a number, without leaving its explanation. */
export function reach(cursor: number) {
  const kept = useExplain.getState()
  goTo(cursor)
  useExplain.setState(kept)
}

/** Who steps wants to see the step; another document has other numbers. Returns how to stop. */
export function followExplanations(): () => void {
  const stops = [
    useTimeline.subscribe((now, before) => {
      if (now.moves !== before.moves) closeExplanation()
    }),
    useDocument.subscribe((now, before) => {
      if (now.epoch !== before.epoch) useExplain.setState(nothing)
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
