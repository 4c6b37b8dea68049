/** A node's rules as formulas with the circuit's own names, for the step cards and the inspector alike. */
import { formatExact } from '../formula/formatNumber'
import { formulaShape, type Shapes, shapesOf, summedAxes } from '../formula/formulaShape'
import { gradientTex, type Names, namesOf } from '../formula/names'
import { nameToTex } from '../formula/nameToTex'
import { tensorToTex } from '../formula/numbers'
import { type Expression, namesIn, parse } from '../formula/parse'
import { toTex } from '../formula/tex'
import { type ComputedOp, type FormulaText, formulaOf } from '../ops/op'
import { scalar } from '../tensor/tensor'
import type { Graph, GraphNode } from './graph'
import { summed } from './numberLines'
import type { Quantity } from './quantity'

export type ComputedNode = GraphNode & { readonly op: ComputedOp }

export const isComputed = (node: GraphNode): node is ComputedNode => node.op?.kind === 'computed'

/**
 * What gradients are gradients of, as TeX: the root, or, as only a scalar has a gradient, `S_y` where the root y is not one:
 * the sum of its entries, each times its seed gradient. `L` as long as there is no root.
 */
export function rootTex({ root, byId }: Graph): string {
  const node = root === null ? undefined : byId.get(root)
  if (!node) return 'L'
  const name = nameToTex(node.name)
  return node.shape?.length ? `S_{${name}}` : name
}

/** The op's formulas for what is wired here. */
export function formulaAt(graph: Graph, { op, attrs, sources }: ComputedNode): FormulaText {
  const wired = op.inputs.flatMap((port, i) =>
    sources[i] ? [[port.name, graph.byId.get(sources[i])?.shape ?? null] as const] : [],
  )
  return formulaOf(op, Object.fromEntries(wired), attrs)
}

/** Ports, `out`, `g`, attributes and shorthands as this circuit writes them, with the ranks that are known. */
export function namesAt(graph: Graph, node: ComputedNode): Names {
  const out = nameToTex(node.name)
  const ranked = (tex: string, known: GraphNode | undefined) =>
    known?.shape ? { tex, rank: known.shape.length } : { tex }
  const given = {
    out: ranked(out, node),
    g: ranked(gradientTex(rootTex(graph), out), node),
    ...Object.fromEntries(
      node.op.inputs.map((port, i) => {
        const source = graph.byId.get(node.sources[i] ?? '')
        return [port.name, ranked(source ? nameToTex(source.name) : port.tex, source)]
      }),
    ),
  }
  return namesOf(node.op, given, formulaAt(graph, node))
}

/** `a_1 = tanh z_1`, as TeX. */
export const forwardRule = (graph: Graph, node: ComputedNode): string =>
  `${nameToTex(node.name)} = ${forwardRight(graph, node)}`

/** `tanh z_1`, as TeX. */
export const forwardRight = (graph: Graph, node: ComputedNode): string =>
  toTex(parse(formulaAt(graph, node).forward), namesAt(graph, node), { attrs: node.attrs })

export interface BackwardRule {
  readonly formula: Expression
  /** `∂L/∂z_1`, or at a fan-out its share "via" this node. */
  readonly left: string
  /** `∂L/∂z_1`, of which `left` may be a share. */
  readonly whole: string
  readonly right: string
  /** Axes of the formula that are summed back because the input was repeated along them. */
  readonly axes: readonly number[]
}

/** What goes back to input `index`. With `marks`, upstream and local carry braces. */
export function backwardRule(
  graph: Graph,
  node: ComputedNode,
  index: number,
  { marks = false } = {},
): BackwardRule {
  const { op, attrs, sources } = node
  const port = op.inputs[index]!
  const source = graph.byId.get(sources[index]!)!
  const names = namesAt(graph, node)
  const formula = parse(formulaAt(graph, node).backward[port.name]!)
  const unsummed = formulaShape(formula, shapesAt(graph, node), attrs)
  const axes = unsummed && source.shape ? summedAxes(unsummed, source.shape) : []
  const whole = gradientTex(rootTex(graph), names[port.name]!.tex)
  const twice = sources.filter(other => other === source.id).length > 1
  const via = names.out!.tex + (twice ? String.raw`,\,${port.tex}` : '')
  return {
    formula,
    whole,
    left: branchCount(graph, source) > 1 ? String.raw`\left.${whole}\right|_{\text{via }${via}}` : whole,
    right: summed(axes, unsummed, toTex(formula, names, { marks, attrs })),
    axes,
  }
}

/** How many wires bring a gradient back to this node. */
export const branchCount = (graph: Graph, { consumers }: GraphNode): number =>
  consumers.filter(({ node }) => {
    const reader = graph.byId.get(node)
    return reader?.feedsRoot && reader.shape
  }).length

/** What the names in the formulas of a node stand for. */
export function meaningAt({ op, id, sources }: ComputedNode): Record<string, Quantity> {
  const ports = op.inputs.flatMap((port, i) =>
    sources[i] ? [[port.name, { kind: 'value', node: sources[i] }] as const] : [],
  )
  return { ...Object.fromEntries(ports), out: { kind: 'value', node: id }, g: { kind: 'gradient', node: id } }
}

/** What the shorthands stand for that these formulas use: `x̂ = …`. */
export function shorthands(graph: Graph, node: ComputedNode, formulas: readonly string[]): readonly string[] {
  const names = namesAt(graph, node)
  const text = formulas.join(' ')
  return Object.entries(formulaAt(graph, node).where ?? {})
    .filter(([name]) => new RegExp(`\\b${name}\\b`).test(text))
    .map(([name, { is }]) => `${names[name]!.tex} = ${toTex(parse(is), names, { attrs: node.attrs })}`)
}

/** What the plain numbers in these formulas are: `N = 4`, the rows of the first input, and attributes such as `k = 5`. */
export function constants(graph: Graph, node: ComputedNode, formulas: readonly string[]): readonly string[] {
  const { where = {} } = formulaAt(graph, node)
  const read = new Set(formulas.flatMap(text => namesIn(parse(text))))
  for (const name of read)
    if (where[name]) for (const inner of namesIn(parse(where[name].is))) read.add(inner)
  // An axis is told by the word under its operator.
  read.delete('axis')
  const names = namesAt(graph, node)
  const first = graph.byId.get(node.sources[0] ?? '')?.shape ?? []
  const all = { ...node.attrs, N: first.length > 1 ? first[0]! : 1 }
  return Object.entries(all).flatMap(([name, value]) =>
    read.has(name) && typeof value === 'number'
      ? [`${names[name]!.tex} = ${tensorToTex(scalar(value), formatExact)}`]
      : [],
  )
}

/** The shapes of all names that the op's formulas may use, as far as they can be told. */
export function shapesAt(graph: Graph, { op, attrs, sources, shape }: ComputedNode): Shapes {
  const known = [
    ...op.inputs.map((port, i) => [port.name, graph.byId.get(sources[i] ?? '')?.shape] as const),
    ['out', shape] as const,
    ['g', shape] as const,
  ]
  return shapesOf(op, Object.fromEntries(known.flatMap(([name, it]) => (it ? [[name, it]] : []))), attrs)
}
