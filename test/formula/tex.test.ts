/** Formulas as they are typeset, with the names of the notes' network. */
import katex from 'katex'
import { describe, expect, it } from 'vitest'
import { gradientTex, type Names } from '../../shared/formula/names'
import { parse } from '../../shared/formula/parse'
import { type TexOptions, toTex } from '../../shared/formula/tex'

const raw = String.raw
const tensors = (names: Record<string, string>): Names =>
  Object.fromEntries(Object.entries(names).map(([name, tex]) => [name, { tex }]))
function tex(text: string, names: Names = {}, options: TexOptions = {}): string {
  const result = toTex(parse(text), names, options)
  katex.renderToString(result, { throwOnError: true })
  return result
}

describe('the rules of the notes', () => {
  const g = (of: string) => gradientTex('L', of)

  it('tanh', () => {
    const names = tensors({ x: 'z_1', out: 'a_1', g: g('a_1') })
    expect(tex('tanh(x)', names)).toBe(raw`\tanh z_1`)
    expect(tex('g * (1 - out^2)', names)).toBe(raw`\frac{\partial L}{\partial a_1} \odot (1 - a_1^{2})`)
    expect(tex('g * (1 - out^2)', names, { marks: true })).toBe(
      raw`\underbrace{\frac{\partial L}{\partial a_1}}_{\text{upstream}} \odot \underbrace{(1 - a_1^{2})}_{\text{local}}`,
    )
  })

  it('affine', () => {
    const names = tensors({ x: 'a_1', W: 'W_2', b: 'b_2', g: g('z_2') })
    expect(tex('x @ W + b', names)).toBe(raw`a_1\,W_2 + b_2`)
    expect(tex("x' @ g", names)).toBe(raw`a_1^{\top}\,\frac{\partial L}{\partial z_2}`)
    expect(tex("g @ W'", names, { marks: true })).toBe(
      raw`\underbrace{\frac{\partial L}{\partial z_2}}_{\text{upstream}}\,\underbrace{W_2^{\top}}_{\text{local}}`,
    )
    expect(tex('g', names, { marks: true })).toBe(
      raw`\underbrace{\frac{\partial L}{\partial z_2}}_{\text{upstream}}`,
    )
  })

  it('softmax marks the upstream gradient alone, once', () => {
    const names = tensors({ x: 'z_2', out: 'p', g: g('p') })
    expect(tex('exp(x) / sum(exp(x), axis)', names, { attrs: { axis: -1 } })).toBe(
      raw`\frac{e^{z_2}}{\sum_{\text{columns}} e^{z_2}}`,
    )
    expect(tex('out * (g - sum(g * out, -1))', names, { marks: true })).toBe(
      raw`p \odot \Bigl(\underbrace{\frac{\partial L}{\partial p}}_{\text{upstream}} - \sum_{\text{columns}} \frac{\partial L}{\partial p} \odot p\Bigr)`,
    )
  })

  it('cross-entropy keeps the minus and the mean in the local factor', () => {
    const names: Names = {
      ...tensors({ p: 'p', y: 'y' }),
      N: { tex: 'N', rank: 0 },
      g: { tex: g('L'), rank: 0 },
    }
    expect(tex('-sum(y * log(p)) / N', names)).toBe(raw`-\frac{1}{N} \sum y \odot \ln p`)
    expect(tex('-g * ratio(y, p) / N', names, { marks: true })).toBe(
      raw`\underbrace{\frac{\partial L}{\partial L}}_{\text{upstream}} \cdot \underbrace{\left(-\frac{1}{N}\,\frac{y}{p}\right)}_{\text{local}}`,
    )
  })

  it('batch norm', () => {
    const names: Names = {
      ...tensors({ x: 'h', xhat: raw`\hat{h}`, gamma: raw`\gamma`, beta: raw`\beta`, g: 'G' }),
      eps: { tex: raw`\varepsilon`, rank: 0 },
    }
    expect(tex('gamma * xhat + beta', names)).toBe(raw`\gamma \odot \hat{h} + \beta`)
    expect(tex('(x - mean(x, 0)) / sqrt(var(x, 0) + eps)', names)).toBe(
      raw`\frac{h - \operatorname{mean}_{\text{rows}}(h)}{\sqrt{\operatorname{Var}_{\text{rows}}(h) + \varepsilon}}`,
    )
    expect(tex('gamma * (g - mean(g, 0) - xhat * mean(g * xhat, 0))', names)).toBe(
      raw`\gamma \odot (G - \operatorname{mean}_{\text{rows}}(G) - \hat{h} \odot \operatorname{mean}_{\text{rows}}(G \odot \hat{h}))`,
    )
  })
})

describe('products', () => {
  const scalars: Names = { k: { tex: 'k', rank: 0 }, m: { tex: 'm', rank: 0 } }

  it.each([
    ['x * y', raw`x \odot y`],
    ['k * x', raw`k\,x`],
    ['x * k', raw`x \cdot k`],
    ['k * m', raw`k\,m`],
    ['2 * x', raw`2\,x`],
    ['2 * 3', raw`2 \cdot 3`],
    ['x * (y @ z)', raw`x \odot y\,z`],
    ['(x * y) @ z', raw`(x \odot y)\,z`],
    ['x @ (y * z)', raw`x\,(y \odot z)`],
    ['x @ (k * y)', raw`x\,k\,y`],
    ['x * -y', raw`x \odot (-y)`],
    ['k * (x + y)', raw`k\,(x + y)`],
    ['tanh(x) * y', raw`(\tanh x) \odot y`],
    ['y * tanh(x)', raw`y \odot \tanh x`],
  ])('%s is %s', (text, expected) => {
    expect(tex(text, scalars)).toBe(expected)
  })
})

describe('parentheses', () => {
  it.each([
    ['a - (b + c)', 'a - (b + c)'],
    ['a + (b - c)', 'a + b - c'],
    ['a + -b', 'a + (-b)'],
    ['-(a + b)', '-(a + b)'],
    ['(a + b) / c', raw`\frac{a + b}{c}`],
    ['(a / b)^2', raw`\left(\frac{a}{b}\right)^{2}`],
    ["(a @ b)'", raw`(a\,b)^{\top}`],
    ["(a')^2", raw`(a^{\top})^{2}`],
    ['tanh(a + b)', raw`\tanh(a + b)`],
    ['tanh(x)^2', raw`\tanh^{2} x`],
    ['exp(-x / 2)', raw`e^{-x/2}`],
    ['(x + e)^(-1 / 2)', raw`(x + e)^{-1/2}`],
    ['sum((a - b)^2)', raw`\sum (a - b)^{2}`],
    ['sum(a) + b', raw`\left(\sum a\right) + b`],
    ['max(a, b) * [a >= b]', raw`\max(a, b) \odot \mathbf{1}[a \ge b]`],
    ['sign(x) * min(a, b)', raw`\operatorname{sign}(x) \odot \min(a, b)`],
    ['erf(x / sqrt(2 * pi))', raw`\operatorname{erf}\left(\frac{x}{\sqrt{2\,\pi}}\right)`],
    ['a^(b - 1)', raw`a^{b - 1}`],
    ['abs(a - b)', raw`\left\lvert a - b \right\rvert`],
  ])('%s is %s', (text, expected) => {
    expect(tex(text)).toBe(expected)
  })
})

it('never puts two exponents on one name', () => {
  expect(tex('x^2', { x: { tex: 'a^*' } })).toBe('{a^*}^{2}')
  expect(tex("g'", { g: { tex: gradientTex('L', 'z') } })).toBe(
    raw`\left(\frac{\partial L}{\partial z}\right)^{\top}`,
  )
})

it.each([
  [[0], raw`\sum_{\text{rows}} x`],
  [[-1], raw`\sum_{\text{columns}} x`],
  [[0, -2], raw`\sum_{\text{axes 0, {-}2}} x`],
  [null, raw`\sum x`],
])('names the axes %j of a sum', (axes, expected) => {
  expect(tex('sumOver(x)', {}, { attrs: { axes } })).toBe(expected)
})
