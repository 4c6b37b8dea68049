/** What the colours mean: value above, gradient below, and the fixed scale of the heat maps. */
import { heatColor, heatScale } from '../ui/heat'

const ticks = [-heatScale.to, -1, -0.1, -0.01, 0, 0.01, 0.1, 1, heatScale.to]

export function Legend() {
  return (
    <div className="legend">
      <span className="legend-item value">value, above the wire</span>
      <span className="legend-item gradient">gradient, below</span>
      <span
        className="legend-scale"
        role="img"
        aria-label="Heat maps: amber is negative, blue positive, from −10 to 10, logarithmic"
      >
        −10
        {ticks.map(x => (
          <i key={x} style={{ background: heatColor(x) }} title={String(x)} />
        ))}
        10
      </span>
    </div>
  )
}
