/** The Gradient check tab: what to check, the table of what was found, and beside it the one tensor that is looked at. */
import './checkPanel.css'
import { memo } from 'react'
import type { LeafCheck } from '../../../shared/engine/check'
import { refusalText } from '../../../shared/engine/checkWords'
import { type Checked, useCheck, useCheckStale } from '../../store/checkStore'
import { graphFor } from '../../store/resultStore'
import { useSession } from '../../store/sessionStore'
import { NodeLink } from '../inspector/nodeLink'
import { CheckDetail } from './checkDetail'
import { CheckHead } from './checkHead'
import { worstOf } from './checkRows'
import { CheckTable } from './checkTable'

/** A step of the timeline changes nothing here. */
export const CheckPanel = memo(function CheckPanel() {
  const checked = useCheck(state => state.checked)
  const stale = useCheckStale()
  return (
    <div className="check-panel" data-stale={stale || undefined} data-found={checked?.result.ok || undefined}>
      <CheckHead />
      {checked ? <Found checked={checked} /> : <About />}
    </div>
  )
})

const About = () => (
  <p className="check-none">
    Holds every gradient that backprop gives against the slope that the circuit itself shows: each entry of
    every parameter and input is moved a little up and down, and how far the root follows is measured. Entries
    whose two points lie on different sides of a kink are left out.
  </p>
)

function Found({ checked }: { checked: Checked }) {
  const leaf = useShownLeaf(checked)
  const graph = graphFor(checked.circuit)
  const { result, choice } = checked
  if (!result.ok)
    return (
      <p className="check-none">
        Nothing was checked. {refusalText(result, graph, choice.precision)}
        {result.why === 'fault' && (
          <>
            {' '}
            Its node: <NodeLink node={graph.byId.get(result.fault.node)!} />
          </>
        )}
      </p>
    )
  return (
    <>
      <div className="check-scroll">
        <CheckTable leaves={result.leaves} graph={graph} shown={leaf?.node ?? null} />
      </div>
      <div className="check-beside">
        {leaf && <CheckDetail checked={checked} leaf={leaf} graph={graph} />}
      </div>
    </>
  )
}

/** The selected one, else the one that says most against its gradient. */
function useShownLeaf({ byNode, result, choice }: Checked): LeafCheck | null {
  const selected = useSession(({ nodes }) => (nodes.size === 1 ? [...nodes][0]! : null))
  const leaf = selected === null ? undefined : byNode.get(selected)
  return leaf ?? (result.ok ? worstOf(result.leaves, choice.precision) : null)
}
