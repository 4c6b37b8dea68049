/**
 * What the screen shows at the timeline's cursor: values and gradients as far as the steps have come, and none that is hidden until
 * it is predicted. A component selects what it draws, so that a step repaints only what it changed.
 */
import { create } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { EdgeKey, NodeId } from '../../shared/document/document'
import type { Graph } from '../../shared/engine/graph'
import { isReached } from '../../shared/engine/health'
import type { Finding } from '../../shared/engine/healthFindings'
import { hiddenIn, type IsHidden } from '../../shared/engine/hidden'
import type { Quantity } from '../../shared/engine/quantity'
import type { Run } from '../../shared/engine/run'
import { type Arrived, gradientAt, type Progress, progressAt, valueAt } from '../../shared/engine/steps'
import type { Tensor } from '../../shared/tensor/tensor'
import { currentDocument, useDocument } from './documentStore'
import { graphFor, useResult } from './resultStore'
import { useTimeline } from './timelineStore'

export interface View {
  readonly run: Run | null
  /** The graph that `run` belongs to. */
  readonly graph: Graph | null
  readonly progress: Progress
  /** What the run shows of how the circuit learns, as far as the steps have come and nothing hidden is told. */
  readonly health: readonly Finding[]
  /** What must not be told yet. Whoever reads `run` past the hooks below asks this first. */
  readonly isHidden: IsHidden
}

let last: { readonly of: readonly unknown[]; readonly isHidden: IsHidden } | null = null

/** The same function until something else is hidden, or the wires change. */
function isHiddenNow(): IsHidden {
  const document = currentDocument()
  const { circuit } = useResult.getState()
  const of = [document.lesson.hidden, document.circuit, circuit]
  if (!last?.of.every((it, i) => it === of[i])) last = { of, isHidden: hiddenIn(document, circuit) }
  return last.isHidden
}

function viewNow(): View {
  const { run, circuit, steps, health } = useResult.getState()
  const { cursor } = useTimeline.getState()
  const graph = circuit && graphFor(circuit)
  const progress = progressAt(steps, Math.min(cursor, steps.length))
  const isHidden = isHiddenNow()
  const told = (finding: Finding) =>
    run && graph && isReached(finding, run, graph, progress) && !finding.tells.some(isHidden)
  return { run, graph, progress, isHidden, health: health.filter(told) }
}

/** Derived: follows the result and the timeline, and is never set by anyone else. */
export const useView = create<View>()(viewNow)

useResult.subscribe(() => useView.setState(viewNow()))
useTimeline.subscribe((now, before) => {
  if (now.cursor !== before.cursor) useView.setState(viewNow())
})

useDocument.subscribe(() => {
  if (isHiddenNow() !== useView.getState().isHidden) useView.setState(viewNow())
})

export const useProgress = (): Progress => useView(view => view.progress)

/** Whether it is hidden until somebody predicts it: then it must not be told, by number, picture or word. */
export const useHidden = (quantity: Quantity | null): boolean =>
  useView(({ isHidden }) => quantity !== null && isHidden(quantity))

/** The node's value, or `null` where the timeline has not reached it or it is hidden. */
export const useValue = (node: NodeId | null): Tensor | null =>
  useView(({ run, graph, progress, isHidden }) =>
    node && run && graph && !isHidden({ kind: 'value', node }) ? valueAt(run, graph, progress, node) : null,
  )

/** A sum of some of the branches is made once per place of the timeline, so that all who ask get the same object. */
const arrivals = new WeakMap<Progress, Map<NodeId, Arrived | null>>()

function arrivedAt({ run, graph, progress }: View, node: NodeId): Arrived | null {
  if (!run || !graph) return null
  const known = arrivals.get(progress) ?? new Map<NodeId, Arrived | null>()
  arrivals.set(progress, known)
  const found = known.get(node)
  if (found !== undefined) return found
  const arrived = gradientAt(run, graph, progress, node)
  known.set(node, arrived)
  return arrived
}

/** The node's gradient as far as it has arrived, and from how many of its branches; `null` also where it is hidden. */
export const useGradient = (node: NodeId | null): Arrived | null =>
  useView(
    useShallow(view => (node && !view.isHidden({ kind: 'gradient', node }) ? arrivedAt(view, node) : null)),
  )

/** What came back on one wire, or `null` where nothing has or it is hidden. */
export const useEdgeGradient = (edge: EdgeKey | null): Tensor | null =>
  useView(({ run, progress, isHidden }) =>
    edge && run && progress.delivered.has(edge) && !isHidden({ kind: 'share', edge })
      ? (run.edgeGrads.get(edge) ?? null)
      : null,
  )
