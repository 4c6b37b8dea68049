/** What the screen shows at the timeline's cursor: values and gradients as far as the steps have come. */
import type { EdgeKey, NodeId } from '../../shared/document/document'
import {
  type Arrived,
  gradientAt,
  type Progress,
  progressAt,
  type Step,
  valueAt,
} from '../../shared/engine/steps'
import type { Tensor } from '../../shared/tensor/tensor'
import { graphFor, useResult } from './resultStore'
import { useTimeline } from './timelineStore'

let last: { steps: readonly Step[]; cursor: number; progress: Progress } | null = null

/** Remembers its last answer, so that every component of one frame shares it. */
function progressFor(steps: readonly Step[], cursor: number): Progress {
  if (last?.steps !== steps || last.cursor !== cursor)
    last = { steps, cursor, progress: progressAt(steps, cursor) }
  return last.progress
}

export function useProgress(): Progress {
  const steps = useResult(r => r.steps)
  const cursor = useTimeline(t => t.cursor)
  return progressFor(steps, Math.min(cursor, steps.length))
}

/** The node's value, or `null` where the timeline has not reached it. */
export function useValue(node: NodeId | null): Tensor | null {
  const { run, circuit } = useResult()
  const progress = useProgress()
  return node && run && circuit ? valueAt(run, graphFor(circuit), progress, node) : null
}

/** The node's gradient as far as it has arrived, and from how many of its branches. */
export function useGradient(node: NodeId | null): Arrived | null {
  const { run, circuit } = useResult()
  const progress = useProgress()
  return node && run && circuit ? gradientAt(run, graphFor(circuit), progress, node) : null
}

/** What came back on one wire, or `null` where nothing has. */
export function useEdgeGradient(edge: EdgeKey): Tensor | null {
  const run = useResult(r => r.run)
  const { delivered } = useProgress()
  return run && delivered.has(edge) ? (run.edgeGrads.get(edge) ?? null) : null
}
