/** Pieces of typeset mathematics with what their neighbours must know of them. */

/** How tightly a piece holds together; a piece inside a tighter one needs parentheses. */
export const level = {
  sum: 1,
  negative: 2,
  /** a ⊙ b, a · b */
  product: 3,
  /** side by side: A B, k x */
  joined: 4,
  /** fractions, and operators without brackets: tanh z */
  fraction: 5,
  power: 6,
  /** brackets around its end: σ(x) */
  closed: 7,
  atom: 8,
} as const

export interface Piece {
  readonly tex: string
  readonly level: number
  /** Starts with a minus. */
  readonly minus?: boolean | undefined
  /** Ends with the argument of an operator without brackets, which would swallow what follows. */
  readonly open?: 'function' | 'sum' | undefined
  /** May stand right before its neighbour without a sign between them. */
  readonly plain?: boolean
  /** A value instead of a name. */
  readonly number?: boolean
  /** May carry a subscript or a superscript. */
  readonly scripted?: boolean
}

export const atom = (tex: string): Piece => ({ tex, level: level.atom })
export const closed = (tex: string): Piece => ({ tex, level: level.closed })

/** Parentheses as tall as what they hold; a brace underneath does not count as height. */
export function inParentheses({ tex }: Piece): Piece {
  const [open, close] = tex.includes(String.raw`\underbrace`)
    ? [String.raw`\Bigl(`, String.raw`\Bigr)`]
    : /\\frac|\\begin|\\sum/.test(tex)
      ? [String.raw`\left(`, String.raw`\right)`]
      : ['(', ')']
  return closed(`${open}${tex}${close}`)
}

export const braced = ({ tex }: Piece, label: string): Piece => ({
  ...atom(String.raw`\underbrace{${tex}}_{\text{${label}}}`),
  scripted: true,
})
