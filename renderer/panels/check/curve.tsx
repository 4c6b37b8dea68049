/** The error against the step, in both arithmetics; drawn at once where it is quick, else when it is asked for. */
import { useEffect } from 'react'
import type { LeafCheck } from '../../../shared/engine/check'
import { countText } from '../../../shared/formula/quantities'
import type { Checked } from '../../store/checkStore'
import { curvesMs, drawCurves, stopDrawing, useCurves } from '../../store/curveStore'
import { failureText } from '../cost/costSide'
import { CurvePlot } from './curvePlot'

/** What takes longer is not begun unasked. */
const quickMs = 1500

export function Curve({ checked, leaf }: { checked: Checked; leaf: LeafCheck }) {
  const { curves, drawing, failure } = useCurves()
  const { node } = leaf
  const known = curves.get(node)
  const takesMs = curvesMs(checked, leaf)
  const isQuick = takesMs <= quickMs
  // biome-ignore lint/correctness/useExhaustiveDependencies: another check has other curves
  useEffect(() => {
    if (isQuick) drawCurves(node)
  }, [node, isQuick, checked])
  return (
    <div className="check-part check-curve">
      <h3 className="caption">
        Error against the step
        <span className="check-legend float64">float64</span>
        <span className="check-legend float32">float32</span>
        <span className="check-legend used">used</span>
      </h3>
      {known ? (
        <CurvePlot curves={known} used={checked.choice} />
      ) : drawing?.leaf === node ? (
        <p className="check-drawing">
          <span role="status">
            Measuring …{drawing.of > 0 && ` ${countText(drawing.done)} of ${countText(drawing.of)} entries`}
          </span>
          <button type="button" className="button" onClick={stopDrawing}>
            Cancel
          </button>
        </p>
      ) : failure?.leaf === node ? (
        <p className="refusal">{failureText(failure.reason)}</p>
      ) : (
        <p className="check-drawing">
          <button type="button" className="button" onClick={() => drawCurves(node)}>
            Draw the curves
          </button>
          It takes about {waitText(takesMs)}.
        </p>
      )}
    </div>
  )
}

const waitText = (ms: number) =>
  ms < 99_500 ? `${Math.round(ms / 1000)} s` : `${countText(Math.round(ms / 60_000))} min`
