/** Edits of where backprop starts and with what: pure, and the same document again when nothing changes. */
import type { Document, NodeId, TensorSource } from '../document'
import { sameSource } from '../tensorOf'

/** Starts backprop at `root` (`null` lets the engine choose). The cotangent belonged to the old root and goes with it. */
export function setRoot(document: Document, root: NodeId | null): Document {
  const { circuit } = document
  if (root === circuit.root || (root !== null && !circuit.nodes.some(node => node.id === root)))
    return document
  return { ...document, circuit: { ...circuit, root, cotangent: null } }
}

/** The seed gradient at the root; `null` is ones. */
export function setCotangent(document: Document, cotangent: TensorSource | null): Document {
  const { circuit } = document
  return sameSource(cotangent, circuit.cotangent)
    ? document
    : { ...document, circuit: { ...circuit, cotangent } }
}
