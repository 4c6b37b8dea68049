/** What the cards of a step say in place of numbers that are to be predicted, and of those that would tell them. */
import { gradientTex } from '../formula/names'
import { nameToTex } from '../formula/nameToTex'
import { namesIn, parse } from '../formula/parse'
import type { Graph } from './graph'
import type { IsHidden } from './hidden'
import type { Line } from './numberLines'
import type { Quantity } from './quantity'
import { type ComputedNode, formulaAt, meaningAt, rootTex } from './rules'

/** The hidden quantities that a formula of the node reads, by itself or in its shorthands; each once. */
export function hiddenOperands(
  graph: Graph,
  node: ComputedNode,
  formula: string,
  isHidden: IsHidden,
): readonly Quantity[] {
  const meaning = meaningAt(node)
  const { where = {} } = formulaAt(graph, node)
  const read = new Set(namesIn(parse(formula)))
  // What is added while it is walked through is walked through as well.
  for (const name of read)
    if (where[name]) for (const inner of namesIn(parse(where[name].is))) read.add(inner)
  const hidden = new Map<string, Quantity>()
  for (const name of read) {
    const quantity = meaning[name]
    if (quantity && isHidden(quantity)) hidden.set(JSON.stringify(quantity), quantity)
  }
  return [...hidden.values()]
}

/** "∂L/∂W₂ is hidden." */
export function hiddenLine(graph: Graph, [first, ...more]: readonly [Quantity, ...Quantity[]]): Line {
  const names = [first, ...more].flatMap((quantity, i) => [
    ...(i === 0 ? [] : [i === more.length ? ' and ' : ', ']),
    { tex: quantityTex(graph, quantity) },
  ])
  const words = more.length === 0 ? ' is hidden.' : ' are hidden.'
  return { words: [...names, words], hidden: [first, ...more] }
}

/** `z_1`, or `∂L/∂z_1` as a fraction; a share is named by the gradient that it is a part of. */
export function quantityTex(graph: Graph, quantity: Quantity): string {
  const id = quantity.kind === 'share' ? sourceOf(graph, quantity.edge) : quantity.node
  const name = nameToTex(graph.byId.get(id ?? '')?.name ?? '')
  return quantity.kind === 'value' ? name : gradientTex(rootTex(graph), name)
}

function sourceOf({ byId }: Graph, edge: string): string | null | undefined {
  const dot = edge.lastIndexOf('.')
  const node = byId.get(edge.slice(0, dot))
  const index = node?.op?.inputs.findIndex(port => port.name === edge.slice(dot + 1)) ?? -1
  return node?.sources[index]
}
