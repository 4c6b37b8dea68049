/** One entry of a formula's value, taken apart into the entries of the named tensors that it is made of. */
import { broadcastShape } from '../tensor/broadcast'
import type { Shape } from '../tensor/tensor'
import { reductionEntry } from './entryReduction'
import { shapingEntry } from './entryShaping'
import { type Entry, type EntryScope, joined, type Maker, type Many, sumOf } from './entryTree'
import { windowEntry } from './entryWindows'
import { formulaShape } from './formulaShape'
import { type Index, indexAt, repeatedIndex } from './indices'
import type { Expression } from './parse'
import { isShaping } from './shaping'
import { isWindowed } from './windows'

const shapesKnown = new WeakMap<EntryScope, Map<Expression, Shape>>()

/** The shape of a formula in this scope. Throws `internal:` where it has none. */
export function shapeIn(scope: EntryScope, e: Expression): Shape {
  const known = shapesKnown.get(scope) ?? new Map<Expression, Shape>()
  shapesKnown.set(scope, known)
  const shape = known.get(e) ?? formulaShape(e, scope.shapes, scope.attrs)
  if (!shape) throw new Error('internal: a formula was asked for an entry, and has no value')
  known.set(e, shape)
  return shape
}

/** The entry of `e` at `index`, which has as many axes as the value of `e`. */
export function entryOf(e: Expression, index: Index, scope: EntryScope): Entry {
  const of = (inner: Expression, at: Index) => entryOf(inner, at, scope)
  const shape = (inner: Expression) => shapeIn(scope, inner)
  const operand = (inner: Expression) => of(inner, repeatedIndex(index, shape(inner)))
  const part = (is: () => Entry): Entry => ({ kind: 'part', of: e, index, is })
  switch (e.kind) {
    case 'number':
      return e
    case 'name': {
      const meaning = scope.shorthands[e.name]
      return meaning ? part(() => of(meaning, index)) : { kind: 'read', name: e.name, index }
    }
    case 'negate':
      return { kind: 'negate', of: of(e.of, index) }
    case 'transpose':
      return of(e.of, index.length > 1 ? swapped(index) : index)
    case 'indicator':
      return {
        kind: 'indicator',
        relation: e.relation,
        left: operand(e.left),
        right: operand(e.right),
      }
    case 'binary':
      if (e.sign === '@') return part(() => productEntry(e.left, e.right, index, of, shape))
      return joined(e.sign, operand(e.left), operand(e.right))
    case 'call': {
      const maker: Maker = { of, shape, shapes: scope.shapes, attrs: scope.attrs, value: scope.value }
      if (isShaping(e.fn)) return shapingEntry(e.fn, e.args, index, maker)
      if (isWindowed(e.fn)) return windowEntry(e, index, maker)
      return reductionEntry(e, index, maker) ?? { kind: 'call', fn: e.fn, args: e.args.map(operand) }
    }
  }
}

const swapped = (index: Index): Index => [...index.slice(0, -2), index.at(-1)!, index.at(-2)!]

/** Σ a_ik b_kj; a vector on the left is a row, on the right a column. */
function productEntry(
  a: Expression,
  b: Expression,
  index: Index,
  of: Maker['of'],
  shape: Maker['shape'],
): Entry {
  const [left, right] = [shape(a), shape(b)]
  const matrices = [left, right].map(s => s.length > 1)
  const own = matrices.filter(Boolean).length
  const batch = index.slice(0, index.length - own)
  const [i, j] = [index[batch.length]!, index.at(-1)!]
  const lead = (s: Shape) => repeatedIndex(batch, s.slice(0, -2))
  return sumOf(left.at(-1)!, k =>
    joined(
      '*',
      of(a, matrices[0] ? [...lead(left), i, k] : [k]),
      of(b, matrices[1] ? [...lead(right), k, j] : [k]),
    ),
  )
}

/** The entry of what comes back to an input of shape `to`: summed over the axes along which that was repeated. */
export function downstreamEntry(e: Expression, index: Index, to: Shape, scope: EntryScope): Entry {
  const from = shapeIn(scope, e)
  if (!broadcastShape(from, to)) throw new Error('internal: a gradient does not fit what it is a gradient of')
  const lead = from.length - to.length
  const repeated = from.map((size, axis) => axis < lead || (to[axis - lead] === 1 && size !== 1))
  const sizes = from.map((size, axis) => (repeated[axis] ? size : 1))
  const terms = (k: number) => {
    const within = indexAt(k, sizes)
    return entryOf(
      e,
      from.map((_, axis) => (repeated[axis] ? within[axis]! : index[axis - lead]!)),
      scope,
    )
  }
  const count = sizes.reduce((n, size) => n * size, 1)
  const first = count > 1 ? bare(terms(0)) : null
  // A sum of sums, as a batch of products has it, is one sum.
  if (first?.kind !== 'many' || first.how !== 'sum') return sumOf(count, terms)
  return sumOf(count * first.count, k => {
    const inner = bare(terms(Math.floor(k / first.count))) as Many
    return inner.term(k % first.count)
  })
}

const bare = (entry: Entry): Entry => (entry.kind === 'part' && entry.of.kind !== 'name' ? entry.is() : entry)
