/** Why a wire is impossible, told while it is dragged: what the document forbids, or a shape that would not fit. */
import type { Document, NodeId } from '../document/document'
import { connect, whyNotConnect } from '../document/edit/wires'
import { graphOf } from './graph'
import { sentenceOf } from './problems'

/**
 * `null` when the wire is possible. A shape is judged once every input of the target is wired, and only where it is this
 * wire that does not fit: what another port lacks is a problem of the node, not of the wire.
 */
export function whyNotWire(document: Document, from: NodeId, to: NodeId, port: string): string | null {
  const structural = whyNotConnect(document, from, to, port)
  if (structural) return structural
  const { problems } = graphOf(connect(document, from, to, port).circuit)
  const misfit = problems.find(p => p.code === 'shape' && p.node === to && p.port === port)
  return misfit ? sentenceOf(misfit) : null
}
