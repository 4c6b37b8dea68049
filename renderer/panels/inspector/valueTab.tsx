/** A node's value: typed in on leaves, to be read where it is computed. */
import type { CircuitNode } from '../../../shared/document/document'
import type { GraphNode } from '../../../shared/engine/graph'
import { forwardRule, isComputed } from '../../../shared/engine/rules'
import { nameToTex, nameToText } from '../../../shared/formula/nameToTex'
import { useGraph, useStale } from '../../store/resultStore'
import { useValue } from '../../store/view'
import { LeafEditor } from './leafEditor'
import { Numbers } from './numbers'
import { Formula } from './rule'

export function ValueTab({ node, known }: { node: CircuitNode; known: GraphNode }) {
  const value = useValue(node.id)
  const stale = useStale()
  const graph = useGraph()
  const { op } = known
  if (!op)
    return (
      <p className="inspector-dim">
        This version does not know “{node.op}”; the node is kept as it is, with its wires.
      </p>
    )
  if (op.kind === 'leaf') return node.value ? <LeafEditor node={node} source={node.value} /> : null
  return (
    <>
      <Numbers
        tex={nameToTex(node.name)}
        label={`value of ${nameToText(node.name)}`}
        tensor={known.shape ? value : null}
        shape={known.shape}
        stale={stale}
        waiting={known.shape ? 'The timeline has not reached it yet.' : 'It cannot be computed yet.'}
        of={{ kind: 'value', node: known.id }}
      />
      <section>
        <h3 className="caption">Rule</h3>
        {isComputed(known) && <Formula tex={forwardRule(graph, known)} />}
      </section>
      <section>
        <h3 className="caption">What it does</h3>
        <p className="inspector-dim">{op.palette.about}</p>
      </section>
    </>
  )
}
