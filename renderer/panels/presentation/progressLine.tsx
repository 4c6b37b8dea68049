/** A thin line that says how far the steps have come, and where the bookmarks are. */
import './progressLine.css'
import type { CSSProperties } from 'react'
import { useMarks } from '../../store/bookmarks'
import { useTimeline } from '../../store/timelineStore'

export function ProgressLine() {
  const { cursor, length, forward } = useTimeline()
  const { on } = useMarks()
  const percent = (part: number, of: number) => `${of === 0 ? 0 : (100 * part) / of}%`
  const done = (before: number, count: number) =>
    percent(Math.max(0, Math.min(count, cursor - before)), count)
  return (
    <div
      className="progress-line"
      role="progressbar"
      aria-label="Steps"
      aria-valuemin={0}
      aria-valuemax={length}
      aria-valuenow={cursor}
    >
      <span
        className="progress-part"
        style={{ flexGrow: forward, '--done': done(0, forward) } as CSSProperties}
      />
      <span
        className="progress-part backward"
        style={{ flexGrow: length - forward, '--done': done(forward, length - forward) } as CSSProperties}
      />
      {on.map(mark => (
        <i key={mark.cursor} className="progress-mark" style={{ left: percent(mark.cursor, length) }} />
      ))}
    </div>
  )
}
