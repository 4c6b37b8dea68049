/** Every op's formulas, evaluated by themselves, say what its rules compute; and they can be typeset. */
import katex from 'katex'
import { describe, expect, test } from 'vitest'
import { evaluate, scopeOf } from '../../shared/formula/evaluate'
import { formatNumber } from '../../shared/formula/formatNumber'
import { gradientTex, namesOf } from '../../shared/formula/names'
import { texWithNumbers } from '../../shared/formula/numbers'
import { namesIn, parse } from '../../shared/formula/parse'
import { toTex } from '../../shared/formula/tex'
import { ops } from '../../shared/ops/index'
import { type FormulaText, formulaOf } from '../../shared/ops/op'
import { sumTo } from '../../shared/tensor/broadcast'
import type { Tensor } from '../../shared/tensor/tensor'
import { attrsFor, normal, valuesOf } from './samples'

const computed = [...ops.values()].filter(op => op.kind === 'computed')

const rendered = new Set<string>()

/** Samples of an op mostly share its formulas: each is rendered once. */
function render(tex: string) {
  if (rendered.has(tex)) return
  katex.renderToString(tex, { throwOnError: true })
  rendered.add(tex)
}

function expectSame(found: Tensor, wanted: Tensor, title: string) {
  expect(found.shape, title).toEqual(wanted.shape)
  for (const [i, a] of wanted.data.entries()) {
    const b = found.data[i]!
    const close = Object.is(a, b) || Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a), Math.abs(b))
    expect(close, `${title}[${i}]: the formula gives ${b}, the rule ${a}`).toBe(true)
  }
}

describe.each(computed)('the formulas of $name', op => {
  const texts = ({ forward, backward, where = {} }: FormulaText) =>
    [forward, ...Object.values(backward), ...Object.values(where).map(({ is }) => is)].map(parse)

  describe.each(op.check.samples)('on %j', ({ shapes, attrs: given }) => {
    const attrs = attrsFor(op, given)
    const formula = formulaOf(op, shapes, attrs)
    const names = namesOf(op, { out: { tex: 'a_1' }, g: { tex: gradientTex('L', 'a_1') } }, formula)

    test('read only names that the op has', () => {
      for (const tree of texts(formula))
        for (const name of namesIn(tree)) expect(Object.keys(names)).toContain(name)
      expect(namesIn(parse(formula.forward))).not.toContain('g')
    })

    test('render, with and without marks', () => {
      for (const tree of texts(formula))
        for (const marks of [false, true]) render(toTex(tree, names, { marks, attrs }))
      for (const { tex } of [...op.inputs, ...Object.values(formula.where ?? {})]) render(tex)
    })

    test('compute what the rules compute', () => {
      const values = valuesOf(op, shapes)
      const out = op.forward(values, attrs)
      expectSame(evaluate(parse(formula.forward), scopeOf(op, values, attrs)), out, 'forward')

      const all = { ...values, out, g: normal(out.shape, 7) }
      const scope = scopeOf(op, all, attrs)
      for (const [port, text] of Object.entries(formula.backward)) {
        const shape = shapes[port]
        if (!shape) continue
        const rule = sumTo(op.backward[port]!(all, attrs), shape)
        expectSame(sumTo(evaluate(parse(text), scope), shape), rule, port)
        const tex = texWithNumbers(parse(text), scope, formatNumber)
        if (tex !== null) render(tex)
      }
    })
  })
})
