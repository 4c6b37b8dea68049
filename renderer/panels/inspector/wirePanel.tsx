/** One wire: the value it carries forward, and what comes back on it. */
import './wirePanel.css'
import { type Edge, edgeKey } from '../../../shared/document/document'
import { rootTex } from '../../../shared/engine/rules'
import { nameToTex, nameToText } from '../../../shared/formula/nameToTex'
import { useGraph, useStale } from '../../store/resultStore'
import { useEdgeGradient, useValue } from '../../store/view'
import { NodeLink } from './nodeLink'
import { Numbers } from './numbers'
import { gradientLineTex } from './ruleTex'

export function WirePanel({ edge }: { edge: Edge }) {
  const graph = useGraph()
  const value = useValue(edge.from)
  const gradient = useEdgeGradient(edgeKey(edge))
  const stale = useStale()
  const [from, to] = [graph.byId.get(edge.from), graph.byId.get(edge.to)]
  if (!from || !to) return null
  return (
    <div className="inspector-body">
      <h2 className="inspector-wire">
        <NodeLink node={from} /> <span aria-hidden="true">→</span> <NodeLink node={to} port={edge.port} />
      </h2>
      <Numbers
        caption="Value"
        label={`value of ${nameToText(from.name)}`}
        tensor={value}
        shape={from.shape}
        stale={stale}
        waiting="The timeline has not reached it."
        of={{ kind: 'value', node: edge.from }}
      />
      {from.needsGradient && to.feedsRoot ? (
        <Numbers
          tex={gradientLineTex(rootTex(graph), nameToTex(from.name))}
          suffix={from.consumers.length > 1 ? 'this branch' : null}
          label={`gradient on the wire from ${nameToText(from.name)} to ${nameToText(to.name)}`}
          tensor={gradient}
          shape={from.shape}
          stale={stale}
          waiting="No gradient has come back here yet."
          of={{ kind: 'share', edge: edgeKey(edge) }}
        />
      ) : (
        <p className="inspector-dim">No gradient travels on this wire.</p>
      )}
    </div>
  )
}
