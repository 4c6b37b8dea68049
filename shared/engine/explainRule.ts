/** The four stages of a number that a formula makes: symbols, shapes, numbers, result. */
import { elidedTensor, elidedTex } from '../formula/elided'
import { downstreamEntry, shapeIn } from '../formula/entry'
import { entryText, indexedTex } from '../formula/entryTex'
import type { Entry } from '../formula/entryTree'
import type { Reckoning } from '../formula/entryValue'
import { formatNumber } from '../formula/formatNumber'
import { type Index, placeAt } from '../formula/indices'
import type { Names } from '../formula/names'
import { numberPiece } from '../formula/numbers'
import { type Expression, namesIn } from '../formula/parse'
import { shapesTex, shapeTex } from '../formula/shapesTex'
import { type Shape, shapeText, type Tensor } from '../tensor/tensor'
import { compare } from './agreement'
import type { Answered, NumberLine, Operand, Result } from './answered'
import { type Computation, cursorOf } from './asking'
import { summed } from './numberLines'
import type { Quantity } from './quantity'

export interface Rule {
  /** `∂L/∂W_2` and what it is, as TeX. */
  readonly left: string
  readonly right: string
  /** What the shorthands stand for, or what else belongs to the rule. */
  readonly where: readonly string[]
  readonly formula: Expression
  readonly names: Names
  readonly scope: Reckoning
  /** Axes of the formula that are summed back. */
  readonly axes: readonly number[]
  /** What the names of the formula are in the circuit; attributes are nothing there. */
  readonly meaning: Readonly<Record<string, Quantity>>
  readonly engine: Tensor
  /** Terms of a sum that the formula itself has already brought together. */
  readonly more?: number
}

type Stages = Pick<Answered, 'symbols' | 'shapes' | 'numbers' | 'result' | 'operands'>

export function stagesOf(place: Computation, rule: Rule, entry: Index | null, terms: number): Stages {
  const { left, right, where, formula, scope, engine } = rule
  const taken = entry && downstreamEntry(formula, entry, engine.shape, scope)
  const text = taken && entryText(indexedTex(left, entry!), taken, { ...rule, format: formatNumber, terms })
  // Of a scalar the entry says what the rule says.
  const symbols = engine.shape.length > 0 && text ? text.symbols : []
  const from = shapeIn(scope, formula)
  return {
    symbols: [`${left} = ${right}`, ...where, ...symbols].map(tex => ({ tex })),
    shapes: shapeLines(rule, from).map(tex => ({ tex })),
    numbers: text
      ? text.numbers.map((line, i) => (i === 0 ? { ...line, more: line.more + (rule.more ?? 0) } : line))
      : wholeNumbers(rule, from),
    result: resultOf(rule, entry),
    operands: operandsOf(place, rule, taken),
  }
}

/** The shorthands that the formula uses, in the order of the record. */
const shorthandsIn = ({ formula, scope }: Rule): readonly string[] => {
  const read = new Set(namesIn(formula))
  return Object.keys(scope.shorthands).filter(name => read.has(name))
}

function shapeLines(rule: Rule, from: Shape): string[] {
  const { formula, names, scope, axes, engine } = rule
  const where = shorthandsIn(rule).map(
    name =>
      String.raw`${names[name]!.tex}\colon\ ${shapeTex(scope.shapes[name]!)} = ${shapesTex(scope.shorthands[name]!, scope, names)}`,
  )
  return [`${shapeTex(engine.shape)} = ${summed(axes, from, shapesTex(formula, scope, names))}`, ...where]
}

function wholeNumbers(rule: Rule, from: Shape): NumberLine[] {
  const { left, formula, names, scope, axes, engine, more = 0 } = rule
  const filled = summed(axes, from, elidedTex(formula, scope, formatNumber))
  const where = shorthandsIn(rule).map(name => {
    const e = scope.shorthands[name]!
    const value = elidedTex({ kind: 'name', name }, scope, formatNumber)
    return equation(names[name]!.tex, elidedTex(e, scope, formatNumber), value, 0)
  })
  return [equation(left, filled, elidedTensor(engine, formatNumber), more), ...where]
}

/** What is only handed on is not said twice. */
const equation = (left: string, filled: string, value: string, more: number): NumberLine => ({
  tex: `${left} = ${filled}${filled === value ? '' : ` = ${value}`}`,
  more,
})

function resultOf({ left, formula, scope, engine }: Rule, entry: Index | null): Result {
  const compared = compare(formula, scope, engine, entry)
  const told = toldResult(left, engine, entry)
  const overflows =
    compared.difference === Number.POSITIVE_INFINITY && told.engine.data.every(Number.isFinite)
  return { ...told, ...compared, remark: overflows ? OVERFLOW : null }
}

const OVERFLOW =
  'As it is written, the formula leaves the range of floating-point numbers here; the engine computes it in a form that does not.'

/** The engine's number, by name. */
export function toldResult(left: string, engine: Tensor, entry: Index | null) {
  if (!entry) return { tex: `${left} = ${elidedTensor(engine, formatNumber)}`, engine }
  const own = engine.data[placeAt(entry, engine.shape)]!
  return {
    tex: `${indexedTex(left, entry)} = ${numberPiece(formatNumber(own)).tex}`,
    engine: { shape: [], data: Float64Array.of(own) },
  }
}

/** Each quantity once, and of one entry what it reads of it. */
function operandsOf(place: Computation, rule: Rule, taken: Entry | null): Operand[] {
  const { names, scope, meaning } = rule
  const reads = taken && readsOf(taken)
  const operands = new Map<string, Operand>()
  for (const name of namesRead(rule)) {
    const quantity = meaning[name]
    if (!quantity) continue
    const { shape } = scope.values[name]!
    const entries = shape.length > 0 && reads ? [...(reads.get(name)?.values() ?? [])] : null
    const sole = entries?.length === 1 ? entries[0]! : null
    const asked = { quantity, entry: sole }
    const tex = names[name]!.tex
    operands.set(JSON.stringify(asked), {
      tex: sole ? indexedTex(tex, sole) : tex,
      shape: shapeText(shape),
      asked,
      entries,
      step: cursorOf(place, quantity),
    })
  }
  return [...operands.values()]
}

/** The names that the formula reads, by itself or in its shorthands. */
function namesRead({ formula, scope }: Rule): ReadonlySet<string> {
  const read = new Set<string>()
  const collect = (e: Expression) => {
    for (const name of namesIn(e)) {
      const meaning = scope.shorthands[name]
      if (meaning) collect(meaning)
      else read.add(name)
    }
  }
  collect(formula)
  return read
}

/** Numbers that are looked at for where they come from. */
const MOST_READ = 2000

/** Which entries of each name an entry reads, as far as it is looked through. */
function readsOf(entry: Entry): ReadonlyMap<string, ReadonlyMap<string, Index>> {
  const reads = new Map<string, Map<string, Index>>()
  let left = MOST_READ
  const look = (e: Entry): void => {
    if (left-- < 0) return
    if (e.kind === 'read') {
      const known = reads.get(e.name) ?? new Map<string, Index>()
      reads.set(e.name, known.set(e.index.join(), e.index))
    } else if (e.kind === 'part') look(e.is())
    else if (e.kind === 'negate') look(e.of)
    else if (e.kind === 'call') for (const arg of e.args) look(arg)
    else if (e.kind === 'many') for (let k = 0; k < e.count && left > 0; k++) look(e.term(k))
    else if (e.kind !== 'number') {
      look(e.left)
      look(e.right)
    }
  }
  look(entry)
  return reads
}
