/** The table of `chainrule check`, and below it what a row cannot say. */
import type { LeafCheck } from '../../shared/engine/check'
import type { Comparison } from '../../shared/engine/checkVerdict'
import { notesOf, placeText } from '../../shared/engine/checkWords'
import type { Graph } from '../../shared/engine/graph'
import { formatNumber } from '../../shared/formula/formatNumber'
import type { Shape } from '../../shared/tensor/tensor'
import { table } from './table'

const heads = [
  'leaf',
  'entries',
  'checked',
  'excluded',
  'worst',
  'backprop',
  'difference',
  'relative',
  'verdict',
]

export function tableOfLeaves(leaves: readonly LeafCheck[], graph: Graph): string {
  if (leaves.length === 0) return ''
  const rows = leaves.map(({ node, name, entries, checked, excluded, worst, verdict }) => [
    name,
    ...[entries, checked, excluded].map(String),
    ...worstCells(worst, graph.byId.get(node)!.shape!),
    verdict,
  ])
  // Leaves of which the same is to be said share a line.
  const notes = new Map<string, string[]>()
  for (const leaf of leaves)
    for (const note of notesOf(leaf, graph)) notes.set(note, [...(notes.get(note) ?? []), leaf.name])
  const lines = [...notes].map(([note, names]) => `${names.join(', ')}: ${note}\n`)
  return table([heads, ...rows]) + (lines.length > 0 ? `\n${lines.join('')}` : '')
}

const worstCells = (worst: Comparison | null, shape: Shape): string[] =>
  worst
    ? [
        placeText(worst.index, shape),
        formatNumber(worst.analytic, 6),
        formatNumber(worst.numeric, 6),
        formatNumber(worst.relative, 2),
      ]
    : ['–', '–', '–', '–']
