/** Formulas with their numbers filled in. */
import katex from 'katex'
import { describe, expect, it } from 'vitest'
import { formatNumber } from '../../shared/formula/formatNumber'
import { tensorToTex, texWithNumbers } from '../../shared/formula/numbers'
import { parse } from '../../shared/formula/parse'
import { scalar, type Tensor, tensor, zeros } from '../../shared/tensor/tensor'

const raw = String.raw
function filled(text: string, values: Record<string, Tensor>): string | null {
  const tex = texWithNumbers(parse(text), { values, attrs: {} }, formatNumber)
  if (tex !== null) katex.renderToString(tex, { throwOnError: true })
  return tex
}

describe('the rule of tanh at a_1 of the notes', () => {
  const out = tensor([1, 3], [-0.5979820004989412, 0.8396541756543754, -0.899577453619467])
  const g = tensor([1, 3], [-0.6293549138913768, -0.33565595407540094, 0.2097849712971256])

  it('shows upstream and local', () => {
    expect(filled('g * (1 - out^2)', { g, out })).toBe(
      raw`\begin{bmatrix}-0.6294 & -0.3357 & 0.2098\end{bmatrix} \odot \begin{bmatrix}0.6424 & 0.2950 & 0.1908\end{bmatrix}`,
    )
  })
})

it('shows a matrix factor as it is multiplied, transposed', () => {
  expect(filled("x' @ g", { x: tensor([1, 2], [1, -2]), g: tensor([1, 2], [-0.5, 3]) })).toBe(
    raw`\begin{bmatrix}1 \\ -2\end{bmatrix}\,\begin{bmatrix}-0.5000 & 3\end{bmatrix}`,
  )
})

it('puts negative numbers of a product in parentheses', () => {
  expect(filled('g * b', { g: scalar(-4), b: scalar(3) })).toBe(raw`(-4) \cdot 3`)
  expect(filled('g * b', { g: scalar(3), b: scalar(-4) })).toBe(raw`3 \cdot (-4)`)
  expect(filled('(x + y) * z', { x: scalar(-2), y: scalar(5), z: scalar(-4) })).toBe(raw`(-2 + 5) \cdot (-4)`)
})

it('puts negative numbers under a power, a minus or a function in parentheses', () => {
  const x = scalar(-3)
  expect(filled('x^2', { x })).toBe('(-3)^{2}')
  expect(filled('-x', { x })).toBe('-(-3)')
  expect(filled('tanh(x)', { x })).toBe(raw`\tanh(-3)`)
  expect(filled('x - x', { x })).toBe('-3 - (-3)')
})

it('keeps a matrix on the line where a symbol would be an exponent', () => {
  expect(filled('exp(x)', { x: tensor([2], [1, 2]) })).toBe(raw`\exp \begin{bmatrix}1 & 2\end{bmatrix}`)
  expect(filled('exp(x)', { x: scalar(-1) })).toBe('e^{-1}')
})

it('fills each name of a formula that is no product with g', () => {
  const values = { out: tensor([2], [0.25, 0.75]), g: tensor([2], [1, -1]) }
  expect(filled('out * (g - sum(g * out))', values)).toBe(
    raw`\begin{bmatrix}0.2500 & 0.7500\end{bmatrix} \odot \left(\begin{bmatrix}1 & -1\end{bmatrix} - \sum \begin{bmatrix}1 & -1\end{bmatrix} \odot \begin{bmatrix}0.2500 & 0.7500\end{bmatrix}\right)`,
  )
})

it('writes what is not finite, and very large numbers, as mathematics does', () => {
  expect(filled('a + b', { a: tensor([3], [NaN, Infinity, -Infinity]), b: scalar(123456) })).toBe(
    raw`\begin{bmatrix}\mathrm{NaN} & \infty & -\infty\end{bmatrix} + 1.235 \cdot 10^{5}`,
  )
  expect(filled('x^2', { x: scalar(1e-9) })).toBe(raw`(1.000 \cdot 10^{-9})^{2}`)
})

describe('the limit', () => {
  it.each([
    [[12], false],
    [[6], true],
    [[3, 4], true],
    [[5, 2], false],
    [[2, 7], false],
    [[4, 4], false],
    [[1, 2, 2], false],
  ])('of shape %j is shown: %s', (shape, fits) => {
    expect(tensorToTex(zeros(shape), formatNumber) !== null).toBe(fits)
    expect(filled('tanh(x)', { x: zeros(shape) }) !== null).toBe(fits)
  })

  it('counts only what is shown', () => {
    expect(filled('g * sum(x)', { x: zeros([100, 100]), g: zeros([2]) })).toBe(
      raw`\begin{bmatrix}0 & 0\end{bmatrix} \cdot 0`,
    )
  })
})
