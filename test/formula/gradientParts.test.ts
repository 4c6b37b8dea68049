/** Which part of a rule is upstream and which is local, and that taking it apart changes no number. */
import { expect, it } from 'vitest'
import { evaluate } from '../../shared/formula/evaluate'
import { gradientParts } from '../../shared/formula/gradientParts'
import { isScalar } from '../../shared/formula/names'
import { type Expression, parse } from '../../shared/formula/parse'
import { toTex } from '../../shared/formula/tex'
import { scalar, tensor } from '../../shared/tensor/tensor'

const scalarNames = new Set(['k', 'N'])
const partsOf = (text: string) => gradientParts(parse(text), e => isScalar(e, name => scalarNames.has(name)))
const names = { k: { tex: 'k', rank: 0 }, N: { tex: 'N', rank: 0 } }
const shown = (e: Expression | null | undefined) => e && toTex(e, names)

const values = {
  g: tensor([2, 2], [1, -2, 3, 4]),
  a: tensor([2, 2], [2, 5, -1, 0.5]),
  b: tensor([2, 2], [1, 3, 7, -2]),
  k: scalar(3),
  N: scalar(2),
}

it.each([
  ['g', null, null],
  ['-g', null, null],
  ['g * a', null, 'a'],
  ['a * g', 'a', null],
  ['g * a * (1 - a)', null, String.raw`a \odot (1 - a)`],
  ["a' @ g", String.raw`a^{\top}`, null],
  ["-a' @ g / N", String.raw`-\frac{1}{N}\,a^{\top}`, null],
  ["k * g @ a'", null, String.raw`k\,a^{\top}`],
  ["a @ g @ b'", 'a', String.raw`b^{\top}`],
  ['k * g', 'k', null],
  ['g / N', null, String.raw`\frac{1}{N}`],
  ['g / a', null, String.raw`\frac{1}{a}`],
  ['-g * a / b^2', null, String.raw`-\frac{a}{b^{2}}`],
  ['a * g * b', 'a', 'b'],
])('%s has %s before and %s after', (text, before, after) => {
  const parts = partsOf(text)
  expect([shown(parts?.before), shown(parts?.after)]).toEqual([before, after])
  const [regrouped, original] = [parts!.rule, parse(text)].map(e => evaluate(e, { values, attrs: {} }))
  expect(regrouped!.shape).toEqual(original!.shape)
  for (const [i, x] of regrouped!.data.entries()) expect(x).toBeCloseTo(original!.data[i]!, 12)
})

it.each([
  'a',
  'g * g',
  'a + g',
  'a / g',
  'tanh(g)',
  'out * (g - sum(g * out))',
  'a @ (g * b)',
  '(g @ a) * b',
  '(a @ g) / b',
])('%s is no product with one upstream factor', text => {
  expect(partsOf(text)).toBeNull()
})
