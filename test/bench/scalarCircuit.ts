/** Case C: a deep circuit of scalars whose numbers and gradients stay near 1, the same on every machine. */
import type { Circuit, CircuitNode, Edge, NodeId } from '../../shared/document/document'
import { uniformFrom } from '../../shared/tensor/random'

const LANES = 60
/** How often an output is read at most. */
const FAN_OUT = 3

/**
 * `size` scalar nodes around sixty lanes. A block adds to (or takes from) one lane a small part of others, as a residual network
 * does: lane + c tanh(w other), lane − c relu(other + b) or lane + c (one · other). With |c| ≤ 0.15 a number and its gradient
 * change little per block, so neither overflows nor dies over hundreds of levels. The lanes are added up to the root.
 */
export function scalarCircuit(size: number): Circuit {
  const uniform = uniformFrom(31)
  const nodes: CircuitNode[] = []
  const edges: Edge[] = []
  const readers = new Map<NodeId, number>()
  const lanes: NodeId[] = []

  const push = (node: Omit<CircuitNode, 'id' | 'name' | 'attrs'>) => {
    const id = `n${nodes.length}`
    nodes.push({ id, name: id, attrs: {}, ...node })
    readers.set(id, 0)
    return id
  }
  const gate = (op: string, ...inputs: readonly NodeId[]) => {
    const id = push({ op })
    const ports = inputs.length === 1 ? ['x'] : ['a', 'b']
    for (const [i, from] of inputs.entries()) {
      edges.push({ from, to: id, port: ports[i]! })
      readers.set(from, readers.get(from)! + 1)
    }
    return id
  }
  const leaf = (least: number, most: number) => {
    const x = Math.fround(least + (most - least) * uniform())
    return push({ op: 'parameter', value: { shape: [], data: Float64Array.of(x) } })
  }
  /** A small factor of either sign; sometimes one that is in use already, so that leaves fan out too. */
  let factor: NodeId | null = null
  const small = () => {
    if (factor === null || readers.get(factor)! >= FAN_OUT || uniform() < 0.7)
      factor = uniform() < 0.5 ? leaf(0.05, 0.15) : leaf(-0.15, -0.05)
    return factor
  }
  const pick = () => Math.floor(LANES * uniform())
  /** The end of a lane that may be read once more and still be carried on. */
  const end = (not?: NodeId) => {
    for (;;) {
      const found = lanes[pick()]!
      if (found !== not && readers.get(found)! < FAN_OUT - 1) return found
    }
  }

  for (let lane = 0; lane < LANES; lane++) lanes.push(leaf(-1, 1))
  // A block makes at most six nodes; then the lanes' sum takes one less than there are lanes.
  while (nodes.length + 6 + LANES - 1 <= size) {
    const at = pick()
    const kind = uniform()
    if (kind < 0.4) {
      const branch = gate('multiply', small(), gate('tanh', gate('multiply', leaf(0.5, 1.5), end())))
      lanes[at] = gate('add', lanes[at]!, branch)
    } else if (kind < 0.65) {
      const branch = gate('multiply', small(), gate('relu', gate('add', end(), leaf(-0.5, 0.5))))
      lanes[at] = gate('subtract', lanes[at]!, branch)
    } else {
      const one = end()
      const branch = gate('multiply', small(), gate('multiply', one, end(one)))
      lanes[at] = gate('add', lanes[at]!, branch)
    }
  }
  while (nodes.length + LANES - 1 < size) {
    const at = pick()
    lanes[at] = gate('tanh', lanes[at]!)
  }
  const root = lanes.reduce((sum, lane) => gate('add', sum, lane))
  return { nodes, edges, root, cotangent: null }
}
