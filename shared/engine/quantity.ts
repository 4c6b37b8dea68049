/** What may be asked about: a value, a gradient, or what came back on one wire; whole or one entry of it. */
import type { EdgeKey, NodeId } from '../document/document'

export type Quantity =
  | { readonly kind: 'value'; readonly node: NodeId }
  /** The gradient of the root with respect to a node's value: what has come back on all its wires, added up. */
  | { readonly kind: 'gradient'; readonly node: NodeId }
  /** What came back on one wire: the whole gradient of its source, or at a fan-out a share of it. */
  | { readonly kind: 'share'; readonly edge: EdgeKey }

export interface Asked {
  readonly quantity: Quantity
  /** An index per axis; `null` asks about the whole tensor. */
  readonly entry: readonly number[] | null
}
