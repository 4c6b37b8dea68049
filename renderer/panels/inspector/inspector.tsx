/** The right panel: the document when nothing is selected, else what is selected. */
import './inspector.css'
import { selectCircuit, useDocument } from '../../store/documentStore'
import { useSession } from '../../store/sessionStore'
import { DocumentPanel } from './documentPanel'
import { NodePanel } from './nodePanel'
import { SelectionPanel } from './selectionPanel'
import { WirePanel } from './wirePanel'

export function Inspector() {
  return (
    <aside className="inspector" aria-label="Inspector">
      <Selected />
    </aside>
  )
}

function Selected() {
  const { nodes, edges } = useSession()
  const circuit = useDocument(selectCircuit)
  // An undo may have taken away what is still marked as selected.
  const chosen = circuit.nodes.filter(node => nodes.has(node.id))
  const wires = circuit.edges.filter(edge => edges.has(`${edge.to}.${edge.port}`))
  const [node] = chosen
  const [wire] = wires
  if (chosen.length + wires.length === 0) return <DocumentPanel />
  if (node && chosen.length === 1) return <NodePanel key={node.id} node={node} />
  if (wire && chosen.length === 0 && wires.length === 1)
    return <WirePanel key={`${wire.to}.${wire.port}`} edge={wire} />
  return <SelectionPanel nodes={chosen} wires={wires.length} />
}
