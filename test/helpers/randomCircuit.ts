/** Circuits drawn at random from all ops: fan-out, broadcasting, shared parameters, dead branches. The same seed, the same circuit. */
import type { Circuit, CircuitNode, Edge, NodeId } from '../../shared/document/document'
import { ops } from '../../shared/ops/index'
import {
  attrsOf,
  type ComputedOp,
  type Domain,
  type Indices,
  isIndices,
  isMismatch,
  type Port,
} from '../../shared/ops/op'
import { uniformFrom } from '../../shared/tensor/random'
import type { Shape } from '../../shared/tensor/tensor'

const small: readonly Shape[] = [
  ...[[], [3], [1, 3], [2, 3], [3, 2], [4, 1], [2, 2, 3]],
  // Sums back over several axes, to operands of other ranks.
  ...[
    [1, 2, 2, 3],
    [1, 1, 2, 1],
    [2, 2, 1],
  ],
]
/** With so many rows that they are computed some at a time. */
export const tall: readonly Shape[] = [[], [3], [1, 3], [50, 3], [50, 3], [50, 1], [3, 2], [50, 2, 3]]
/** What brings any number into a domain, as a node in between; what is not listed is drawn as a constant leaf. */
const into: Readonly<Partial<Record<Exclude<Domain, Indices>, string>>> = {
  positive: 'sigmoid',
  awayFromZero: 'sigmoid',
  probability: 'sigmoid',
  distribution: 'softmax',
}

interface Made {
  readonly id: NodeId
  readonly shape: Shape
}

export function randomCircuit(seed: number, shapes = small): Circuit {
  const uniform = uniformFrom(seed)
  const below = (n: number) => Math.floor(n * uniform())
  const one = <T>(list: readonly T[]): T => list[below(list.length)]!
  const computed = [...ops.values()].filter(op => op.kind === 'computed')
  const nodes: CircuitNode[] = []
  const edges: Edge[] = []
  const made: Made[] = []

  const add = (
    op: string,
    shape: Shape,
    wires: Readonly<Record<string, NodeId>>,
    rest: Partial<CircuitNode>,
  ) => {
    const id = `n${nodes.length}`
    nodes.push({ id, name: id, op, attrs: {}, ...rest })
    for (const [port, from] of Object.entries(wires)) edges.push({ from, to: id, port })
    const node = { id, shape }
    made.push(node)
    return node
  }
  const leaf = (shape: Shape, init: 'normal' | 'oneHot' | 'zeros' = 'normal') => {
    const kind = init !== 'normal' ? 'constant' : one(['parameter', 'parameter', 'input', 'constant'])
    return add(kind, shape, {}, { value: { shape, init, seed: below(1e6) } })
  }
  /** A node that may feed the port: mostly one that is there, so that wires fan out and parameters are shared. */
  const source = (op: ComputedOp, port: Port, known: Readonly<Record<string, Shape>>): Made => {
    const domain = op.check.domain?.[port.name] ?? 'any'
    const start = port.start?.(known)
    if (isIndices(domain)) return leaf(one(shapes), 'zeros')
    if (domain === 'oneHot') return leaf(start?.shape ?? one(shapes), 'oneHot')
    const fits = lastFitting(op, port, known)
    const found = fits.length > 0 && uniform() < 0.85 ? one(fits) : leaf(start?.shape ?? one(shapes))
    const through = into[domain]
    return !through || (through === 'softmax' && found.shape.length === 0)
      ? found
      : add(through, found.shape, { x: found.id }, {})
  }
  /** The last nodes that fit the port beside the shapes that are known, as far as the op can tell; eight at most. */
  const lastFitting = (op: ComputedOp, port: Port, known: Readonly<Record<string, Shape>>): Made[] => {
    const complete = op.inputs.every(({ name, optional }) => name === port.name || known[name] || optional)
    if (!complete) return made.slice(-8)
    const attrs = attrsOf(op, {})
    const fits: Made[] = []
    for (let i = made.length - 1; i >= 0 && fits.length < 8; i--)
      if (!isMismatch(op.shape({ ...known, [port.name]: made[i]!.shape }, attrs))) fits.unshift(made[i]!)
    return fits
  }

  for (let i = 2 + below(3); i > 0; i--) leaf(one(shapes))
  for (const size = 6 + below(50); nodes.length < size; ) {
    const op = one(computed)
    const attrs = one([{}, ...op.check.samples.map(sample => sample.attrs ?? {})])
    const before = { nodes: nodes.length, edges: edges.length, made: made.length }
    const known: Record<string, Shape> = {}
    const wires: Record<string, NodeId> = {}
    for (const port of op.inputs) {
      if (port.optional && uniform() < 0.5) continue
      const { id, shape } = source(op, port, known)
      known[port.name] = shape
      wires[port.name] = id
    }
    const shape = op.shape(known, attrsOf(op, attrs))
    if (!isMismatch(shape)) add(op.name, shape, wires, { attrs })
    else {
      nodes.length = before.nodes
      edges.length = before.edges
      made.length = before.made
    }
  }
  return { nodes, edges, root: made.findLast(node => !isLeaf(nodes, node))!.id, cotangent: null }
}

const isLeaf = (nodes: readonly CircuitNode[], { id }: Made) =>
  nodes.find(node => node.id === id)!.value !== undefined
