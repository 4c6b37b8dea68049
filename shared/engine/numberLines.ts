/** The lines of a step card that hold numbers: result = formula with its numbers, and sums that come together. */
import { evaluate, scopeOf } from '../formula/evaluate'
import { formatNumber } from '../formula/formatNumber'
import { formulaShape, shapesIn, shapesOf } from '../formula/formulaShape'
import { tensorToTex, texWithNumbers } from '../formula/numbers'
import { type Expression, namesIn, parse } from '../formula/parse'
import { inParentheses, level } from '../formula/piece'
import { type Attrs, type ComputedOp, formulaOf } from '../ops/op'
import { add } from '../tensor/arithmetic'
import { sumTo } from '../tensor/broadcast'
import type { Shape, Tensor } from '../tensor/tensor'
import type { Quantity } from './quantity'
import type { RichText } from './stepWords'

/** A formula, or words where its numbers would not fit, or where some of them, `hidden`, are to be predicted. */
export type Line =
  | { readonly tex: string }
  | { readonly words: RichText; readonly hidden?: readonly [Quantity, ...Quantity[]] }

/** Characters of TeX that a line of the card can take: some five small matrices. */
const LONGEST = 500
/** Larger inputs are not looked at: their numbers would not be shown. */
const MOST_READ = 20_000

/** What `numbersOf` takes: an op, one of its formulas, the values of the names in it, and what the run says it comes to. */
type Asked = readonly [
  op: ComputedOp,
  formula: Expression,
  given: Readonly<Record<string, Tensor>>,
  attrs: Attrs,
  result: Tensor,
  axes: readonly number[],
]

/** `result = formula with numbers`; `null` where they do not fit, or where the formula speaks of other shapes. */
export function numbersOf(...asked: Asked): string | null {
  const sides = numberSides(...asked)
  return sides && `${sides.result} = ${sides.filled}`
}

/** The two sides of `numbersOf`. */
export function numberSides(...[op, formula, given, attrs, result, axes]: Asked) {
  const left = tensorToTex(result, formatNumber)
  if (left === null || Object.values(given).some(t => t.data.length > MOST_READ)) return null
  // Where a formula written for matrices meets vectors, the rule is shown and its numbers are not.
  if (!speaksOf(op, formula, given, attrs)) return null
  const scope = scopeOf(op, given, attrs)
  const value = evaluate(formula, scope)
  // Only what tells the run's own number may stand for it.
  if (!agree(axes.length > 0 ? sumTo(value, result.shape) : value, result)) return null
  const right = texWithNumbers(formula, scope, formatNumber)
  return right && right.length <= LONGEST ? { result: left, filled: summed(axes, value.shape, right) } : null
}

/** Whether the formula, and each shorthand whose names are known, has a value for tensors of these shapes. */
function speaksOf(
  op: ComputedOp,
  formula: Expression,
  given: Readonly<Record<string, Tensor>>,
  attrs: Attrs,
): boolean {
  const known = shapesIn(given)
  const shapes = shapesOf(op, known, attrs)
  const shorthands = Object.values(formulaOf(op, known, attrs).where ?? {})
    .map(({ is }) => parse(is))
    .filter(e => namesIn(e).every(name => Object.hasOwn(shapes, name)))
  return [formula, ...shorthands].every(e => formulaShape(e, shapes, attrs) !== null)
}

const agree = (a: Tensor, b: Tensor): boolean =>
  a.data.length === b.data.length &&
  a.data.every(
    (x, i) => Object.is(x, b.data[i]) || Math.abs(x - b.data[i]!) <= 1e-9 * Math.max(1, Math.abs(x)),
  )

const axisWords = ['rows', 'columns']

/** `Σ over rows (…)` where a gradient is summed back over axes along which the input was repeated. */
export function summed(axes: readonly number[], from: Shape | null, tex: string): string {
  if (axes.length === 0 || !from) return tex
  const over =
    axes.length === from.length
      ? 'all entries'
      : from.length === 2
        ? axisWords[axes[0]!]!
        : `${axes.length === 1 ? 'axis' : 'axes'} ${axes.join(', ')}`
  const term = tex.startsWith('-') ? inParentheses({ tex, level: level.sum }).tex : tex
  return String.raw`\sum_{\text{${over}}} ${term}`
}

/** Where the formula's numbers do not fit: the result if that does, else how many numbers it has. */
export function resultAlone(result: Tensor, name: string, what: string): Line {
  const tex = tensorToTex(result, formatNumber)
  if (tex !== null) return { tex: `${name} = ${tex}` }
  const count = result.data.length.toLocaleString('en')
  const shape = result.shape.length > 1 ? ` (${result.shape.join(' × ')})` : ''
  return { words: [what, { tex: name }, `, has ${count} numbers${shape}; the inspector shows them all.`] }
}

/** What has come together at a fan-out: `∂L/∂x = 5 + 6 = 11`, or with `⋯` while branches are missing. */
export function sumLine(whole: string, shares: readonly Tensor[], of: number): Line[] {
  const sum = shareSum(shares)
  if (!sum) return []
  const rest = shares.length < of ? String.raw` + \cdots` : ''
  return [{ tex: `${whole} = ${sum.terms}${rest || ` = ${sum.total}`}` }]
}

/** `5 + 6` and `11`; `null` where there is nothing to add, or too much to show. */
export function shareSum(shares: readonly Tensor[]): { terms: string; total: string } | null {
  if (shares.length < 2) return null
  const texts = [...shares, shares.reduce(add)].map(t => tensorToTex(t, formatNumber))
  if (texts.length > 7 || texts.includes(null)) return null
  const signed = texts.slice(0, -1).map((tex, i) => (i > 0 && tex!.startsWith('-') ? `(${tex})` : tex))
  return { terms: signed.join(' + '), total: texts.at(-1)! }
}
