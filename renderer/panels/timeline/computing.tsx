/** While the engine takes long: that it computes, and the button that stops it; after that, the one that starts it again. */
import './computing.css'
import { computeAgain, stopComputing, useResult, useStale } from '../../store/resultStore'

/** Shown only after half a second (by its style), so that quick answers do not flicker. */
export function Computing() {
  const stale = useStale()
  const { failure, stopped } = useResult()
  if (!stale || failure !== null) return null
  return (
    <span className="timeline-computing" data-stopped={stopped || undefined} role="status">
      {stopped ? 'Stopped' : 'Computing …'}
      <button type="button" className="timeline-ask" onClick={stopped ? computeAgain : stopComputing}>
        {stopped ? 'Compute again' : 'Stop'}
      </button>
    </span>
  )
}
