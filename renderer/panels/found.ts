/** What a search for ops and gallery circuits finds. */
import { type GalleryCircuit, gallery } from '../../shared/gallery/index'
import { ops } from '../../shared/ops/index'
import type { Category, Op } from '../../shared/ops/op'

const categories: readonly Category[] = [
  'Sources',
  'Arithmetic',
  'Linear algebra',
  'Layers',
  'Activations',
  'Reductions',
  'Shaping',
  'Losses',
]

export interface OpGroup {
  readonly category: Category
  readonly ops: readonly Op[]
}

/** In the order in which people meet them; what is not named here follows by name. */
const order = [
  'input',
  'parameter',
  'constant',
  'add',
  'subtract',
  'multiply',
  'divide',
  'tanh',
  'sigmoid',
  'relu',
]
const rank = ({ name }: Op) => (order.includes(name) ? order.indexOf(name) : order.length)

const says = (text: string, words: readonly string[]): boolean =>
  words.every(word => text.toLowerCase().includes(word))
const wordsOf = (search: string) => search.toLowerCase().split(/\s+/).filter(Boolean)

/** Every word of the search must occur in the op's name, label, category or keywords. Groups without a hit are left out. */
export function findOps(search: string): readonly OpGroup[] {
  const words = wordsOf(search)
  const found = [...ops.values()]
    .filter(({ name, palette: p }) =>
      says([name, p.label, p.symbol, p.category, ...p.keywords].join(' '), words),
    )
    .sort((a, b) => rank(a) - rank(b))
  return categories
    .map(category => ({ category, ops: found.filter(op => op.palette.category === category) }))
    .filter(group => group.ops.length > 0)
}

export const findCircuits = (search: string): readonly GalleryCircuit[] =>
  gallery.filter(({ title, id }) => says(`${title} ${id} gallery`, wordsOf(search)))

/**
 * How well a row fits a search, from 0 (not at all) to 1 (it is called that). Every word of the search must occur in one of
 * the row's words; what the row is called comes first.
 */
export function fitOf(search: string, [called = '', ...others]: readonly string[]): number {
  const words = wordsOf(search)
  const name = called.toLowerCase()
  if (!says([called, ...others].join(' '), words)) return 0
  const whole = words.join(' ')
  if (name === whole) return 1
  if (name.startsWith(whole)) return 0.9
  if (name.split(/\W+/).some(word => word.startsWith(whole))) return 0.7
  return says(name, words) ? 0.5 : 0.2
}
