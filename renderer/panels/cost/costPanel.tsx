/** The Cost tab: the table of what each node costs, and beside it what holds for the whole circuit. */
import './costPanel.css'
import { memo } from 'react'
import { useCost } from '../../store/costStore'
import { selectCircuit, useDocument } from '../../store/documentStore'
import { graphFor, useGraph } from '../../store/resultStore'
import { useSession } from '../../store/sessionStore'
import { CostSide, failureText } from './costSide'
import { CostTable } from './costTable'

/** A step of the timeline changes nothing here. */
export const CostPanel = memo(function CostPanel() {
  const circuit = useDocument(selectCircuit)
  const { counted, failure } = useCost()
  const inSymbols = useSession(session => session.costIn === 'symbols')
  if (!counted) return <p className="cost-none">{failure === null ? 'Counting …' : failureText(failure)}</p>
  const { cost } = counted
  if (cost.nodes.length === 0) return <Nothing />
  const graph = graphFor(counted.circuit)
  return (
    <div className="cost-panel" data-stale={counted.circuit !== circuit || undefined}>
      <div className="cost-scroll">
        <CostTable cost={cost} graph={graph} inSymbols={inSymbols && cost.axes.length > 0} />
      </div>
      <CostSide cost={cost} />
    </div>
  )
})

/** Where nothing is computed. */
function Nothing() {
  const { nodes, problems } = useGraph()
  return (
    <p className="cost-none">
      {nodes.length > 0 && problems.length > 0
        ? 'Nothing to count yet: no node can be computed before its problem is settled.'
        : 'Nothing to count yet. What each op costs stands here once a wire leads to it.'}
    </p>
  )
}
