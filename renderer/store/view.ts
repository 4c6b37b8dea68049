/**
 * What the screen shows at the timeline's cursor: values and gradients as far as the steps have come. A component selects
 * what it draws, so that a step repaints only what it changed.
 */
import { create } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { EdgeKey, NodeId } from '../../shared/document/document'
import type { Graph } from '../../shared/engine/graph'
import { isReached } from '../../shared/engine/health'
import type { Finding } from '../../shared/engine/healthFindings'
import type { Run } from '../../shared/engine/run'
import { type Arrived, gradientAt, type Progress, progressAt, valueAt } from '../../shared/engine/steps'
import type { Tensor } from '../../shared/tensor/tensor'
import { graphFor, useResult } from './resultStore'
import { useTimeline } from './timelineStore'

export interface View {
  readonly run: Run | null
  /** The graph that `run` belongs to. */
  readonly graph: Graph | null
  readonly progress: Progress
  /** What the run shows of how the circuit learns, as far as the steps have come. */
  readonly health: readonly Finding[]
}

function viewNow(): View {
  const { run, circuit, steps, health } = useResult.getState()
  const { cursor } = useTimeline.getState()
  const graph = circuit && graphFor(circuit)
  const progress = progressAt(steps, Math.min(cursor, steps.length))
  const reached = run && graph ? health.filter(finding => isReached(finding, run, graph, progress)) : []
  return { run, graph, progress, health: reached }
}

/** Derived: follows the result and the timeline, and is never set by anyone else. */
export const useView = create<View>()(viewNow)

useResult.subscribe(() => useView.setState(viewNow()))
useTimeline.subscribe((now, before) => {
  if (now.cursor !== before.cursor) useView.setState(viewNow())
})

export const useProgress = (): Progress => useView(view => view.progress)

/** The node's value, or `null` where the timeline has not reached it. */
export const useValue = (node: NodeId | null): Tensor | null =>
  useView(({ run, graph, progress }) => (node && run && graph ? valueAt(run, graph, progress, node) : null))

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

/** The node's gradient as far as it has arrived, and from how many of its branches. */
export const useGradient = (node: NodeId | null): Arrived | null =>
  useView(useShallow(view => (node ? arrivedAt(view, node) : null)))

/** What came back on one wire, or `null` where nothing has. */
export const useEdgeGradient = (edge: EdgeKey | null): Tensor | null =>
  useView(({ run, progress }) =>
    edge && run && progress.delivered.has(edge) ? (run.edgeGrads.get(edge) ?? null) : null,
  )
