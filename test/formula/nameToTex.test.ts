/** Names that people type, as mathematics and as text. */
import fc from 'fast-check'
import katex from 'katex'
import { describe, expect, it } from 'vitest'
import { nameToTex, nameToText } from '../../shared/formula/nameToTex'
import { anyText } from '../helpers/anyText'

const raw = String.raw

it.each([
  ['x', 'x', 'x'],
  ['W_1', 'W_{1}', 'W₁'],
  ['a1', 'a_{1}', 'a₁'],
  ['b12', 'b_{12}', 'b₁₂'],
  ['W_xh', 'W_{xh}', 'Wₓₕ'],
  ['W_hidden', raw`W_{\mathrm{hidden}}`, 'W_hidden'],
  ['W_1_2', 'W_{1, 2}', 'W_1_2'],
  ['dense', raw`\mathrm{dense}`, 'dense'],
  ['dense1', raw`\mathrm{dense}_{1}`, 'dense₁'],
  ['gamma', raw`\gamma`, 'γ'],
  ['beta_1', raw`\beta_{1}`, 'β₁'],
  ['mu', raw`\mu`, 'μ'],
  ['sigma2', raw`\sigma_{2}`, 'σ₂'],
  ['θ', raw`\theta`, 'θ'],
  ['eps', raw`\varepsilon`, 'ε'],
  ['Delta_out', raw`\Delta_{\mathrm{out}}`, 'Δₒᵤₜ'],
  ['W_gamma', raw`W_{\gamma}`, 'Wᵧ'],
  ['y_hat', raw`\hat{y}`, 'ŷ'],
  ['yhat', raw`\hat{y}`, 'ŷ'],
  ['y_hat_2', raw`\hat{y}_{2}`, 'ŷ₂'],
  ['that', raw`\mathrm{that}`, 'that'],
  ['layer one', raw`\text{layer\ one}`, 'layer one'],
  ['100%', raw`\text{100{\char"25}}`, '100%'],
  ['', raw`\text{}`, ''],
])('%s is typeset as %s and read as %s', (name, tex, text) => {
  expect(nameToTex(name)).toBe(tex)
  expect(nameToText(name)).toBe(text)
})

describe('any name', () => {
  const strict = (name: string) =>
    katex.renderToString(`a = {${nameToTex(name)}}^{2}`, {
      throwOnError: true,
      strict: 'ignore',
      trust: false,
    })

  it('renders', () => {
    fc.assert(
      fc.property(anyText(), name => {
        strict(name)
      }),
      { numRuns: 300 },
    )
  })

  it('renders when made of signs that mean something to TeX', () => {
    const signs = fc.constantFrom(
      ...'\\{}$&#%_^~\'"`-<>|@ \n\t\0',
      '\\href',
      '\\def',
      'x',
      '1',
      '\u0301',
      '\ud800',
      '\u202e',
    )
    fc.assert(
      fc.property(fc.array(signs), parts => {
        strict(parts.join(''))
      }),
      { numRuns: 300 },
    )
  })

  it('renders for every character of the first plane', { tags: ['long'] }, () => {
    for (let start = 0; start < 0x10000; start += 256) {
      const characters = Array.from({ length: 256 }, (_, i) => String.fromCharCode(start + i))
      expect(() => strict(characters.join('')), `from U+${start.toString(16)}`).not.toThrow()
    }
    for (const c of 'αςοωϵΑΟΩ') expect(() => strict(c), c).not.toThrow()
  })

  it('runs no command out of the name', () => {
    const html = strict('}\\href{javascript:alert(1)}{x}\\htmlClass{y}{z}')
    expect(html).not.toContain('href=')
    expect(html).toContain('javascript:alert(1)')
  })

  it('shows every character that was typed', () => {
    const html = strict('a{b}_%$#&~^\\c')
    const letters = html
      .replace(/^.*class="katex-html"/s, '')
      .replace(/<[^>]*>/g, '')
      .replace('&amp;', '&')
    for (const c of 'a{b}_%$#&~^\\c') expect(letters).toContain(c)
  })
})
