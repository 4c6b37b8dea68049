/** How far the differences are from backprop at each step, by leaf of the checked circuit; computed when it is looked at. */
import { create } from 'zustand'
import type { NodeId } from '../../shared/document/document'
import type { CheckProgress, LeafCheck } from '../../shared/engine/check'
import { defaultMost } from '../../shared/engine/checkDefaults'
import type { Curves } from '../../shared/engine/checkReport'
import type { EngineClient } from '../engine/client'
import { type Checked, useCheck } from './checkStore'

interface CurveState {
  readonly curves: ReadonlyMap<NodeId, Curves>
  /** The leaf whose curves are being computed, and how far they are. */
  readonly drawing: (Omit<CheckProgress, 'node'> & { readonly leaf: NodeId }) | null
  /** Our own bug, to be shown with its details, and the leaf that it stands in the way of. */
  readonly failure: { readonly leaf: NodeId; readonly reason: string } | null
}

const nothing: CurveState = { curves: new Map(), drawing: null, failure: null }

export const useCurves = create<CurveState>()(() => nothing)

let client: EngineClient<'curves'> | null = null

/** Steps from 1 to 1e-12, two to a factor of ten, in two arithmetics. */
const stepsEach = 2 * 25

/** About how long the curves of a leaf will take, by how long its check took. */
export const curvesMs = ({ msPerEntry }: Checked, { entries }: LeafCheck): number =>
  msPerEntry * Math.min(entries, defaultMost.sweep) * stepsEach

/** Computes them unless they are known, or being computed; another leaf's are given up for them. */
export function drawCurves(leaf: NodeId) {
  const { checked } = useCheck.getState()
  const { curves, drawing } = useCurves.getState()
  if (!checked || curves.has(leaf) || drawing?.leaf === leaf) return
  stopDrawing()
  useCurves.setState({ drawing: { leaf, done: 0, of: 0 }, failure: null })
  client?.run(
    checked.circuit,
    answer =>
      useCurves.setState(state => ({
        drawing: null,
        ...(answer.ok
          ? { curves: new Map(state.curves).set(leaf, answer.curves) }
          : { failure: { leaf, reason: answer.reason } }),
      })),
    {
      choice: { leaf, seed: checked.choice.seed },
      hear: ({ done, of }) => useCurves.setState({ drawing: { leaf, done, of } }),
    },
  )
}

export function stopDrawing() {
  if (!useCurves.getState().drawing) return
  client?.cancel()
  useCurves.setState({ drawing: null })
}

/** Forgets the curves with the check that they belong to. Returns how to stop. */
export function curvesWith(drawer: EngineClient<'curves'>): () => void {
  client = drawer
  return useCheck.subscribe((now, before) => {
    if (now.checked === before.checked) return
    stopDrawing()
    useCurves.setState(nothing)
  })
}
