/** Typesets the entry of a formula, with names or with numbers: leading terms of its sums, and lines for what stands by itself. */
import { shapeIn } from './entry'
import type { Entry, Many } from './entryTree'
import type { Reckoning } from './entryValue'
import type { Index } from './indices'
import type { Names } from './names'
import { nameToTex } from './nameToTex'
import { numberPiece } from './numbers'
import type { Expression } from './parse'
import { atom, type Piece } from './piece'
import { countText } from './quantities'
import { toTex, typeset } from './tex'

export interface EntryText {
  readonly symbols: readonly string[]
  /** The same lines with numbers; `more` terms are not shown. */
  readonly numbers: readonly { readonly tex: string; readonly more: number }[]
}

export interface Writing {
  readonly scope: Reckoning
  readonly names: Names
  readonly format: (x: number) => string
  /** How many terms of a sum are shown. */
  readonly terms: number
}

/** Lines for what stands by itself, beside the first one: more would hide what was asked about. */
const MOST_LINES = 8

const SYMBOL_TERMS = 5

type Part = Extract<Entry, { kind: 'part' }>
interface Line {
  readonly left: string
  readonly entry: Entry
}

/** `left = …`, and a line for each number in it that is made of others under a name of its own. */
export function entryText(left: string, entry: Entry, writing: Writing): EntryText {
  const lines: Line[] = [{ left, entry }]
  const known = new Set<string>()
  const aside = (part: Part) => {
    const name = partTex(part, writing)
    if (known.has(name) || lines.length >= MOST_LINES) return
    known.add(name)
    const inner = part.is()
    if (inner.kind !== 'number') lines.push({ left: name, entry: inner })
  }
  const written: { symbols: string; numbers: string; more: number }[] = []
  // Numbers unfold; symbols have said it with the first terms.
  const inShort = { ...writing, terms: Math.min(writing.terms, SYMBOL_TERMS) }
  // Writing a line may add lines behind it.
  for (const line of lines) {
    const sole = soleSum(line.entry)
    const symbols = write(line.entry, 'names', sole, inShort, aside)
    const numbers = write(line.entry, 'numbers', sole, writing, aside)
    const value = numberPiece(writing.format(writing.scope.value(line.entry))).tex
    written.push({
      symbols: `${line.left} = ${symbols.tex}`,
      numbers: `${line.left} = ${numbers.tex}${numbers.tex === value ? '' : ` = ${value}`}`,
      more: numbers.more,
    })
  }
  return {
    symbols: written.map(({ symbols }) => symbols),
    numbers: written.map(({ numbers: tex, more }) => ({ tex, more })),
  }
}

/** `[a_1]_{1,2}`: rows and columns are counted from 1, as in mathematics. A scalar stays as it is. */
export function indexedTex(tex: string, index: Index): string {
  if (index.length === 0) return tex
  const [open, close] = /\\frac|\\sum|\\left/.test(tex)
    ? [String.raw`\left[`, String.raw`\right]`]
    : ['[', ']']
  return `${open}${tex}${close}_{${index.map(i => i + 1).join(',')}}`
}

function partTex({ of, index }: Part, { names, scope }: Writing): string {
  const shape = shapeIn(scope, of)
  // An axis that a reduction has kept at size 1 says nothing.
  const telling = of.kind === 'call' ? index.filter((_, axis) => shape[axis] !== 1) : index
  return indexedTex(toTex(of, names, { attrs: scope.attrs }), telling)
}

const isSame = (a: Part, b: Part) => a.of === b.of && a.index.join() === b.index.join()

/** What a formula says itself is written as it says it, if that is short: 2, π, 0.5. */
function literal(x: number, format: (x: number) => string): string {
  if (x === Math.PI) return String.raw`\pi`
  return String(x).length <= 5 ? String(x) : format(x)
}

/** What is not one number in an entry: its sums, and its parts; of the terms of a sum nothing. */
function insideOf(entry: Entry): readonly (Many | Part)[] {
  switch (entry.kind) {
    case 'number':
    case 'read':
      return []
    case 'part':
    case 'many':
      return [entry]
    case 'negate':
      return insideOf(entry.of)
    case 'call':
      return entry.args.flatMap(insideOf)
    default:
      return [entry.left, entry.right].flatMap(insideOf)
  }
}

/** Made of few enough numbers to be written where it stands: a product of one row and one column of a single number. */
const isShort = (part: Part): boolean => part.of.kind !== 'name' && insideOf(part.is()).length === 0

/** The one sum that is written out where it stands; `null` where several would make the line unreadable. */
function soleSum(entry: Entry): Part | null {
  const inside = insideOf(entry).filter(it => it.kind === 'many' || (it.of.kind !== 'name' && !isShort(it)))
  const [first, ...others] = inside
  if (first?.kind !== 'part') return null
  return others.every(other => other.kind === 'part' && isSame(first, other)) ? first : null
}

/** One line, and how many terms of it are not shown; `aside` is told each part that is only named. */
function write(
  whole: Entry,
  style: 'names' | 'numbers',
  sole: Part | null,
  writing: Writing,
  aside: (part: Part) => void,
) {
  const { scope, names, format, terms } = writing
  const pieces = new Map<Expression, Piece>()
  let more = 0
  const leaf = (piece: Piece): Expression => {
    const e: Expression = { kind: 'name', name: '' }
    pieces.set(e, piece)
    return e
  }
  const valued = (entry: Entry) => leaf(numberPiece(format(scope.value(entry))))
  const named = (tex: string) => leaf({ ...atom(tex), scripted: true })

  function expressionOf(entry: Entry): Expression {
    switch (entry.kind) {
      case 'number':
        return leaf(numberPiece(literal(entry.value, format)))
      case 'read':
        if (style === 'numbers') return valued(entry)
        return named(indexedTex(names[entry.name]?.tex ?? nameToTex(entry.name), entry.index))
      case 'part':
        if ((sole && isSame(entry, sole)) || isShort(entry)) return expressionOf(entry.is())
        aside(entry)
        return style === 'numbers' ? valued(entry) : named(partTex(entry, writing))
      case 'negate':
        return { kind: 'negate', of: expressionOf(entry.of) }
      case 'call':
        return { kind: 'call', fn: entry.fn, args: entry.args.map(expressionOf) }
      case 'many':
        return manyOf(entry)
      default:
        return { ...entry, left: expressionOf(entry.left), right: expressionOf(entry.right) }
    }
  }
  function manyOf({ how, count, term }: Many): Expression {
    const shown = Array.from({ length: Math.min(count, terms) }, (_, k) => expressionOf(term(k)))
    if (count > shown.length) {
      more += count - shown.length
      shown.push(leaf(atom(String.raw`\text{${countText(count - shown.length)} more}`)))
    }
    if (how === 'max') return { kind: 'call', fn: 'max', args: shown }
    return shown.reduce((left, right) => ({ kind: 'binary', sign: '+', left, right }))
  }
  const tex = typeset(expressionOf(whole), {
    scalar: () => true,
    label: () => null,
    attrs: {},
    piece: e => pieces.get(e) ?? null,
  })
  return { tex, more }
}
