/** A node's name as mathematics; a click selects the node. A port of the node may stand beside it. */

import './nodeLink.css'
import type { GraphNode } from '../../../shared/engine/graph'
import { nameToTex, nameToText } from '../../../shared/formula/nameToTex'
import type { Op } from '../../../shared/ops/op'
import { select } from '../../store/sessionStore'
import { Tex } from '../../ui/tex'

export function NodeLink({ node, port }: { node: GraphNode; port?: string }) {
  return (
    <button
      type="button"
      className="inspector-link"
      aria-label={`Select ${nameToText(node.name)}`}
      onClick={() => select([node.id])}
    >
      <Tex>{nameToTex(node.name)}</Tex>
      {port && (
        <span className="inspector-port">
          <PortName op={node.op} port={port} />
        </span>
      )}
    </button>
  )
}

/** As the op writes it: `W`, `γ`. */
export function PortName({ op, port }: { op: Op | null; port: string }) {
  return <Tex>{op?.inputs.find(({ name }) => name === port)?.tex ?? nameToTex(port)}</Tex>
}
