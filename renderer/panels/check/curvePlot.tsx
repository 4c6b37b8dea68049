/** The error against the step as a log-log plot: a V for each arithmetic, its lowest point marked. */
import type { CheckChoice, Curves } from '../../../shared/engine/checkReport'
import type { SweepPoint } from '../../../shared/engine/checkSweep'
import { formatNumber } from '../../../shared/formula/formatNumber'
import { errorAt, errorRange, type Frame, pathOf, ticksOf } from './curveScale'

const size = { width: 292, height: 132 }
const frame: Frame = { left: 58, top: 6, width: 226, height: 96 }
const steps = { from: -12, to: 0 }
const precisions = ['float32', 'float64'] as const

export function CurvePlot({ curves, used }: { curves: Curves; used: CheckChoice }) {
  const range = errorRange([curves.float64, curves.float32])
  const x = (h: number) => frame.left + (frame.width * (Math.log10(h) - steps.from)) / (steps.to - steps.from)
  const y = (error: number) =>
    frame.top + (frame.height * (range.to - errorAt(error))) / (range.to - range.from)
  const bottom = frame.top + frame.height
  return (
    <>
      <svg className="check-plot" {...size} role="img" aria-label={spoken(curves)}>
        {ticksOf(range).map(power => (
          <g key={`y${power}`}>
            <path className="grid" d={`M${frame.left},${y(10 ** power)}h${frame.width}`} />
            <text x={frame.left - 5} y={y(10 ** power) + 4} textAnchor="end">
              {powerText(power)}
            </text>
          </g>
        ))}
        {ticksOf(steps).map(power => (
          <g key={`x${power}`}>
            <path className="grid" d={`M${x(10 ** power)},${frame.top}v${frame.height}`} />
            <text x={x(10 ** power)} y={bottom + 14} textAnchor="middle">
              {powerText(power)}
            </text>
          </g>
        ))}
        {used.h !== undefined && used.h <= 1 && used.h >= 1e-12 && (
          <path className="used" d={`M${x(used.h)},${frame.top}v${frame.height}`}>
            <title>{`The step of the check: ${formatNumber(used.h, 2)}`}</title>
          </path>
        )}
        <text x={frame.left + frame.width / 2} y={size.height - 2} textAnchor="middle">
          step h
        </text>
        <text transform={`translate(9 ${frame.top + frame.height / 2}) rotate(-90)`} textAnchor="middle">
          relative error
        </text>
        {precisions.map(precision => {
          const result = curves[precision]
          if (!result.ok) return null
          const best = result.points.find(({ h }) => h === result.best)
          return (
            <g key={precision} className={precision}>
              <path className="curve" d={pathOf(result.points, x, y)} />
              {result.points.map(
                point => point.error !== null && <Point key={point.h} {...{ point, precision, x, y }} />,
              )}
              {best && <circle className="best" cx={x(best.h)} cy={y(best.error!)} r={4} />}
            </g>
          )
        })}
      </svg>
      <p>{spoken(curves)}</p>
    </>
  )
}

interface PointProps {
  readonly point: SweepPoint
  readonly precision: string
  readonly x: (h: number) => number
  readonly y: (error: number) => number
}

/** A target to hover that is larger than what is drawn. */
const Point = ({ point: { h, error, checked, excluded }, precision, x, y }: PointProps) => (
  <circle className="point" cx={x(h)} cy={y(error!)} r={4}>
    <title>
      {`${precision}, step ${formatNumber(h, 2)}: error ${formatNumber(error!, 2)} over ${checked} entries${excluded > 0 ? `, ${excluded} left out` : ''}`}
    </title>
  </circle>
)

const powerText = (power: number) => (power === 0 ? '1' : `1e${power < 0 ? '−' : ''}${Math.abs(power)}`)

function spoken(curves: Curves): string {
  const parts = (['float64', 'float32'] as const).map(precision => {
    const result = curves[precision]
    if (!result.ok) return `in ${precision} it cannot be computed`
    if (result.best === null) return `nothing to compare in ${precision}`
    const least = result.points.find(({ h }) => h === result.best)!.error!
    return `${formatNumber(least, 2)} at ${formatNumber(result.best, 2)} in ${precision}`
  })
  return `Least: ${parts.join(', ')}.`
}
