/** A node's rule: how its value is made, and what it sends back to each input. */
import './rule.css'
import type { Graph, GraphNode } from '../../../shared/engine/graph'
import { Tex } from '../../ui/tex'
import { ruleTex } from './ruleTex'

/** Nothing for a leaf: its numbers were typed in, or made by the recipe that the Value tab names. */
export function Rule({ graph, node }: { graph: Graph; node: GraphNode }) {
  const rule = ruleTex(graph, node)
  if (!rule) return null
  return (
    <section>
      <h3 className="caption">Rule</h3>
      <Formula tex={rule.forward} />
      {rule.backward.map(({ port, tex }) => (
        <Formula key={port} tex={tex} />
      ))}
      {rule.where.length > 0 && <p className="inspector-dim">where</p>}
      {rule.where.map(tex => (
        <Formula key={tex} tex={tex} />
      ))}
    </section>
  )
}

export const Formula = ({ tex }: { tex: string }) => (
  <div className="inspector-formula">
    <Tex>{String.raw`\displaystyle ${tex}`}</Tex>
  </div>
)
