/** What a formula does to shapes: `(500, 1)\,(1, 2)`. */
import { type Shape, shapeText } from '../tensor/tensor'
import { shapeIn } from './entry'
import type { EntryScope } from './entryTree'
import { gradientParts } from './gradientParts'
import { isScalar, type Names } from './names'
import { childrenOf, type Expression, type FunctionName, namesIn } from './parse'
import { atom, type Piece } from './piece'
import { typeset } from './tex'

/** `(500, 2)`; a scalar by its word. */
export const shapeTex = (shape: Shape): string =>
  shape.length === 0 ? String.raw`\text{scalar}` : shapeText(shape)

const shapePiece = (shape: Shape): Piece => ({ ...atom(shapeTex(shape)), scripted: true })

/** What works entry by entry, and so leaves a shape as it is. */
const entrywise: ReadonlySet<FunctionName> = new Set([
  'tanh',
  'exp',
  'log',
  'sqrt',
  'abs',
  'sign',
  'erf',
  'relu',
  'sigmoid',
  'max',
  'min',
  'ratio',
])

/**
 * The formula with shapes instead of names. What works entry by entry on one shape is that shape; a transpose is what it is after
 * turning. In a gradient rule the upstream gradient and each local factor are one shape.
 */
export function shapesTex(e: Expression, scope: EntryScope, names: Names): string {
  const scalar = (x: Expression) => isScalar(x, name => scope.shapes[name]?.length === 0)
  const parts = gradientParts(e, scalar)
  const whole = parts?.rule ?? e
  const one = (x: Expression) =>
    x.kind === 'name' ||
    (x !== whole && evenly(x, scope)) ||
    (x.kind === 'transpose' && evenly(x.of, scope)) ||
    (x.kind === 'call' && laid.has(x.fn)) ||
    (!!parts && (x === parts.before || x === parts.after))
  const tex = typeset(whole, {
    scalar,
    label: () => null,
    attrs: scope.attrs,
    piece: x => (one(x) ? pieceOf(x) : null),
  })
  // A shape has parentheses of its own.
  return tex.replace(/\((\(\d+(?:, \d+)*\))\)/g, '$1')

  /** What is set, or counted, is no operand: it keeps its name. */
  function pieceOf(x: Expression): Piece {
    const set = x.kind === 'name' && (x.name === 'N' || Object.hasOwn(scope.attrs, x.name))
    return set ? atom(names[x.name]!.tex) : shapePiece(shapeIn(scope, x))
  }
}

const laid: ReadonlySet<FunctionName> = new Set(['column', 'row', 'uncolumn', 'unrow', 'perChannel', 'count'])

/** Made entry by entry of tensors of one shape, and of scalars. */
function evenly(e: Expression, scope: EntryScope): boolean {
  const plain = (x: Expression): boolean => {
    if (x.kind === 'number' || x.kind === 'name') return true
    const works =
      x.kind === 'negate' ||
      x.kind === 'indicator' ||
      (x.kind === 'binary' && x.sign !== '@') ||
      (x.kind === 'call' && (entrywise.has(x.fn) || x.fn === 'count'))
    return works && childrenOf(x).every(plain)
  }
  if (e.kind === 'number' || !plain(e)) return false
  const shape = shapeIn(scope, e)
  return namesIn(e).every(name => {
    const own = scope.shapes[name]!
    return own.length === 0 || shapeText(own) === shapeText(shape)
  })
}
