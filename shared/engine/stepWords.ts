/** A step in words: titles for the cards, and one plain line for the command line and for screen readers. */
import type { EdgeKey, NodeId } from '../document/document'
import { edgeKey } from '../document/document'
import { formatNumber } from '../formula/formatNumber'
import { nameToTex, nameToText } from '../formula/nameToTex'
import type { Op } from '../ops/op'
import type { Tensor } from '../tensor/tensor'
import type { Graph, GraphNode } from './graph'
import { type IsHidden, nothingHidden } from './hidden'
import type { Run } from './run'
import type { Step } from './steps'

/** Text with pieces of mathematics in it. */
export type RichText = readonly (string | { readonly tex: string })[]

/** The op as a sentence calls it: `tanh`, `affine`, `ReLU`. */
export const opWord = ({ palette: { label } }: Op): string =>
  /[A-Z]/.test(label.slice(1)) ? label : label.toLowerCase()

/** The computed node that a step is about. Throws `internal:` when graph and steps do not belong together. */
export function stepNode(graph: Graph, step: Step): GraphNode & { readonly op: Op } {
  const node = graph.byId.get(step.node)
  if (!node?.op) throw new Error(`internal: the graph has no op for the step at “${step.node}”`)
  return { ...node, op: node.op }
}

export interface Delivery {
  readonly edge: EdgeKey
  readonly port: string
  readonly source: GraphNode
}

/** The inputs that a backward step delivers to, in the op's order. */
export const deliveriesOf = (graph: Graph, step: Step): readonly Delivery[] => {
  const node = stepNode(graph, step)
  return node.op.inputs.flatMap((port, i) => {
    const edge = edgeKey({ to: node.id, port: port.name })
    return step.edges.includes(edge)
      ? [{ edge, port: port.name, source: graph.byId.get(node.sources[i]!)! }]
      : []
  })
}

/** "through affine, to z₁": going forward to the node itself, going back to what it reads. */
export function titleOf(graph: Graph, step: Step): RichText {
  const node = stepNode(graph, step)
  const to =
    step.phase === 'forward' ? [node.name] : [...new Set(deliveriesOf(graph, step).map(d => d.source.name))]
  const names = to.flatMap((name, i) => [
    i === 0 ? '' : i === to.length - 1 ? ' and ' : ', ',
    { tex: nameToTex(name) },
  ])
  return [`through ${opWord(node.op)}, to `, ...names.filter(part => part !== '')]
}

const orders = new WeakMap<Run['edgeGrads'], ReadonlyMap<EdgeKey, number>>()

/** Wires are delivered, and added up, as they stand in the run's map. */
function deliveryOrder(edgeGrads: Run['edgeGrads']): ReadonlyMap<EdgeKey, number> {
  const known = orders.get(edgeGrads) ?? new Map([...edgeGrads.keys()].map((key, place) => [key, place]))
  orders.set(edgeGrads, known)
  return known
}

/** How many branches send a gradient back to `source`, and how many have done so once `edge` has. */
export function branchesOf(run: Run, graph: Graph, source: NodeId, edge: EdgeKey) {
  const order = deliveryOrder(run.edgeGrads)
  const edges = graph.byId
    .get(source)!
    .consumers.map(c => edgeKey({ to: c.node, port: c.port }))
    .filter(key => order.has(key))
    .sort((a, b) => order.get(a)! - order.get(b)!)
  return { arrived: edges.slice(0, edges.indexOf(edge) + 1), of: edges.length }
}

/** "tanh a₁, backward: gradient of z₁ is (−0.4043, −0.0990, 0.0400)". One line, without mathematics markup. */
export function textOfStep(run: Run, graph: Graph, step: Step, isHidden: IsHidden = nothingHidden): string {
  const node = stepNode(graph, step)
  const start = `${opWord(node.op)} ${nameToText(node.name)}, ${step.phase}: `
  if (step.phase === 'forward')
    return `${start}value is ${isHidden({ kind: 'value', node: node.id }) ? 'hidden' : tensorText(run.values.get(node.id)!)}`
  const parts = deliveriesOf(graph, step).map(({ edge, source }) => {
    const { arrived, of } = branchesOf(run, graph, source.id, edge)
    const share = of > 1 ? `share ${arrived.length} of ${of} of the gradient` : 'gradient'
    const hidden = isHidden({ kind: 'gradient', node: source.id })
    return `${share} of ${nameToText(source.name)} is ${hidden ? 'hidden' : tensorText(run.edgeGrads.get(edge)!)}`
  })
  return start + parts.join('; ')
}

const MOST_ENTRIES = 12

/** The numbers in parentheses, rows apart by semicolons; a tensor of more than twelve entries by its shape. */
export function tensorText({ shape, data }: Tensor): string {
  if (shape.length === 0) return formatNumber(data[0]!)
  if (shape.length > 2 || data.length > MOST_ENTRIES) return `${shape.join(' × ')} numbers`
  const columns = shape.at(-1)!
  const rows = Array.from({ length: data.length / columns }, (_, row) =>
    Array.from(data.subarray(row * columns, (row + 1) * columns), x => formatNumber(x)).join(', '),
  )
  return `(${rows.join('; ')})`
}
