/** Writes the names that people type, `W_1`, `gamma`, `y_hat`, `dense`, as mathematics and as plain text. */

const greek = new Map(
  Object.entries({
    alpha: 'α',
    beta: 'β',
    gamma: 'γ',
    delta: 'δ',
    epsilon: 'ϵ',
    eps: 'ε',
    zeta: 'ζ',
    eta: 'η',
    theta: 'θ',
    iota: 'ι',
    kappa: 'κ',
    lambda: 'λ',
    mu: 'μ',
    nu: 'ν',
    xi: 'ξ',
    pi: 'π',
    rho: 'ρ',
    sigma: 'σ',
    tau: 'τ',
    phi: 'φ',
    chi: 'χ',
    psi: 'ψ',
    omega: 'ω',
    Gamma: 'Γ',
    Delta: 'Δ',
    Theta: 'Θ',
    Lambda: 'Λ',
    Xi: 'Ξ',
    Pi: 'Π',
    Sigma: 'Σ',
    Phi: 'Φ',
    Psi: 'Ψ',
    Omega: 'Ω',
  }),
)
const greekWords = new Map([...greek].map(([word, letter]) => [letter, word]))
/** English words that only look like a letter with a hat. */
const words = new Set(['chat', 'that', 'what'])

interface NameParts {
  readonly base: string
  readonly hat: boolean
  readonly subscripts: readonly string[]
}

/** `null` for a name that is no identifier: it is shown letter by letter. */
function partsOf(name: string): NameParts | null {
  const match = /^([A-Za-z]+|[α-ωϵΑ-Ω])(\d*)((?:_[A-Za-z0-9]+)*)$/.exec(name)
  if (!match) return null
  const [, letters, digits, rest] = match as unknown as [string, string, string, string]
  const after = rest.split('_').slice(1)
  const base = greekWords.get(letters) ?? letters
  const stem = base.slice(0, -3)
  const hatted = base.endsWith('hat') && !words.has(base) && (stem.length === 1 || greek.has(stem))
  return {
    base: hatted ? stem : base,
    hat: hatted || after.includes('hat'),
    subscripts: [digits, ...after].filter(s => s !== '' && s !== 'hat'),
  }
}

/** TeX for KaTeX: `W_{1}`, `\gamma`, `\hat{y}`, `\mathrm{dense}`. Never fails and never runs a command out of the name. */
export function nameToTex(name: string): string {
  const parts = partsOf(name)
  if (!parts) return `\\text{${spelledTex(name)}}`
  const { base, hat, subscripts } = parts
  const letter = symbolTex(base, 1)
  const below = subscripts.map(s => symbolTex(s, 2)).join(', ')
  return (hat ? `\\hat{${letter}}` : letter) + (below && `_{${below}}`)
}

/** Up to `letters` letters are variables, in italics; longer ones are words, upright. */
function symbolTex(text: string, letters: number): string {
  if (text === 'eps') return '\\varepsilon'
  if (greek.has(text)) return `\\${text}`
  return /^\d+$/.test(text) || text.length <= letters ? text : `\\mathrm{${text}}`
}

/**
 * What is no letter, digit or plain punctuation is named by its code point: TeX then neither obeys it nor trips over it.
 * Controls become spaces and half surrogates the replacement character; marks of writing direction go.
 */
const spelledTex = (name: string): string =>
  [...name.normalize('NFC').replace(/\p{Cf}/gu, '')]
    .map(c => c.replace(/\p{Cc}|\p{Z}/u, ' ').replace(/\p{Cs}/u, '\u{FFFD}'))
    .map(c => {
      if (/[A-Za-z0-9.,:;!?()/+*=]/.test(c)) return c
      return c === ' ' ? '\\ ' : `{\\char"${c.codePointAt(0)!.toString(16).toUpperCase()}}`
    })
    .join('')

const below = new Map(
  [...'0123456789aehijklmnoprstuvxβγρφχ'].map((c, i) => [c, [...'₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ'][i]!]),
)

/** Plain Unicode for sentences and screen readers: `W₁`, `γ`, `ŷ`; unchanged where no such characters exist. */
export function nameToText(name: string): string {
  const parts = partsOf(name)
  if (!parts) return name
  const base = greek.get(parts.base) ?? parts.base
  const letter = (base + (parts.hat ? '\u0302' : '')).normalize('NFC')
  const subscripts = parts.subscripts.map(s => [...(greek.get(s) ?? s)].map(c => below.get(c)))
  if (subscripts.length < 2 && !subscripts[0]?.includes(undefined))
    return letter + (subscripts[0] ?? []).join('')
  return letter === parts.base ? name : [letter, ...parts.subscripts].join('_')
}
