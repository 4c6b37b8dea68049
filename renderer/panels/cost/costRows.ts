/** Which nodes have a row in the table of costs. */
import type { NodeId } from '../../../shared/document/document'
import type { Cost, PhaseCosts } from '../../../shared/engine/cost'

export type CostRow = Cost['nodes'][number]

export interface CostRows {
  readonly rows: readonly CostRow[]
  /** How many nodes have none. */
  readonly left: number
}

/** More would be more than anybody reads, and than the window draws at once. */
export const mostRows = 100

/** All in graph order; of more than `most` the costliest ones, costliest first, and `wanted` before them wherever it would stand. */
export function costRows({ nodes }: Cost, wanted: NodeId | null, most = mostRows): CostRows {
  if (nodes.length <= most) return { rows: nodes, left: 0 }
  const costliest = nodes.toSorted((a, b) => workOf(b) - workOf(a)).slice(0, most)
  const also = costliest.some(({ node }) => node === wanted) ? [] : nodes.filter(n => n.node === wanted)
  const rows = [...also, ...costliest]
  return { rows, left: nodes.length - rows.length }
}

const workOf = ({ forward, backward }: PhaseCosts): number =>
  [forward, backward].reduce((sum, e) => sum + e.multiplyAdds.number + e.entries.number, 0)
