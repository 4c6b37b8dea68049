/** Edits of where backprop starts and with what: pure, and the same document again when nothing changes. */
import { sizeOf } from '../../tensor/tensor'
import type { Document, NodeId, TensorSource } from '../document'
import { sameSource } from '../tensorOf'
import { roomFor } from './room'

/** Starts backprop at `root` (`null` lets the engine choose). The cotangent belonged to the old root and goes with it. */
export function setRoot(document: Document, root: NodeId | null): Document {
  const { circuit } = document
  if (root === circuit.root || (root !== null && !circuit.nodes.some(node => node.id === root)))
    return document
  return { ...document, circuit: { ...circuit, root, cotangent: null } }
}

/** The seed gradient at the root; `null` is ones. One that there is no room for changes nothing. */
export function setCotangent(document: Document, cotangent: TensorSource | null): Document {
  const { circuit } = document
  if (sameSource(cotangent, circuit.cotangent)) return document
  if (cotangent && sizeOf(cotangent.shape) > roomFor(circuit, circuit.cotangent)) return document
  return { ...document, circuit: { ...circuit, cotangent } }
}
