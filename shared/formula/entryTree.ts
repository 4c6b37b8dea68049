/** An entry of a formula as a tree of scalars. */
import type { Attrs } from '../ops/op'
import type { Shape, Tensor } from '../tensor/tensor'
import type { Shapes } from './formulaShape'
import type { Index } from './indices'
import type { BinarySign, Expression, FunctionName, Relation } from './parse'

export type Entry =
  | { readonly kind: 'number'; readonly value: number }
  /** An entry of a tensor that the formula names. */
  | { readonly kind: 'read'; readonly name: string; readonly index: Index }
  /** An entry of a shorthand or of something that brings many numbers together: it may stand by itself under a name of its own. */
  | { readonly kind: 'part'; readonly of: Expression; readonly index: Index; readonly is: () => Entry }
  | { readonly kind: 'negate'; readonly of: Entry }
  | {
      readonly kind: 'binary'
      readonly sign: Exclude<BinarySign, '@'>
      readonly left: Entry
      readonly right: Entry
    }
  | { readonly kind: 'call'; readonly fn: FunctionName; readonly args: readonly Entry[] }
  | {
      readonly kind: 'indicator'
      readonly relation: Relation
      readonly left: Entry
      readonly right: Entry
    }
  | Many

/** The sum or the largest of so many terms, each made when it is asked for. */
export interface Many {
  readonly kind: 'many'
  readonly how: 'sum' | 'max'
  readonly count: number
  readonly term: (k: number) => Entry
}

/** What the names of a formula stand for, of which no more is computed than is asked for. */
export interface EntryScope {
  readonly values: Readonly<Record<string, Tensor>>
  readonly shorthands: Readonly<Record<string, Expression>>
  readonly shapes: Shapes
  readonly attrs: Attrs
  /** The number that an entry comes to, for what picks its entries by a value. */
  readonly value: (entry: Entry) => number
}

/** What the makers of entries share: the entry of a sub-expression, its shape, and numbers. */
export interface Maker extends Pick<EntryScope, 'shapes' | 'attrs' | 'value'> {
  readonly of: (e: Expression, index: Index) => Entry
  readonly shape: (e: Expression) => Shape
}

export const number = (value: number): Entry => ({ kind: 'number', value })
export const joined = (sign: Exclude<BinarySign, '@'>, left: Entry, right: Entry): Entry => ({
  kind: 'binary',
  sign,
  left,
  right,
})
/** A sum of one term is that term, and of none is 0. */
export const sumOf = (count: number, term: (k: number) => Entry): Entry =>
  count === 0 ? number(0) : count === 1 ? term(0) : { kind: 'many', how: 'sum', count, term }
