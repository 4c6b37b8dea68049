/** What is measured: three families of circuits, built as documents, and the same circuits as plain lists for the peers. */
import type { Circuit, CircuitNode, Edge, NodeId } from '../../shared/document/document'
import { ops } from '../../shared/ops/index'
import type { Attrs } from '../../shared/ops/op'
import { initialise, normalFrom, uniformFrom } from '../../shared/tensor/random'
import { type Shape, sizeOf } from '../../shared/tensor/tensor'
import { scalarCircuit } from './scalarCircuit'

/** Gradients that are compared as one: their errors are measured against their largest entry, or against that of `scale`. */
export interface Part {
  readonly leaves: readonly NodeId[]
  readonly scale?: readonly NodeId[]
}

export interface Case {
  readonly name: string
  readonly title: string
  readonly circuit: Circuit
  readonly parts: readonly Part[]
}

/** A case without our types: slots are numbered in the order of computing; `wanted` leaves get a gradient. */
export interface Task {
  readonly name: string
  readonly leaves: readonly {
    readonly id: NodeId
    readonly slot: number
    readonly shape: Shape
    readonly data: Float64Array
    readonly wanted: boolean
  }[]
  readonly steps: readonly {
    readonly op: string
    readonly in: readonly number[]
    readonly out: number
    readonly attrs: Attrs
  }[]
  readonly root: number
}

/** The cases by their names, made when asked for. */
export const cases: ReadonlyMap<string, () => Case> = new Map([
  ...[1, 64, 1024].map(batch => [`A${batch}`, () => tanhNetwork(batch)] as const),
  ...[64, 1024].map(batch => [`B${batch}`, () => batchNormNetwork(batch)] as const),
  ['C', scalars] as const,
])

/** The two-layer network of the notes, 2-500-2, with softmax cross-entropy. */
function tanhNetwork(batch: number): Case {
  const made = layers([2, 500, 2], batch, 11, z => [{ op: 'tanh', in: { x: z } }])
  return { name: `A${batch}`, title: `2-500-2, tanh, batch ${batch}`, ...made }
}

/**
 * 64-256-256-10 with batch norm over the batch and ReLU. The seed is one with which no ReLU reads a number within 5e-6 of
 * its kink: there float32 could take the other side, and the gradients would rightly differ.
 */
function batchNormNetwork(batch: number): Case {
  const made = layers([64, 256, 256, 10], batch, 41, (z, layer) => [
    { op: 'batchNorm', in: { x: z, gamma: `gamma_${layer}`, beta: `beta_${layer}` }, attrs: { eps: 1e-5 } },
    { op: 'relu' },
  ])
  // Batch norm takes a bias away again: its gradient is 0 but for rounding, which is small beside that of the weights.
  const parts = made.parts.map(part => {
    const layer = /^b_([12])$/.exec(part.leaves[0]!)?.[1]
    return layer ? { ...part, scale: [`W_${layer}`] } : part
  })
  return { name: `B${batch}`, title: `64-256-256-10, batch norm, ReLU, batch ${batch}`, ...made, parts }
}

function scalars(): Case {
  const circuit = scalarCircuit(10_000)
  const leaves = circuit.nodes.filter(node => node.value).map(node => node.id)
  return { name: 'C', title: 'a scalar circuit of 10,000 nodes', circuit, parts: [{ leaves }] }
}

interface Gate {
  readonly op: string
  readonly in?: Readonly<Record<string, NodeId>>
  readonly attrs?: Attrs
}

/** An affine layer for each pair of neighbouring widths, `between(z, layer)` after all but the last, and the loss. */
function layers(
  widths: readonly number[],
  batch: number,
  seed: number,
  between: (z: NodeId, layer: number) => readonly Gate[],
): Pick<Case, 'circuit' | 'parts'> {
  const nodes: CircuitNode[] = []
  const edges: Edge[] = []
  const normal = normalFrom(seed)
  const leaf = (id: NodeId, op: string, shape: Shape, draw: () => number) => {
    // Every number is one of float32, so that all precisions start from the very same.
    const data = Float64Array.from({ length: sizeOf(shape) }, () => Math.fround(draw()))
    nodes.push({ id, name: id, op, attrs: {}, value: { shape, data } })
  }
  const gate = (id: NodeId, { op, in: inputs = {}, attrs = {} }: Gate) => {
    nodes.push({ id, name: id, op, attrs })
    for (const [port, from] of Object.entries(inputs)) edges.push({ from, to: id, port })
    return id
  }
  let flow = 'x'
  leaf('x', 'input', [batch, widths[0]!], normal)
  for (const [at, width] of widths.slice(1).entries()) {
    const layer = at + 1
    const weights = initialise([widths[at]!, width], 'glorot', seed + 100 * layer).data.values()
    leaf(`W_${layer}`, 'parameter', [widths[at]!, width], () => weights.next().value!)
    leaf(`b_${layer}`, 'parameter', [width], () => 0.1 * normal())
    flow = gate(`z_${layer}`, { op: 'affine', in: { W: `W_${layer}`, x: flow, b: `b_${layer}` } })
    if (layer === widths.length - 1) break
    for (const next of between(flow, layer)) {
      if (next.op === 'batchNorm') {
        leaf(`gamma_${layer}`, 'parameter', [width], () => 1 + 0.1 * normal())
        leaf(`beta_${layer}`, 'parameter', [width], () => 0.1 * normal())
      }
      flow = gate(`${next.op}_${layer}`, { in: { x: flow }, ...next })
    }
  }
  const classes = widths.at(-1)!
  const uniform = uniformFrom(seed)
  const targets = Array.from({ length: batch }, () => Math.floor(classes * uniform()))
  let entry = 0
  leaf('y', 'constant', [batch, classes], () => {
    const [row, column] = [Math.floor(entry / classes), entry++ % classes]
    return targets[row] === column ? 1 : 0
  })
  const root = gate('L', { op: 'softmaxCrossEntropy', in: { z: flow, y: 'y' } })
  const parts = nodes.filter(node => node.value && node.id !== 'y').map(node => ({ leaves: [node.id] }))
  return { circuit: { nodes, edges, root, cotangent: null }, parts }
}

/** Throws `internal:` unless the nodes of the circuit stand in an order in which they can be computed. */
export function taskOf({ name, circuit, parts }: Case): Task {
  const slotOf = new Map(circuit.nodes.map((node, slot) => [node.id, slot]))
  const sourceOf = new Map(circuit.edges.map(edge => [`${edge.to}.${edge.port}`, edge.from]))
  const wanted = new Set(parts.flatMap(part => part.leaves))
  const leaves = circuit.nodes.flatMap(({ id, value }) => {
    if (!value) return []
    if (!('data' in value)) throw new Error(`internal: ${id} of ${name} has a recipe, not numbers`)
    return [{ id, slot: slotOf.get(id)!, shape: value.shape, data: value.data, wanted: wanted.has(id) }]
  })
  const steps = circuit.nodes.flatMap(({ id, op, attrs, value }) => {
    if (value) return []
    const out = slotOf.get(id)!
    // A port that the op does without is not wired, and no peer is told of it.
    const sources = ops.get(op)!.inputs.flatMap(port => sourceOf.get(`${id}.${port.name}`) ?? [])
    const slots = sources.map(source => slotOf.get(source)!)
    if (slots.some(slot => slot >= out)) throw new Error(`internal: ${id} of ${name} stands before its input`)
    return [{ op, in: slots, out, attrs }]
  })
  return { name, leaves, steps, root: slotOf.get(circuit.root!)! }
}
