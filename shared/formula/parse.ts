/** Reads the small language in which ops state their formulas, e.g. `g * (1 - out^2)`, into a tree. */

export type BinarySign = '+' | '-' | '*' | '/' | '@' | '^'
export type Relation = '>' | '>=' | '='

/** `*` is the product entry by entry (or by a scalar), `@` the matrix product; an indicator is 1 where it holds, else 0. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'negate'; readonly of: Expression }
  | { readonly kind: 'transpose'; readonly of: Expression }
  | {
      readonly kind: 'binary'
      readonly sign: BinarySign
      readonly left: Expression
      readonly right: Expression
    }
  | { readonly kind: 'call'; readonly fn: FunctionName; readonly args: readonly Expression[] }
  | {
      readonly kind: 'indicator'
      readonly relation: Relation
      readonly left: Expression
      readonly right: Expression
    }

/** The functions of the language, each with the fewest and the most arguments it takes. */
const functions = {
  tanh: [1, 1],
  exp: [1, 1],
  log: [1, 1],
  sqrt: [1, 1],
  abs: [1, 1],
  /** −1, 0 or 1. */
  sign: [1, 1],
  erf: [1, 1],
  relu: [1, 1],
  sigmoid: [1, 1],
  softmax: [1, 2],
  sum: [1, 2],
  mean: [1, 2],
  var: [1, 2],
  max: [2, 2],
  min: [2, 2],
  /** `ratio(a, b)` is a / b, and 0 where a is 0, whatever b is: the slope of a ln b, as entropies use it. */
  ratio: [2, 2],
  count: [1, 1],
  sumOver: [1, 1],
  meanOver: [1, 1],
  /** The largest along the op's axes. */
  maxOver: [1, 1],
  spread: [1, 1],
  /** The op's own reshape, permutation and slice, and what takes a gradient back: `padded(g, x)` has zeros around. */
  reshaped: [1, 1],
  reshapedLike: [2, 2],
  permuted: [1, 1],
  permutedBack: [1, 1],
  /** A vector as one column or as one row of a matrix, and a matrix of one column or row as that vector. */
  column: [1, 1],
  row: [1, 1],
  uncolumn: [1, 1],
  unrow: [1, 1],
  sliced: [1, 1],
  padded: [2, 2],
  /** `partOf(g, a, b)` is the part of g that b has in `concat(a, b)`. */
  concat: [1, 32],
  partOf: [2, 33],
  /** `oneHot(i, n)` has n columns; `lookup(W, i)` are rows of W; `mask(x)` is dropout's. */
  oneHot: [2, 2],
  lookup: [2, 2],
  rows: [1, 1],
  mask: [1, 1],
  /** Convolutions and pools, with the op's own kernel, stride and padding; `convInput` and the rest send gradients back. */
  conv: [2, 2],
  convInput: [2, 2],
  convWeights: [2, 2],
  windowMax: [1, 1],
  toWindowMax: [1, 1],
  windowMean: [1, 1],
  spreadWindows: [1, 1],
  /** Channels are axis 1 of the op's x. One number per channel, repeated over the other axes; and what brings these to one number. */
  perChannel: [1, 1],
  sumPerChannel: [1, 1],
  meanPerChannel: [1, 1],
  varPerChannel: [1, 1],
} as const
export type FunctionName = keyof typeof functions

const token = /\s*(?:(\d+(?:\.\d+)?(?:e[+-]?\d+)?)|([A-Za-z_]\w*)|(>=|[-+*/@^'()[\],>=]))/y
const known = new Map<string, Expression>()

/** The tree of a formula, parsed once per text. Throws `internal:` with the place when the text is malformed. */
export function parse(text: string): Expression {
  const tree = known.get(text) ?? read(text)
  known.set(text, tree)
  return tree
}

interface Token {
  readonly kind: 'number' | 'name' | 'sign' | 'end'
  readonly text: string
  readonly at: number
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  const end = text.trimEnd().length
  token.lastIndex = 0
  for (let at = 0; at < end; at = token.lastIndex) {
    const match = token.exec(text)
    if (!match) throw new Error(`internal: formula "${text}": expected a name, number or sign at ${at}`)
    const found = (match[1] ?? match[2] ?? match[3])!
    const kind = match[1] ? 'number' : match[2] ? 'name' : 'sign'
    tokens.push({ kind, text: found, at: token.lastIndex - found.length })
  }
  return [...tokens, { kind: 'end', text: '', at: end }]
}

function read(text: string): Expression {
  const tokens = tokensOf(text)
  let next = 0
  const peek = () => tokens[next]!
  const expected = (what: string) =>
    new Error(`internal: formula "${text}": expected ${what} at ${peek().at}`)
  const take = (...signs: string[]): string | undefined =>
    peek().kind === 'sign' && signs.includes(peek().text) ? tokens[next++]!.text : undefined
  const need = (sign: string) => {
    if (!take(sign)) throw expected(`'${sign}'`)
  }

  function sum(): Expression {
    let left = term()
    for (let sign = take('+', '-'); sign; sign = take('+', '-'))
      left = { kind: 'binary', sign: sign as BinarySign, left, right: term() }
    return left
  }
  // A minus in front belongs to the whole product, `-a * b` is −(a b), so that it is written where people write it.
  function term(): Expression {
    if (take('-')) return { kind: 'negate', of: term() }
    let left = power()
    for (let sign = take('*', '/', '@'); sign; sign = take('*', '/', '@'))
      left = { kind: 'binary', sign: sign as BinarySign, left, right: signed() }
    return left
  }
  const signed = (): Expression => (take('-') ? { kind: 'negate', of: signed() } : power())
  function power(): Expression {
    let base = primary()
    while (take("'")) base = { kind: 'transpose', of: base }
    return take('^') ? { kind: 'binary', sign: '^', left: base, right: signed() } : base
  }
  function primary(): Expression {
    const { kind, text: word } = peek()
    if (kind === 'number') {
      next++
      return { kind: 'number', value: Number(word) }
    }
    if (kind === 'name') {
      next++
      if (word === 'pi') return { kind: 'number', value: Math.PI }
      return peek().text === '(' ? call(word) : { kind: 'name', name: word }
    }
    if (take('(')) {
      const inner = sum()
      need(')')
      return inner
    }
    if (take('[')) {
      const left = sum()
      const relation = take('>', '>=', '=')
      if (!relation) throw expected("'>', '>=' or '='")
      const right = sum()
      need(']')
      return { kind: 'indicator', relation: relation as Relation, left, right }
    }
    throw expected('a value')
  }
  function call(word: string): Expression {
    if (!Object.hasOwn(functions, word)) throw expected(`a known function instead of "${word}"`)
    const fn = word as FunctionName
    const [fewest, most] = functions[fn]
    next++
    const args = [sum()]
    while (take(',')) args.push(sum())
    if (args.length < fewest) throw expected(`${fewest} arguments for ${fn}`)
    if (args.length > most) throw expected(`at most ${most} arguments for ${fn}`)
    need(')')
    return { kind: 'call', fn, args }
  }

  const whole = sum()
  if (peek().kind !== 'end') throw expected('the end')
  return whole
}

/** The expressions directly inside, in the order of the text. */
export function childrenOf(e: Expression): readonly Expression[] {
  switch (e.kind) {
    case 'number':
    case 'name':
      return []
    case 'negate':
    case 'transpose':
      return [e.of]
    case 'call':
      return e.args
    default:
      return [e.left, e.right]
  }
}

/** The names that stand in the expression, once per place. */
export const namesIn = (e: Expression): string[] =>
  e.kind === 'name' ? [e.name] : childrenOf(e).flatMap(namesIn)
