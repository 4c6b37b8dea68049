/** A node's gradient as far as it has arrived, the rule that made it, and what the op does. */
import './gradientTab.css'
import { type EdgeKey, edgeKey } from '../../../shared/document/document'
import type { Graph, GraphNode } from '../../../shared/engine/graph'
import { rootTex } from '../../../shared/engine/rules'
import type { Arrived } from '../../../shared/engine/steps'
import { nameToTex, nameToText } from '../../../shared/formula/nameToTex'
import { graphFor, useGraph, useResult, useStale } from '../../store/resultStore'
import { useEdgeGradient, useGradient, useHidden, useValue } from '../../store/view'
import { NodeLink } from './nodeLink'
import { Numbers } from './numbers'
import { Rule } from './rule'
import { gradientLineTex } from './ruleTex'
import { TensorGrid } from './tensorGrid'
import { whyNoGradient } from './whyNoGradient'

export function GradientTab({ known }: { known: GraphNode }) {
  const graph = useGraph()
  const arrived = useGradient(known.id)
  const value = useValue(known.id)
  const stale = useStale()
  const { op, name, shape } = known
  const why = whyNoGradient(graph, known)
  const branches = useBranches(known)
  return (
    <>
      {why ? (
        <p className="inspector-dim">{why}</p>
      ) : (
        <Numbers
          tex={gradientLineTex(rootTex(graph), nameToTex(name))}
          suffix={branches.length > 1 ? arrivedWords(arrived, branches.length) : null}
          label={`gradient of ${nameToText(name)}`}
          tensor={arrived?.gradient ?? null}
          shape={shape}
          stale={stale}
          waiting="No gradient has arrived yet."
          of={{ kind: 'gradient', node: known.id }}
        />
      )}
      {!why && branches.length > 1 && (
        <section>
          <h3 className="caption">From each branch</h3>
          {branches.map(branch => (
            <Branch key={branch.key} of={branch} stale={stale} />
          ))}
        </section>
      )}
      <Numbers
        caption="Value"
        label={`value of ${nameToText(name)}`}
        tensor={shape ? value : null}
        shape={shape}
        stale={stale}
        waiting={shape ? 'The timeline has not reached it yet.' : 'It cannot be computed yet.'}
        of={{ kind: 'value', node: known.id }}
      />
      <Rule graph={graph} node={known} />
      {op && (
        <section>
          <h3 className="caption">What it does</h3>
          <p className="inspector-dim">{op.palette.about}</p>
        </section>
      )}
    </>
  )
}

interface BranchOf {
  readonly key: EdgeKey
  readonly consumer: GraphNode
  readonly port: string
}

/** The wires out of a node on which a gradient comes back, as the last run had them. */
function useBranches(node: GraphNode): readonly BranchOf[] {
  const { run, circuit } = useResult()
  if (!run || !circuit) return []
  const graph: Graph = graphFor(circuit)
  return (graph.byId.get(node.id)?.consumers ?? []).flatMap(({ node: id, port }) => {
    const key = edgeKey({ to: id, port })
    return run.edgeGrads.has(key) ? [{ key, consumer: graph.byId.get(id)!, port }] : []
  })
}

const arrivedWords = (arrived: Arrived | null, of: number): string => {
  const from = arrived?.from ?? 0
  if (from === of) return `the sum of ${of} branches`
  return `${from} of ${of} branches ${from === 1 ? 'has' : 'have'} arrived`
}

function Branch({ of: { key, consumer, port }, stale }: { of: BranchOf; stale: boolean }) {
  const gradient = useEdgeGradient(key)
  const hidden = useHidden({ kind: 'share', edge: key })
  return (
    <div className={`inspector-branch${!gradient || gradient.data.length === 1 ? ' short' : ''}`}>
      <NodeLink node={consumer} port={port} />
      {gradient ? (
        <TensorGrid
          tensor={gradient}
          label={`contribution through ${nameToText(consumer.name)}`}
          stale={stale}
        />
      ) : (
        <span className="inspector-dim" title={hidden ? 'Hidden' : 'Not arrived yet'}>
          {hidden ? '?' : '–'}
        </span>
      )}
    </div>
  )
}
