/** Which leaves have a row in the table of the check, and which of them is the worst. */
import type { NodeId } from '../../../shared/document/document'
import type { LeafCheck } from '../../../shared/engine/check'
import { isWorse } from '../../../shared/engine/checkVerdict'
import type { Precision } from '../../../shared/engine/ground'

/** More would be more than anybody reads, and than the window draws at once. */
export const mostRows = 200

/** All in their order; of more than `most` those that pass are left out first, but for the wanted one. */
export function checkRows(leaves: readonly LeafCheck[], wanted: NodeId | null, most = mostRows) {
  const order = ['fail', 'warn', 'vacuous', 'pass'] as const
  const place = (leaf: LeafCheck) => (leaf.node === wanted ? -1 : order.indexOf(leaf.verdict))
  const chosen = new Set(leaves.toSorted((a, b) => place(a) - place(b)).slice(0, most))
  const rows = leaves.filter(leaf => chosen.has(leaf))
  return { rows, left: leaves.length - rows.length }
}

/** The leaf with the entry that says most against its gradient; `null` where there is none. */
export function worstOf(leaves: readonly LeafCheck[], precision: Precision): LeafCheck | null {
  let worst: LeafCheck | null = null
  for (const leaf of leaves)
    if (!worst || (leaf.worst && isWorse(leaf.worst, worst.worst, precision))) worst = leaf
  return worst
}
