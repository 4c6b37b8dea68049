/** How large what comes back to a node is, and how it got there. */
import type { EdgeKey, NodeId } from '../document/document'
import type { GraphNode } from './graph'
import type { Absence } from './healthFindings'

/** Of a gradient that is finite; `size` is the root of the mean of its squared entries, `norm` that of their sum. */
export interface Measure {
  readonly size: number
  readonly norm: number
}

export interface Back {
  readonly node: GraphNode
  readonly measure: Measure
  /** The wires that bring the gradient here. */
  readonly wires: readonly { readonly edge: EdgeKey; readonly from: GraphNode; readonly port: string }[]
  /** The layer nearest to the root that it comes back through. */
  readonly reference: Back | null
  readonly beyond: 'vanishing' | 'exploding' | null
  /** Why it is 0, where it is. */
  readonly zero: Absence | null
}

/** By node; those whose gradient is not finite are missing. */
export type Backs = ReadonlyMap<NodeId, Back>

/** `null` when an entry is not finite. */
export function measureOf(data: Float64Array): Measure | null {
  let squares = squaresOf(data, 1)
  let unit = 1
  // Squares of very large or small entries overflow or are lost: then they are counted in units of the largest.
  if (!(squares > 1e-200 && squares < 1e200)) {
    unit = largest(data)
    if (!(unit <= Number.MAX_VALUE)) return null
    squares = unit === 0 ? 0 : squaresOf(data, unit)
  }
  const norm = Math.sqrt(squares)
  return { size: unit * (norm / Math.sqrt(data.length)), norm: unit * norm }
}

function squaresOf(data: Float64Array, unit: number): number {
  let squares = 0
  for (let i = 0; i < data.length; i++) squares += (data[i]! / unit) * (data[i]! / unit)
  return squares
}

/** NaN when an entry is. */
export function largest(data: Float64Array): number {
  let most = 0
  for (let i = 0; i < data.length; i++) most = Math.max(most, Math.abs(data[i]!))
  return most
}
