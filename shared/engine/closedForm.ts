/** Gradients in closed form, as the notes end: the rules of all steps from the root put into each other until only values are left. */
import type { Circuit } from '../document/document'
import { nameToTex } from '../formula/nameToTex'
import { childrenOf, type Expression, namesIn, parse } from '../formula/parse'
import { toTex } from '../formula/tex'
import { formulaOf } from '../ops/op'
import { sameShape } from '../tensor/tensor'
import type { Graph, GraphNode } from './graph'
import { type Form, gradientName, inValues, nameAt, one, rowsIn } from './inValues'
import { type Merged, mergedAt } from './merged'
import { backwardRule, type ComputedNode, formulaAt, isComputed } from './rules'

export interface Closed {
  readonly formula: Expression
  readonly tex: string
  /** What its letters stand for and what it relies on: `N`, `1`. */
  readonly where: readonly { readonly left: string; readonly right: string }[]
}

export interface ClosedForms {
  /** The gradient of the root at a node; `null` where no readable formula tells it. */
  readonly gradientAt: (node: GraphNode) => Closed | null
  /** What steps that are one loss send back together, in terms of the gradient where they end; `null` where there are none. */
  readonly mergedAt: (
    source: GraphNode,
    reader: ComputedNode,
  ) => (Closed & { readonly merged: Merged }) | null
}

/** A formula of more parts would not be read. */
const MOST_PARTS = 48

type Upstream = (node: GraphNode) => Form | null

/** Pure; each form is made once, when it is asked for. */
export function closedForms(circuit: Circuit, graph: Graph): ClosedForms {
  const root = graph.root === null ? undefined : graph.byId.get(graph.root)
  const made = new Map<string, Form | null>()
  const merged = mergedByBeginning(graph)

  const gradient: Upstream = node => {
    const known = made.get(node.id)
    if (known !== undefined) return known
    const form = node === root ? begun(node) : branches(node)
    const readable = form && partsOf(form.formula) <= MOST_PARTS ? form : null
    made.set(node.id, readable)
    return readable
  }
  /** 1 at a scalar root that no other seed was given for; elsewhere the gradient stands for itself. */
  const begun = (node: GraphNode): Form => {
    const { id, shape } = node
    const given = circuit.cotangent !== null && sameShape(circuit.cotangent.shape, shape!)
    const isOne = node === root && shape!.length === 0 && !given
    return { formula: isOne ? one : { kind: 'name', name: gradientName(id) }, ones: [] }
  }
  const branches = (node: GraphNode): Form | null => {
    const shares = node.consumers.flatMap(({ node: id, port }) => {
      const reader = graph.byId.get(id)
      return reader?.feedsRoot && reader.shape && isComputed(reader)
        ? [share(node, reader, port, gradient)]
        : []
    })
    return shares.length > 0 && shares.every(it => it !== null) ? shares.reduce(plus) : null
  }
  const share = (source: GraphNode, reader: ComputedNode, port: string, upstream: Upstream): Form | null => {
    const whole = merged.get(keyOf(source, reader))
    return whole ? together(source, whole, upstream) : alone(source, reader, port, upstream)
  }
  const together = (source: GraphNode, whole: Merged, upstream: Upstream): Form | null => {
    const { op, ports, steps, last } = whole
    const g = upstream(last)
    const port = [...ports].find(([, node]) => node === source)![0]
    const nodes = new Map([...ports, ...steps, ['out', last] as const].map(([name, { id }]) => [name, id]))
    const shapes = Object.fromEntries([...ports].map(([name, { shape }]) => [name, shape]))
    const formulas = formulaOf(op, shapes, {})
    return (
      g && inValues(circuit, graph, parse(formulas.backward[port]!), { op, attrs: {}, formulas, nodes, g })
    )
  }
  const alone = (source: GraphNode, reader: ComputedNode, port: string, upstream: Upstream): Form | null => {
    const g = upstream(reader)
    if (!g) return null
    const { op, attrs, sources, id } = reader
    const index = op.inputs.findIndex(({ name }) => name === port)
    const { formula, axes } = backwardRule(graph, reader, index)
    const wired = op.inputs.flatMap(({ name }, i) => (sources[i] ? [[name, sources[i]] as const] : []))
    const nodes = new Map([...wired, ['out', id]])
    const formulas = formulaAt(graph, reader)
    const form = inValues(circuit, graph, formula, { op, attrs, formulas, nodes, g })
    return form && summedBack(form, axes, source)
  }

  return {
    gradientAt(node) {
      // From the root on, so that no gradient has to ask far for what it is made of.
      if (made.size === 0)
        for (const other of graph.nodes.toReversed())
          if (other.needsGradient && other.feedsRoot && other.shape) gradient(other)
      const form = gradient(node)
      return form && closed(graph, form)
    },
    mergedAt(source, reader) {
      const whole = merged.get(keyOf(source, reader))
      const form = whole && together(source, whole, begun)
      const told = form && closed(graph, form)
      return told ? { ...told, merged: whole } : null
    },
  }
}

const plus = (a: Form, b: Form): Form => ({
  formula: { kind: 'binary', sign: '+', left: a.formula, right: b.formula },
  ones: [...new Set([...a.ones, ...b.ones])],
})

/** Summed over the axes along which the source was repeated: down the rows, or over everything. */
function summedBack({ formula, ones }: Form, axes: readonly number[], { shape }: GraphNode): Form | null {
  if (axes.length === 0) return { formula, ones }
  const downRows = axes.length === 1 && axes[0] === 0 && shape!.length === 1
  if (!downRows && shape!.length > 0) return null
  const args = downRows ? [formula, { kind: 'number', value: 0 } as const] : [formula]
  return { formula: { kind: 'call', fn: 'sum', args }, ones }
}

const keyOf = (source: GraphNode, reader: GraphNode) => `${source.id} ${reader.id}`

/** The losses that are there in steps, by what they read and the step that reads it. */
function mergedByBeginning(graph: Graph): ReadonlyMap<string, Merged> {
  const found = new Map<string, Merged>()
  for (const node of graph.nodes) {
    const merged = node.feedsRoot ? mergedAt(graph, node) : null
    for (const source of merged?.ports.values() ?? [])
      for (const reader of merged!.steps.values())
        if (reader.sources.includes(source.id)) found.set(keyOf(source, reader), merged!)
  }
  return found
}

/** `null` where N would stand for two numbers. */
function closed(graph: Graph, { formula, ones }: Form): Closed | null {
  const read = [...new Set(namesIn(formula))]
  const names = Object.fromEntries(read.map(name => [name, nameAt(graph, name)]))
  const rows = read.map(rowsIn).filter(n => n !== null)
  if (rows.length > 1) return null
  return {
    formula,
    tex: toTex(formula, names),
    where: [
      ...rows.map(n => ({ left: 'N', right: `= ${n}` })),
      ...ones.map(id => ({
        left: String.raw`\sum_{\text{columns}} ${nameToTex(graph.byId.get(id)!.name)}`,
        right: '= 1',
      })),
    ],
  }
}

/** How much there is to read; what is multiplied by 0 says nothing more than its step. */
const partsOf = (e: Expression): number => {
  if (e.kind === 'name' || e.kind === 'number') return 1
  if (e.kind === 'binary' && e.sign === '*' && [e.left, e.right].some(isZero)) return Number.POSITIVE_INFINITY
  return childrenOf(e).reduce((parts, part) => parts + partsOf(part), 1)
}

const isZero = (e: Expression): boolean => e.kind === 'number' && e.value === 0
