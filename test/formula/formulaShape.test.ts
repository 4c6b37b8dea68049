/** What can be told of a formula without evaluating it is what evaluating it gives, for every op and whatever shapes it takes. */
import { describe, expect, test } from 'vitest'
import { numbersOf } from '../../shared/engine/numberLines'
import { evaluate, type Scope, scopeOf } from '../../shared/formula/evaluate'
import { formulaShape, shapesIn, shapesOf } from '../../shared/formula/formulaShape'
import { type Expression, namesIn, parse } from '../../shared/formula/parse'
import { ops } from '../../shared/ops/index'
import { type Attrs, type ComputedOp, formulaOf, isMismatch } from '../../shared/ops/op'
import { type Shape, scalar, type Tensor } from '../../shared/tensor/tensor'
import { requiredPorts } from '../ops/gradientFaults'
import { attrsFor, normal, type Values, valuesOf } from '../ops/samples'

const computed = [...ops.values()].filter(op => op.kind === 'computed')
const manyShapes: Shape[] = [[], [2], [3], [1, 3], [2, 3], [3, 2], [2, 2, 3], [2, 3, 2], [2, 3, 1, 2]]

/** For each op what `casesOf` gives: two tests go through it. */
const known = new Map<ComputedOp, ReturnType<typeof casesOf>>()
const allCases = (op: ComputedOp) => {
  if (!known.has(op)) known.set(op, casesOf(op))
  return known.get(op)!
}

/** The op's samples, and every combination of the shapes that it accepts, with the values and attributes to go with it. */
function casesOf(op: ComputedOp): { values: Values; attrs: Attrs }[] {
  const combinations = requiredPorts(op).reduce<Record<string, Shape>[]>(
    (found, name) => found.flatMap(shapes => manyShapes.map(shape => ({ ...shapes, [name]: shape }))),
    [{}],
  )
  const attrs = [undefined, ...op.check.samples.map(sample => sample.attrs)].map(a => attrsFor(op, a))
  const different = new Map(attrs.map(given => [JSON.stringify(given), given]))
  const accepted = [...different.values()].flatMap(given =>
    combinations
      .filter(shapes => !isMismatch(op.shape(shapes, given)))
      .map(shapes => ({ values: valuesOf(op, shapes), attrs: given })),
  )
  const own = op.check.samples.map(sample => ({
    values: valuesOf(op, sample.shapes),
    attrs: attrsFor(op, sample.attrs),
  }))
  return [...own, ...accepted]
}

/** The shape found by evaluating; `null` where that is impossible. */
function evaluated(e: Expression, scope: () => Scope): Shape | null {
  try {
    return evaluate(e, scope()).shape
  } catch {
    return null
  }
}

describe.each(computed)('the formulas of $name', op => {
  test('have the shape that was told, or no value where none was told', () => {
    const wrong: unknown[] = []
    for (const { values, attrs } of allCases(op)) {
      const out = op.forward(values, attrs)
      const all = { ...values, out, g: normal(out.shape, 7) }
      const { forward, backward, where = {} } = formulaOf(op, shapesIn(values), attrs)
      const texts = [forward, ...Object.values(backward), ...Object.values(where).map(({ is }) => is)]
      const shapes = shapesOf(op, shapesIn(all), attrs)
      for (const e of texts.map(parse)) {
        // A shorthand without a shape hides that the formula has none.
        if (Object.keys(where).some(name => !Object.hasOwn(shapes, name))) continue
        const told = formulaShape(e, shapes, attrs)
        const found = evaluated(e, () => scopeOf(op, all, attrs))
        if (told?.join() !== found?.join()) wrong.push({ shapes: shapesIn(all), attrs, told, found })
      }
      // Every shape that the op takes is one that its formulas speak of.
      const wired = Object.entries(backward).flatMap(([port, text]) => (values[port] ? [text] : []))
      for (const text of [forward, ...wired])
        if (!formulaShape(parse(text), shapes, attrs)) wrong.push({ shapes: shapesIn(all), attrs, text })
    }
    expect(wrong).toEqual([])
  })

  test('are written out in numbers, or not, without anything thrown', () => {
    const writeOut = () => {
      for (const { values, attrs } of allCases(op)) {
        const out = op.forward(values, attrs)
        const all: Record<string, Tensor> = { ...values, out, g: normal(out.shape, 7) }
        const { forward, backward } = formulaOf(op, shapesIn(values), attrs)
        numbersOf(op, parse(forward), { ...values, out }, attrs, out, [])
        for (const [port, text] of Object.entries(backward).filter(([port]) => values[port]))
          numbersOf(op, parse(text), all, attrs, values[port]!, [])
      }
    }
    expect(writeOut).not.toThrow()
  })
})

test('a bug in an op’s record is told, not taken for a formula that speaks of other shapes', () => {
  const exp = ops.get('exp') as ComputedOp
  const broken = { ...exp, formula: { ...formulaOf(exp, {}, {}), where: { h: { tex: 'h', is: 'x +' } } } }
  const numbers = () => numbersOf(broken, parse('exp(x)'), { x: scalar(0) }, {}, scalar(1), [])
  expect(numbers).toThrow('internal: formula "x +"')
})

test('a name that nothing stands for has no shape', () => {
  const op = ops.get('exp') as ComputedOp
  expect(namesIn(parse('x + y'))).toContain('y')
  expect(formulaShape(parse('x + y'), { x: [] }, {})).toBeNull()
  expect(formulaShape(parse('toString'), {}, {})).toBeNull()
  expect(numbersOf(op, parse('x + y'), { x: scalar(1) }, {}, scalar(1), [])).toBeNull()
})
