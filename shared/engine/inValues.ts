/** One of an op's formulas with the circuit's nodes for its names, so that formulas of several ops can be put into each other. */
import type { Circuit } from '../document/document'
import { tensorOf } from '../document/tensorOf'
import { gradientTex, type NameTex } from '../formula/names'
import { nameToTex } from '../formula/nameToTex'
import { type Expression, type FunctionName, parse } from '../formula/parse'
import { substitute } from '../formula/substitute'
import type { Attrs, ComputedOp, FormulaText } from '../ops/op'
import { sum } from '../tensor/reduce'
import type { Graph } from './graph'
import { rootTex } from './rules'

export interface Place {
  readonly op: ComputedOp
  readonly attrs: Attrs
  /** Its formulas for the shapes that it has here. */
  readonly formulas: FormulaText
  /** The nodes of its ports, of shorthands that are nodes here, and of `out`, by these names. */
  readonly nodes: ReadonlyMap<string, string>
  /** What stands for the upstream gradient. */
  readonly g: Form
}

export interface Form {
  readonly formula: Expression
  /** Given nodes whose rows each add up to 1, where the formula relies on that. */
  readonly ones: readonly string[]
}

/** The names in such a formula: a node's value, the gradient where it begins, and the number of rows `N`. */
export const valueName = (id: string) => `value of ${id}`
export const gradientName = (id: string) => `gradient of ${id}`
const rowsName = (rows: number) => `rows ${rows}`

/** How such a name is written, and its rank. */
export function nameAt(graph: Graph, name: string): NameTex {
  if (rowsIn(name) !== null) return { tex: 'N', rank: 0 }
  const [, what, id] = /^(value|gradient) of (.*)$/s.exec(name)!
  const node = graph.byId.get(id!)!
  const tex = nameToTex(node.name)
  return { tex: what === 'value' ? tex : gradientTex(rootTex(graph), tex), rank: node.shape!.length }
}

/** The number of rows that the name stands for; `null` for another name. */
export const rowsIn = (name: string): number | null =>
  name.startsWith('rows ') ? Number(name.slice('rows '.length)) : null

/** What reads nothing but its arguments; the axes and windows of an op cannot be told outside of it. */
const portable: ReadonlySet<string> = new Set<FunctionName>([
  ...(['tanh', 'exp', 'log', 'sqrt', 'abs', 'sign', 'erf', 'relu', 'sigmoid', 'softmax'] as const),
  ...(['sum', 'mean', 'var', 'max', 'min', 'ratio', 'count'] as const),
])

export const one: Expression = { kind: 'number', value: 1 }

/** `null` where the formula cannot be told outside of its op. */
export function inValues(circuit: Circuit, graph: Graph, formula: Expression, place: Place): Form | null {
  const { attrs, nodes, g } = place
  const { where = {} } = place.formulas
  const ones = new Set(g.ones)
  let told = true
  const swap = (part: Expression): Expression | null => {
    if (part.kind === 'call') {
      const whole = rowSumOf(part)
      const id = whole === null ? undefined : nodes.get(whole)
      if (id !== undefined && rowsAddUpTo1(circuit, id)) {
        ones.add(id)
        return one
      }
      told &&= portable.has(part.fn)
    }
    if (part.kind !== 'name') return null
    const { name } = part
    if (name === 'g') return g.formula
    const id = nodes.get(name)
    if (id !== undefined) return { kind: 'name', name: valueName(id) }
    if (Object.hasOwn(where, name)) return substitute(parse(where[name]!.is), swap)
    const value = attrs[name]
    if (typeof value === 'number') return numeral(value)
    if (name === 'N') return { kind: 'name', name: rowsName(rowsAt(graph, place)) }
    told = false
    return null
  }
  const filled = substitute(formula, swap)
  return told ? { formula: filled, ones: [...ones] } : null
}

const numeral = (value: number): Expression =>
  value < 0 ? { kind: 'negate', of: { kind: 'number', value: -value } } : { kind: 'number', value }

/** `N`, as `scopeOf` counts it. */
function rowsAt(graph: Graph, { op, nodes }: Place): number {
  const shape = graph.byId.get(nodes.get(op.inputs[0]!.name) ?? '')?.shape ?? []
  return shape.length > 1 ? shape[0]! : 1
}

/** `y` of `sum(y, -1)`. */
function rowSumOf({ fn, args: [x, axis] }: Extract<Expression, { kind: 'call' }>): string | null {
  const isLast = axis?.kind === 'negate' && axis.of.kind === 'number' && axis.of.value === 1
  return fn === 'sum' && isLast && x?.kind === 'name' ? x.name : null
}

/** Whether these are given numbers of which each row, as targets are, adds up to 1. */
function rowsAddUpTo1({ nodes }: Circuit, id: string): boolean {
  const given = nodes.find(node => node.id === id)?.value
  if (!given || given.shape.length === 0) return false
  return sum(tensorOf(given), [-1], true).data.every(total => Math.abs(total - 1) <= 1e-12)
}
