/** Chooses which sheet of a tensor of three or more axes is shown. */
import type { Shape } from '../../../shared/tensor/tensor'

interface Props {
  readonly shape: Shape
  /** The place along each axis before the last two, from 0. */
  readonly lead: readonly number[]
  readonly onChange: (lead: readonly number[]) => void
}

export function SliceChooser({ shape, lead, onChange }: Props) {
  const sizes = shape.slice(0, -2)
  const at = sizes.map((size, axis) => Math.min(lead[axis] ?? 0, size - 1))
  return (
    <div className="tensor-slice">
      <span className="caption">Slice</span>
      {sizes.map((size, axis) => (
        // Axes have no identity but their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <label key={axis}>
          <input
            className="field"
            type="number"
            min={1}
            max={size}
            value={at[axis]! + 1}
            aria-label={`Place along axis ${axis}, from 1 to ${size}`}
            onChange={event => {
              const place = event.target.valueAsNumber
              if (Number.isInteger(place) && place >= 1 && place <= size)
                onChange(at.map((known, a) => (a === axis ? place - 1 : known)))
            }}
          />
          of {size.toLocaleString('en')}
        </label>
      ))}
    </div>
  )
}
