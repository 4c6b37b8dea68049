/** A node's rule: how its value is made, and what it sends back to each input. */
import type { TensorSource } from '../../../shared/document/document'
import type { Graph, GraphNode } from '../../../shared/engine/graph'
import { Tex } from '../../ui/tex'
import { isDrawn, recipes } from './recipes'
import { ruleTex } from './ruleTex'

interface Props {
  readonly graph: Graph
  readonly node: GraphNode
  /** Of a leaf. */
  readonly source: TensorSource | undefined
}

export function Rule({ graph, node, source }: Props) {
  const rule = ruleTex(graph, node)
  return (
    <section>
      <h3 className="caption">Rule</h3>
      {rule ? (
        <>
          <Formula tex={rule.forward} />
          {rule.backward.map(({ port, tex }) => (
            <Formula key={port} tex={tex} />
          ))}
          {rule.where.length > 0 && <p className="inspector-dim">where</p>}
          {rule.where.map(tex => (
            <Formula key={tex} tex={tex} />
          ))}
        </>
      ) : (
        <p className="inspector-dim">{sourceWords(source)}</p>
      )}
    </section>
  )
}

const Formula = ({ tex }: { tex: string }) => (
  <div className="inspector-formula">
    <Tex>{String.raw`\displaystyle ${tex}`}</Tex>
  </div>
)

/** Where the numbers of a node without a rule come from. */
function sourceWords(source: TensorSource | undefined): string {
  if (!source) return 'None that this version knows.'
  if (!('init' in source)) return 'None: a person typed these numbers.'
  const seed = isDrawn(source) ? `, seed ${source.seed}` : ''
  return `None: these numbers were made by the recipe ${recipes[source.init].label}${seed}.`
}
