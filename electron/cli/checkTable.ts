/** The table of `chainrule check`, and below it what a row cannot say. */
import type { LeafCheck } from '../../shared/engine/check'
import type { Stray } from '../../shared/engine/checkSlope'
import type { Comparison } from '../../shared/engine/checkVerdict'
import type { Graph } from '../../shared/engine/graph'
import { opWord } from '../../shared/engine/stepWords'
import { formatNumber } from '../../shared/formula/formatNumber'
import { type Shape, stridesOf } from '../../shared/tensor/tensor'
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

/** The entry's place along each axis, from 0: `[1, 0]`. */
const placeText = (index: number, shape: Shape): string =>
  shape.length === 0
    ? '–'
    : `[${stridesOf(shape)
        .map((stride, axis) => Math.floor(index / stride) % shape[axis]!)
        .join(', ')}]`

/** What the row cannot say: why entries are left out, that others were not drawn, and that zeros show nothing. */
function notesOf({ entries, checked, excluded, strays, verdict }: LeafCheck, graph: Graph): string[] {
  const notes: string[] = []
  const drawn = checked + excluded
  if (drawn < entries)
    notes.push(`${drawn} of the ${entries} entries were drawn at random; the others were not looked at.`)
  const counts = new Map<string, number>()
  for (const stray of strays) {
    const why = sayWhy(stray, graph)
    counts.set(why, (counts.get(why) ?? 0) + 1)
  }
  for (const [why, n] of counts)
    notes.push(`${n === 1 ? '1 entry is' : `${n} entries are`} left out: ${why}.`)
  if (verdict === 'vacuous')
    notes.push(
      checked === 0
        ? 'no entry could be checked, so this shows nothing.'
        : 'backprop and the differences both give 0, or what rounding cannot tell from 0, which shows nothing.',
    )
  return notes
}

function sayWhy({ node, why }: Stray, graph: Graph): string {
  const { name, op } = graph.byId.get(node)!
  switch (why) {
    case 'kink':
      return `the two points lie on different sides of a kink of ${name} (${opWord(op!)})`
    case 'notFinite':
      return `${name} is not a finite number at one of the two points`
    case 'whole':
      return `${name} reads whole numbers, and there is nothing between them`
    case 'stepLost':
      return 'the step is lost in the rounding of the entry'
  }
}
