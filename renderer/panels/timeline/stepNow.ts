/** What is said of the step that was taken last: its card, one plain line for screen readers, and its number. */
import { useMemo } from 'react'
import { type Explanation, explainStep } from '../../../shared/engine/explain'
import { textOfStep } from '../../../shared/engine/stepWords'
import { graphFor, useResult } from '../../store/resultStore'
import { useView } from '../../store/view'

/** Made once per step, and again when something is hidden or found; `null` at the start. */
export function useCard(cursor: number): Explanation | null {
  const { circuit, run, steps } = useResult()
  const isHidden = useView(view => view.isHidden)
  return useMemo(
    () =>
      circuit && run && steps[cursor - 1]
        ? explainStep({ circuit, graph: graphFor(circuit), run, steps, index: cursor - 1, isHidden })
        : null,
    [circuit, run, steps, cursor, isHidden],
  )
}

/** Where the timeline stands, in words. */
export function useStepText(cursor: number): string {
  const { circuit, run, steps } = useResult()
  const isHidden = useView(view => view.isHidden)
  return useMemo(() => {
    const step = steps[cursor - 1]
    if (circuit && run && step)
      return `Step ${cursor} of ${steps.length}: ${textOfStep(run, graphFor(circuit), step, isHidden)}`
    return steps.length > 0 ? 'Start: inputs and parameters are known.' : 'There are no steps yet.'
  }, [circuit, run, steps, cursor, isHidden])
}

export const countText = (cursor: number, length: number) =>
  length === 0 ? 'No steps' : cursor === 0 ? `Start · ${length} steps` : `Step ${cursor} of ${length}`
