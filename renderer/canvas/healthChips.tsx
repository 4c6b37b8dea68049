/** What is unhealthy at a node, in a word above its top left corner; a click leads to the sentence. */
import './healthChips.css'
import { memo } from 'react'
import type { NodeId } from '../../shared/document/document'
import { type Finding, findingSentence, findingWord } from '../../shared/engine/healthFindings'
import { nameToText } from '../../shared/formula/nameToTex'
import type { Look } from '../../shared/ops/op'
import { findingsByNode, inspectFindings, useAllFindings } from '../store/health'
import { useGraph } from '../store/resultStore'
import { useSession } from '../store/sessionStore'
import { HealthIcon } from '../ui/healthIcon'
import { type Box, healthPlace, lookOf } from './geometry'

interface Props {
  readonly boxes: ReadonlyMap<NodeId, Box>
  /** What is in view, in canvas pixels. */
  readonly seen: {
    readonly left: number
    readonly top: number
    readonly right: number
    readonly bottom: number
  }
}

export const HealthChips = memo(function HealthChips({ boxes, seen: { left, top, right, bottom } }: Props) {
  const shown = useSession(session => session.healthChips)
  const found = findingsByNode(useAllFindings())
  const graph = useGraph()
  if (!shown) return null
  return [...found].flatMap(([node, findings]) => {
    const box = boxes.get(node)
    // A node may be gone while its numbers are still on screen.
    if (!box || box.x + box.width < left || box.x > right || box.y + box.height < top || box.y > bottom)
      return []
    return (
      <HealthChip
        key={node}
        findings={findings}
        box={box}
        look={lookOf(graph.byId.get(node)?.op ?? undefined)}
      />
    )
  })
})

const HealthChip = memo(function HealthChip({
  findings,
  box,
  look,
}: {
  findings: readonly Finding[]
  box: Box
  look: Look
}) {
  const [first] = findings
  if (!first) return null
  const { kind, node, name } = first
  const word = findingWord(first)
  const { x, y, width } = healthPlace(box, look, findings.length > 1 ? `${word} +1` : word)
  return (
    <button
      type="button"
      className={`health-chip nopan nodrag${kind === 'nonFinite' ? ' broken' : ''}`}
      style={{ transform: `translate(${x}px, ${y}px)`, width }}
      aria-label={`${nameToText(name)}: ${findings.map(findingWord).join(', ')}`}
      title={findings.map(findingSentence).join('\n')}
      onClick={() => inspectFindings(node)}
    >
      <HealthIcon kind={kind} />
      {word}
      {findings.length > 1 && <span className="health-more">+{findings.length - 1}</span>}
    </button>
  )
})
