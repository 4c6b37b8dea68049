/** What the commands ask about the selection, and edits of what is selected. */
import type { Document, NodeId } from '../../shared/document/document'
import { edgeKey } from '../../shared/document/document'
import { removeNodes } from '../../shared/document/edit/nodes'
import { disconnect } from '../../shared/document/edit/wires'
import { currentDocument, edit } from '../store/documentStore'
import { select, useSession } from '../store/sessionStore'

/** The selected nodes that are still there, in the order of the document. */
export function selectedNodes(): readonly NodeId[] {
  const { nodes } = useSession.getState()
  return currentDocument()
    .circuit.nodes.filter(node => nodes.has(node.id))
    .map(node => node.id)
}

export const anyNodeSelected = (): boolean => selectedNodes().length > 0

export function anythingSelected(): boolean {
  const { edges } = useSession.getState()
  return anyNodeSelected() || currentDocument().circuit.edges.some(edge => edges.has(edgeKey(edge)))
}

export function selectAll() {
  const { nodes, edges } = currentDocument().circuit
  select(
    nodes.map(node => node.id),
    edges.map(edgeKey),
  )
}

/** Nodes with their wires, and wires; `heal` hands the source of a removed node on to what read it. */
export function deleteSelection({ heal = false } = {}) {
  const { edges: keys } = useSession.getState()
  const without = (document: Document) =>
    document.circuit.edges
      .filter(edge => keys.has(edgeKey(edge)))
      .reduce((rest, { to, port }) => disconnect(rest, to, port), document)
  // With heal, wires go with their nodes: a node that was cut off first would have nothing to hand on.
  edit(document => removeNodes(heal ? document : without(document), selectedNodes(), { heal }))
  select([])
}
