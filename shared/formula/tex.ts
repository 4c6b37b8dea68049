/** Typesets a formula as LaTeX, in the manner of a textbook: as few parentheses as the order of operations allows. */
import type { Attrs } from '../ops/op'
import { axesTex, axisTex, settingsTex } from './attrsTex'
import { gradientParts } from './gradientParts'
import { isScalar, type Names } from './names'
import { nameToTex } from './nameToTex'
import type { Expression, FunctionName } from './parse'
import { atom, braced, closed, inParentheses, level, type Piece } from './piece'

export interface TexOptions {
  /** Mark the upstream gradient and the local factors by braces underneath. */
  readonly marks?: boolean
  /** The op's attributes, from which reductions name their axes. */
  readonly attrs?: Attrs
}

/** The formula as TeX for KaTeX. Names missing in `names` are written as they stand. */
export function toTex(e: Expression, names: Names, options: TexOptions = {}): string {
  const scalar = (x: Expression) => isScalar(x, name => names[name]?.rank === 0)
  const parts = gradientParts(e, scalar)
  const upstream = parts ? bareName(parts.upstream) : firstUpstream(e)
  const label = (x: Expression) =>
    x === upstream ? 'upstream' : parts && (x === parts.before || x === parts.after) ? 'local' : null
  return typeset(parts?.rule ?? e, {
    scalar,
    piece: x =>
      x.kind === 'name' ? namePiece(names[x.name]?.tex ?? nameToTex(x.name), x.name === 'g') : null,
    label: options.marks ? label : () => null,
    attrs: options.attrs ?? {},
  })
}

const bareName = (e: Expression): Expression => (e.kind === 'call' ? bareName(e.args[0]!) : e)

const firstUpstream = (e: Expression): Expression | undefined => {
  if (e.kind === 'name') return e.name === 'g' ? e : undefined
  if (e.kind === 'number') return undefined
  const inside = e.kind === 'call' ? e.args : 'of' in e ? [e.of] : [e.left, e.right]
  for (const child of inside) {
    const found = firstUpstream(child)
    if (found) return found
  }
  return undefined
}

/** A name written as a fraction takes parentheses where a fraction does. `g` never sticks to its neighbour. */
const namePiece = (tex: string, upstream: boolean): Piece =>
  tex.includes(String.raw`\frac`)
    ? { tex, level: level.fraction }
    : { ...atom(tex), plain: !upstream, scripted: /[_^]/.test(tex) }

/** How `typeset` writes what depends on the caller. */
export interface Style {
  readonly scalar: (e: Expression) => boolean
  /** The whole of an expression where the caller decides it: names, and sub-expressions shown as numbers. */
  readonly piece: (e: Expression) => Piece | null
  /** The word under a brace beneath this sub-expression. */
  readonly label: (e: Expression) => string | null
  /** Where reductions name their axes. */
  readonly attrs: Attrs
}

/** The TeX of the expression in the given style. */
export function typeset(whole: Expression, style: Style): string {
  return part(whole, () => false).tex

  /** A sub-expression, in parentheses where `tooLoose` says so, then braced where it has a label. */
  function part(e: Expression, tooLoose: (p: Piece) => boolean): Piece {
    const label = style.label(e)
    let piece = style.piece(e) ?? pieceOf(e)
    if (tooLoose(piece)) piece = inParentheses(piece)
    return label ? braced(piece, label) : piece
  }
  function pieceOf(e: Expression): Piece {
    switch (e.kind) {
      case 'number':
        return { ...atom(e.value === Math.PI ? String.raw`\pi` : String(e.value)), plain: true }
      case 'name':
        throw new Error(`internal: nothing says how "${e.name}" is written`)
      case 'negate': {
        const of = part(e.of, p => p.level <= level.negative)
        return { tex: `-${of.tex}`, level: level.negative, minus: true, open: of.open }
      }
      case 'transpose':
        return raised(e.of, String.raw`\top`)
      case 'indicator': {
        const relation = e.relation === '>=' ? String.raw`\ge` : e.relation
        return closed(String.raw`\mathbf{1}[${inside(e.left)} ${relation} ${inside(e.right)}]`)
      }
      case 'call':
        return callPiece(e.fn, e.args)
      case 'binary':
        switch (e.sign) {
          case '^':
            return raised(e.left, exponent(e.right))
          case '/':
            return fraction(e.left, e.right)
          case '@':
            return product(e.left, e.right, level.joined, String.raw`\,`)
          case '*':
            return times(e.left, e.right)
          default:
            return sum(e.left, e.sign, e.right)
        }
    }
  }
  function inside(e: Expression): string {
    return part(e, () => false).tex
  }

  function sum(left: Expression, sign: string, right: Expression): Piece {
    const a = part(left, p => p.open === 'sum')
    const b = part(right, p => p.minus === true || (sign === '-' && p.level === level.sum))
    return { tex: `${a.tex} ${sign} ${b.tex}`, level: level.sum, minus: a.minus, open: b.open }
  }
  function product(left: Expression, right: Expression, tightness: number, sign: string): Piece {
    // A leading minus may stay in front of a product of names; a negative number never does.
    const loose = (p: Piece) => (p.level === level.negative && !p.number ? 0 : p.level)
    const a = part(
      left,
      p => p.open !== undefined || (loose(p) < tightness && (loose(p) > 0 || tightness > level.product)),
    )
    const b = part(right, p => p.level < tightness)
    return {
      tex: `${a.tex}${sign}${b.tex}`,
      level: a.minus ? level.negative : tightness,
      minus: a.minus,
      open: b.open,
    }
  }
  function times(left: Expression, right: Expression): Piece {
    const [scalarLeft, scalarRight] = [style.scalar(left), style.scalar(right)]
    if (!scalarLeft && !scalarRight) return product(left, right, level.product, String.raw` \odot `)
    // k x, ½ (a − b), but 2 · 3 and ∂L/∂y · x: only what cannot be misread stands side by side.
    const a = style.label(left) ? null : (style.piece(left) ?? pieceOf(left))
    const b = style.piece(right) ?? pieceOf(right)
    const sticks = scalarLeft && a?.plain === true && !b.number && !b.minus && !/^\d/.test(b.tex)
    if (!sticks || style.label(right)) return product(left, right, level.product, String.raw` \cdot `)
    // (k a) ⊙ b is k (a ⊙ b): the right side needs no parentheses.
    const joined = product(left, right, level.product, String.raw`\,`)
    return { ...joined, level: Math.min(level.joined, b.level > level.sum ? b.level : level.joined) }
  }
  function fraction(left: Expression, right: Expression): Piece {
    const below = inside(right)
    const isSum = left.kind === 'call' && (left.fn === 'sum' || left.fn === 'sumOver')
    // A sum over a number is written as people write a mean.
    if (isSum && style.scalar(right) && !style.piece(left)) {
      const of = part(left, () => false)
      return { tex: String.raw`\frac{1}{${below}} ${of.tex}`, level: level.joined, open: of.open }
    }
    const plain = style.scalar(left) && style.scalar(right)
    return { tex: String.raw`\frac{${inside(left)}}{${below}}`, level: level.fraction, plain }
  }
  /** A fraction in an exponent stands on one line: `x^{-1/2}`. */
  function exponent(e: Expression): string {
    if (e.kind === 'negate') return `-${exponent(e.of)}`
    if (e.kind !== 'binary' || e.sign !== '/') return inside(e)
    const [a, b] = [e.left, e.right].map(x => part(x, p => p.level < level.joined))
    return `${a!.tex}/${b!.tex}`
  }
  function raised(base: Expression, above: string): Piece {
    if (
      base.kind === 'call' &&
      Object.hasOwn(prefixes, base.fn) &&
      above !== String.raw`\top` &&
      !style.piece(base)
    )
      return prefixed(`${prefixes[base.fn]}^{${above}}`, base.args[0]!, 'function')
    const { tex, scripted } = part(base, p => p.level < level.closed)
    // A name that carries a subscript takes the exponent above it; anything that may hold one already is kept together.
    const simple = !scripted || /^(\\?[A-Za-z]+|\\[a-z]+\{[^{}^]*\})(_\w|_\{[^{}^]*\})?$/.test(tex)
    return { tex: simple ? `${tex}^{${above}}` : `{${tex}}^{${above}}`, level: level.power }
  }

  /** `tanh z`, `Σ y ⊙ ln p`: an operator without brackets, open at its right end. */
  function prefixed(operator: string, arg: Expression, open: 'function' | 'sum'): Piece {
    const loosest = open === 'sum' ? level.product : level.atom
    const of = part(arg, p => p.level < loosest)
    const bracketed = open === 'function' && /^(\(|\\left\(|\\Bigl\()/.test(of.tex)
    return {
      tex: bracketed ? `${operator}${of.tex}` : `${operator} ${of.tex}`,
      level: level.fraction,
      open: bracketed ? undefined : open,
    }
  }
  function bracketed(operator: string, args: readonly Expression[]): Piece {
    const list = args.map(inside).join(', ')
    return closed(operator + inParentheses({ tex: list, level: level.sum }).tex)
  }
  /** The name of a tensor under an operator; nothing where it would be numbers. */
  function below(e: Expression, word = ''): string {
    const piece = part(e, () => false)
    return piece.number ? '' : `_{${word && String.raw`\text{${word} }`}${piece.tex}}`
  }
  function callPiece(fn: FunctionName, args: readonly Expression[]): Piece {
    const [x, axis] = args as [Expression, Expression | undefined]
    switch (fn) {
      case 'tanh':
      case 'log':
        return prefixed(prefixes[fn]!, x, 'function')
      case 'exp':
        // A matrix is too tall to be raised.
        return exponent(x).includes(String.raw`\begin`)
          ? prefixed(String.raw`\exp`, x, 'function')
          : { tex: `e^{${exponent(x)}}`, level: level.power }
      case 'sqrt':
        return { tex: String.raw`\sqrt{${inside(x)}}`, level: level.power }
      case 'abs':
        return closed(String.raw`\left\lvert ${inside(x)} \right\rvert`)
      case 'sum':
        return prefixed(String.raw`\sum${axisTex(axis, style.attrs)}`, x, 'sum')
      case 'sumOver':
        return prefixed(String.raw`\sum${axesTex(style.attrs.axes)}`, x, 'sum')
      // How a vector lies in a product is told by the product, but for a row on its right.
      case 'perChannel':
      case 'column':
      case 'uncolumn':
      case 'unrow':
        return style.piece(x) ?? pieceOf(x)
      case 'row':
        return raised(x, String.raw`\top`)
      case 'sumPerChannel':
        return prefixed(String.raw`\sum${overChannel}`, x, 'sum')
      case 'meanPerChannel':
      case 'varPerChannel':
        return bracketed(`${operators[fn]}${overChannel}`, [x])
      case 'ratio':
        return fraction(x, args[1]!)
      case 'conv':
      case 'convWeights':
        return product(x, args[1]!, level.product, String.raw` \ast `)
      case 'convInput':
        return product(x, args[1]!, level.product, String.raw` \ast^{\top} `)
      case 'maxOver':
        return bracketed(`${operators.max}${axesTex(style.attrs.axes)}`, [x])
      case 'reshaped':
      case 'permuted':
      case 'permutedBack':
      case 'sliced':
      case 'mask':
        return bracketed(`${operators[fn]}_{${settingsTex(fn, style.attrs)}}`, [x])
      case 'reshapedLike':
      case 'padded':
        return bracketed(`${operators[fn]}${below(args[1]!, 'as')}`, [x])
      case 'concat':
        return bracketed(`${operators.concat}${axesTex([style.attrs.axis as number])}`, args)
      case 'partOf':
        return bracketed(`${operators.partOf}${below(args.at(-1)!)}`, [x])
      case 'lookup':
        return closed(`${part(x, p => p.level < level.closed).tex}[${inside(args[1]!)}]`)
      case 'mean':
      case 'var':
        return bracketed(`${operators[fn]}${axisTex(axis, style.attrs)}`, [x])
      case 'meanOver':
        return bracketed(`${operators.mean}${axesTex(style.attrs.axes)}`, [x])
      default:
        return bracketed(operators[fn], fn === 'max' || fn === 'min' ? args : [x])
    }
  }
}

const overChannel = String.raw`_{\text{all axes but 1}}`
const prefixes: Partial<Record<FunctionName, string>> = { tanh: String.raw`\tanh`, log: String.raw`\ln` }
const operators = {
  relu: String.raw`\operatorname{relu}`,
  sigmoid: String.raw`\sigma`,
  softmax: String.raw`\operatorname{softmax}`,
  mean: String.raw`\operatorname{mean}`,
  var: String.raw`\operatorname{Var}`,
  meanPerChannel: String.raw`\operatorname{mean}`,
  varPerChannel: String.raw`\operatorname{Var}`,
  max: String.raw`\max`,
  min: String.raw`\min`,
  sign: String.raw`\operatorname{sign}`,
  erf: String.raw`\operatorname{erf}`,
  count: String.raw`\operatorname{count}`,
  spread: String.raw`\operatorname{spread}`,
  reshaped: String.raw`\operatorname{reshape}`,
  reshapedLike: String.raw`\operatorname{reshape}`,
  permuted: String.raw`\operatorname{permute}`,
  permutedBack: String.raw`\operatorname{permute}^{-1}`,
  sliced: String.raw`\operatorname{slice}`,
  padded: String.raw`\operatorname{pad}`,
  concat: String.raw`\operatorname{concat}`,
  partOf: String.raw`\operatorname{part}`,
  oneHot: String.raw`\operatorname{onehot}`,
  rows: String.raw`\operatorname{rows}`,
  mask: String.raw`\operatorname{mask}`,
  windowMax: String.raw`\max_{\text{window}}`,
  toWindowMax: String.raw`\operatorname{to\,max}_{\text{window}}`,
  windowMean: String.raw`\operatorname{mean}_{\text{window}}`,
  spreadWindows: String.raw`\operatorname{spread}_{\text{window}}`,
}
