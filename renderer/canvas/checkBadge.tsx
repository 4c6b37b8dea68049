/** What the gradient check found at a node, in its top right corner: the verdict, and how many entries it left out. */
import './checkBadge.css'
import type { NodeId } from '../../shared/document/document'
import { spokenCheck } from '../../shared/engine/checkWords'
import { nameToText } from '../../shared/formula/nameToTex'
import { useCheck, useCheckStale, useLeafCheck } from '../store/checkStore'
import { graphFor } from '../store/resultStore'
import { useSession } from '../store/sessionStore'
import { VerdictMark } from '../ui/verdictMark'

export function CheckBadge({ node }: { node: NodeId }) {
  const leaf = useLeafCheck(node)
  const text = useCheckText(node)
  const stale = useCheckStale()
  if (!leaf || text === null) return null
  return (
    // By keyboard the table in the tab says the same, and more.
    <button
      type="button"
      tabIndex={-1}
      className="check-badge"
      data-stale={stale || undefined}
      aria-label={text}
      title={text}
      onClick={() => useSession.setState({ timelineTab: 'check' })}
    >
      <VerdictMark mark={leaf.verdict} />
      {leaf.excluded > 0 && <span className="check-badge-out">{leaf.excluded}</span>}
    </button>
  )
}

/** `Gradient check: passes …`, and whether that was before the last edit; `null` where nothing was checked. */
export function useCheckText(node: NodeId): string | null {
  const leaf = useLeafCheck(node)
  const circuit = useCheck(({ checked }) => checked?.circuit ?? null)
  const stale = useCheckStale()
  if (!leaf || !circuit) return null
  const spoken = spokenCheck(leaf, graphFor(circuit), nameToText)
  return `Gradient check${stale ? ' before the last edit' : ''}: ${spoken}`
}
