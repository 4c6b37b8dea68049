/** How the names of a formula are written, and which of them are known to be scalars. */
import type { ComputedOp, FormulaText } from '../ops/op'
import { nameToTex } from './nameToTex'
import { type Expression, namesIn } from './parse'

export interface NameTex {
  readonly tex: string
  /** 0 for a scalar; without it the name counts as a tensor. */
  readonly rank?: number
}
export type Names = Readonly<Record<string, NameTex>>

/**
 * The names of `formula`, which is one of the op's: `given` (ports, `out`, `g`) comes first; ports it leaves out are written as the op
 * writes them, attributes and `N` are scalars, and the shorthands of `where` have the TeX of the op's record, in which
 * `{x}` stands for the name of port x; none is written as another name is.
 */
export function namesOf(op: ComputedOp, given: Names, { where = {} }: FormulaText): Names {
  const names: Record<string, NameTex> = { N: { tex: 'N', rank: 0 } }
  for (const port of op.inputs) names[port.name] = { tex: port.tex }
  for (const attr of Object.keys(op.attrs)) names[attr] = { tex: nameToTex(attr), rank: 0 }
  const known = { ...names, ...given }
  const named = (tex: string) =>
    tex.replace(/\{(\w+)\}/g, (whole, port) => (known[port] ? `{${known[port].tex}}` : whole))
  const taken = new Set(Object.values(known).map(({ tex }) => tex))
  // A shorthand that a node of the circuit is already called takes a prime.
  const unlike = (tex: string): string => (taken.has(tex) ? unlike(`${tex}'`) : tex)
  const shorthands = Object.entries(where).map(([name, { tex }]) => [name, { tex: unlike(named(tex)) }])
  return { ...names, ...Object.fromEntries(shorthands), ...given }
}

/** `∂root/∂of` as a fraction; both are TeX already. */
export const gradientTex = (root: string, of: string): string =>
  String.raw`\frac{\partial ${root}}{\partial ${of}}`

/** Whether the expression is certainly a scalar, given which names are. What cannot be told counts as a tensor. */
export function isScalar(e: Expression, scalarName: (name: string) => boolean): boolean {
  switch (e.kind) {
    case 'number':
      return true
    case 'name':
      return scalarName(e.name)
    case 'binary':
      return isScalar(e.left, scalarName) && isScalar(e.right, scalarName)
    case 'call':
      if (e.fn === 'count' || e.fn === 'rows') return true
      if (e.fn === 'sum' || e.fn === 'mean' || e.fn === 'var') return e.args.length === 1
      if (e.fn === 'spread' || e.fn === 'reshaped' || e.fn === 'oneHot') return false
      return e.args.every(arg => isScalar(arg, scalarName))
    default:
      return namesIn(e).every(scalarName)
  }
}
