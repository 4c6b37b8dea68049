/** What the run shows of how the circuit learns, one sentence each: at a node with the way to its number, of all with the way to the node. */
import './findings.css'
import type { NodeId } from '../../../shared/document/document'
import { type Finding, findingSentence } from '../../../shared/engine/healthFindings'
import { ask } from '../../store/explainStore'
import { showFindings, useAllFindings, useFindings } from '../../store/health'
import { useStale } from '../../store/resultStore'
import { useTimeline } from '../../store/timelineStore'
import { HealthIcon } from '../../ui/healthIcon'

export function NodeFindings({ node }: { node: NodeId }) {
  const findings = useFindings(node)
  return (
    <Findings of={findings}>
      {finding => (
        <>
          <p>{findingSentence(finding)}</p>
          <button
            type="button"
            className="finding-link"
            onClick={({ detail }) => ask(finding.asks, { focus: detail === 0 })}
          >
            Explain the number
          </button>
        </>
      )}
    </Findings>
  )
}

export function AllFindings() {
  const findings = useAllFindings()
  const atEnd = useTimeline(({ cursor, length }) => cursor === length)
  return (
    <section>
      <h3 className="caption">{findings.length === 0 ? 'Health' : `Health · ${findings.length}`}</h3>
      {findings.length === 0 && (
        <p className="inspector-dim">{atEnd ? 'Nothing found.' : 'Nothing found up to this step.'}</p>
      )}
      <Findings of={findings}>
        {finding => (
          <button type="button" className="finding-node" onClick={() => showFindings(finding.node)}>
            {findingSentence(finding)}
          </button>
        )}
      </Findings>
    </section>
  )
}

interface Props {
  readonly of: readonly Finding[]
  readonly children: (finding: Finding) => React.ReactNode
}

function Findings({ of: findings, children }: Props) {
  const stale = useStale()
  if (findings.length === 0) return null
  return (
    <ul className={`findings${stale ? ' stale' : ''}`} aria-label="Health">
      {findings.map(finding => (
        <li key={`${finding.node} ${finding.kind}`}>
          <HealthIcon kind={finding.kind} />
          <div>{children(finding)}</div>
        </li>
      ))}
    </ul>
  )
}
