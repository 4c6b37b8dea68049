/** Several selected things: how many, and which. */
import type { CircuitNode } from '../../../shared/document/document'
import { useGraph } from '../../store/resultStore'
import { InsideActions } from './insideActions'
import { NodeLink } from './nodeLink'

const counted = (n: number, word: string) => (n === 0 ? [] : [`${n} ${word}${n === 1 ? '' : 's'}`])

export function SelectionPanel({ nodes, wires }: { nodes: readonly CircuitNode[]; wires: number }) {
  const { byId } = useGraph()
  return (
    <div className="inspector-body">
      <section>
        <h2 className="inspector-heading">
          {[...counted(nodes.length, 'node'), ...counted(wires, 'wire')].join(' and ')} selected
        </h2>
        <ul className="inspector-list">
          {nodes.map(node => (
            <li key={node.id}>
              <NodeLink node={byId.get(node.id)!} />
              <span className="inspector-dim">{byId.get(node.id)?.op?.palette.label ?? node.op}</span>
            </li>
          ))}
        </ul>
      </section>
      <InsideActions nodes={nodes} />
    </div>
  )
}
