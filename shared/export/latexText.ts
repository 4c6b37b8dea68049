/** Plain text as LaTeX that pdflatex takes: its special characters escaped, what is no Latin letter as mathematics or by its code. */

const special = new Map([
  ...[...'{}$&#_%'].map(c => [c, `\\${c}`] as const),
  ['\\', '\\textbackslash{}'],
  ['^', '\\textasciicircum{}'],
  ['~', '\\textasciitilde{}'],
  ['<', '\\textless{}'],
  ['>', '\\textgreater{}'],
  ['|', '\\textbar{}'],
  ['"', '\\textquotedbl{}'],
])

const signs: Readonly<Record<string, string>> = {
  '−': '-',
  '·': '\\cdot',
  '×': '\\times',
  '÷': '\\div',
  '±': '\\pm',
  '∂': '\\partial',
  '∇': '\\nabla',
  '√': '\\surd',
  '∞': '\\infty',
  '≈': '\\approx',
  '≠': '\\neq',
  '≤': '\\le',
  '≥': '\\ge',
  '→': '\\to',
  '←': '\\leftarrow',
  '∈': '\\in',
  '⊙': '\\odot',
  '⊤': '\\top',
  ϵ: '\\epsilon',
  ε: '\\varepsilon',
}

const greek =
  'α alpha β beta γ gamma δ delta ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu ξ xi π pi ρ rho σ sigma τ tau φ phi χ chi ψ psi ω omega Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Φ Phi Ψ Psi Ω Omega'
const scripts = { '^': '⁰¹²³⁴⁵⁶⁷⁸⁹', _: '₀₁₂₃₄₅₆₇₈₉' }

const mathematics = new Map([
  ...Object.entries(signs),
  ...[...greek.matchAll(/(\S+) (\S+)/g)].map(([, letter, word]) => [letter!, `\\${word}`] as const),
  ...Object.entries(scripts).flatMap(([sign, digits]) =>
    [...digits].map((digit, n) => [digit, `{}${sign}{${n}}`] as const),
  ),
])

const typed = new Map([
  ['“', '\\textquotedblleft{}'],
  ['”', '\\textquotedblright{}'],
  ['‘', '`'],
  ['’', "'"],
  ['–', '--'],
  ['—', '---'],
  ['…', '\\dots{}'],
  ['\u00a0', '~'],
])

/** Latin letters with or without accents, which the T1 fonts have. */
const isPlain = (c: string): boolean => /[\x20-\x7e]|[À-ÖØ-öø-ž]/u.test(c)

/** For text and for `\text{…}` inside a formula alike. What no font of LaTeX has stands as its code point: `[U+2603]`. */
export const latexText = (text: string): string => [...text.normalize('NFC')].map(characterTex).join('')

function characterTex(c: string): string {
  const direct = special.get(c) ?? typed.get(c)
  if (direct !== undefined) return direct
  const formula = mathematics.get(c)
  if (formula !== undefined) return `$${formula}$`
  if (/\s/.test(c)) return c === '\n' ? '\n' : ' '
  const code = c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')
  return isPlain(c) ? c : `[U+${code}]`
}
