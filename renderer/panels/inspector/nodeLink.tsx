/** A node's name as mathematics; a click selects the node. */

import type { GraphNode } from '../../../shared/engine/graph'
import { nameToTex, nameToText } from '../../../shared/formula/nameToTex'
import { select } from '../../store/sessionStore'
import { Tex } from '../../ui/tex'

export function NodeLink({ node, port }: { node: Pick<GraphNode, 'id' | 'name'>; port?: string }) {
  return (
    <button
      type="button"
      className="inspector-link"
      aria-label={`Select ${nameToText(node.name)}`}
      onClick={() => select([node.id])}
    >
      <Tex>{nameToTex(node.name)}</Tex>
      {port && <span className="inspector-port">{port}</span>}
    </button>
  )
}
