/** Activations that let little or nothing back: saturated, or switched off for every example. Judged by their slope. */
import { edgeKey } from '../document/document'
import { indexAt } from '../formula/indices'
import type { Attrs, ComputedOp } from '../ops/op'
import { ones, type Shape, type Tensor, tensor } from '../tensor/tensor'
import type { Graph, GraphNode } from './graph'
import type { Finding } from './healthFindings'
import type { Quantity } from './quantity'
import type { Run } from './run'

/**
 * An entry is flat where its slope is below this share of the steepest. Glorot and Bengio (2010) show how saturated units keep a
 * deep network from learning, but give no number; 1 % is our choice: |x| > 3 for tanh and |x| > 6 for the sigmoid.
 */
export const FLAT_SHARE = 0.01
/** At least half of the entries must be flat: then the typical one passes back less than `FLAT_SHARE`. Our choice. */
export const SATURATED_SHARE = 0.5
/** So many dead units are named. */
const NAMED = 5

export function idleUnits(graph: Graph, run: Run): Finding[] {
  return graph.nodes.flatMap(node => {
    const { id, op, attrs, sources, feedsRoot, needsGradient } = node
    if (op?.kind !== 'computed' || !op.entrywise || op.palette.category !== 'Activations') return []
    if (!feedsRoot || !needsGradient || !run.values.has(id)) return []
    const nature = natureOf(op, attrs)
    if (!nature) return []
    const x = run.values.get(sources[0]!)!
    const slope = slopeOf(op, x, run.values.get(id)!, attrs)
    // A number that is not finite has no slope that says anything; it is told as what it is.
    if (run.fault && !(x.data.every(Number.isFinite) && slope.every(Number.isFinite))) return []
    const found = nature.cuts ? deadUnits(x.shape, slope) : flatEntries(slope, nature.steepest)
    if (!found || (found.kind === 'saturated' && undone(graph, node))) return []
    const { first, ...facts } = found
    const asks = { quantity: passedBack(graph, run, node), entry: indexAt(first, x.shape) }
    // That a unit is off tells its gradient, too: 0.
    const tells: Quantity[] = [id, sources[0]!].map(of => ({ kind: 'value', node: of }))
    if (facts.kind === 'dead') tells.push(asks.quantity)
    return [{ ...facts, node: id, name: node.name, asks, tells }]
  })
}

/** What came back through it to its input: the input's gradient, or at a fan-out a share of it. */
function passedBack({ byId }: Graph, run: Run, { id, op, sources }: GraphNode): Quantity {
  const edge = edgeKey({ to: id, port: op!.inputs[0]!.name })
  const node = sources[0]!
  const branches = byId
    .get(node)!
    .consumers.filter(c => run.edgeGrads.has(edgeKey({ to: c.node, port: c.port })))
  return branches.length > 1 ? { kind: 'share', edge } : { kind: 'gradient', node }
}

/** The local derivative at every entry: what comes back where 1 arrives. */
function slopeOf(op: ComputedOp, x: Tensor, out: Tensor, attrs: Attrs): Float64Array {
  const port = op.inputs[0]!.name
  return op.backward[port]!({ [port]: x, out, g: ones(x.shape) }, attrs).data
}

interface Nature {
  readonly steepest: number
  /** It has a side on which the slope is exactly 0 from a kink on, as ReLU has; else it levels off smoothly. */
  readonly cuts: boolean
}

/** Near 0, where activations bend; and so far out that what levels off has done so. */
const probes = tensor([19], [-60, ...Array.from({ length: 17 }, (_, i) => i / 2 - 4), 60])
const natures = new WeakMap<ComputedOp, Nature | null>()

/** `null` for what does not level off on either side, such as leaky ReLU, or is flat by nature, as a threshold is. */
function natureOf(op: ComputedOp, attrs: Attrs): Nature | null {
  // The attributes are part of the nature: only what has none is worth remembering.
  const known = natures.get(op)
  if (known !== undefined) return known
  const values = { [op.inputs[0]!.name]: probes }
  const slope = slopeOf(op, probes, op.forward(values, attrs), attrs).map(Math.abs)
  const steepest = Math.max(...slope)
  const levels = Math.min(slope[0]!, slope.at(-1)!) < FLAT_SHARE ** 3 * steepest
  const nature = levels
    ? { steepest, cuts: op.check.sides !== undefined && slope.subarray(1, -1).includes(0) }
    : null
  if (Object.keys(op.attrs).length === 0) natures.set(op, nature)
  return nature
}

function flatEntries(slope: Float64Array, steepest: number) {
  let flat = 0
  let first = 0
  for (let i = slope.length - 1; i >= 0; i--)
    if (Math.abs(slope[i]!) < FLAT_SHARE * steepest) {
      flat++
      first = i
    }
  if (flat === 0 || flat < SATURATED_SHARE * slope.length) return null
  return { kind: 'saturated', flat, of: slope.length, first } as const
}

/** Rows are examples and columns units; of images, channels are; a vector is one example. One example must be off wholly to count. */
function deadUnits(shape: Shape, slope: Float64Array) {
  const axis = shape.length === 4 ? 1 : shape.length - 1
  const of = shape[axis] ?? 1
  const inner = shape.slice(axis + 1).reduce((n, d) => n * d, 1)
  const examples = slope.length / of
  const alive = new Uint8Array(of)
  for (let i = 0; i < slope.length; i++) if (slope[i] !== 0) alive[Math.floor(i / inner) % of] = 1
  const units = [...alive.keys()].filter(unit => !alive[unit])
  const dead = units.length
  if (dead === 0 || (examples === 1 && dead < of)) return null
  return { kind: 'dead', dead, of, units: units.slice(0, NAMED), examples, first: units[0]! * inner } as const
}

/** A loss of probabilities is as steep as the activation before it is flat, so that together they pass their gradient on. */
function undone({ byId }: Graph, { consumers }: GraphNode): boolean {
  const readers = consumers.filter(c => byId.get(c.node)!.feedsRoot)
  return readers.length > 0 && readers.every(({ node, port }) => takesProbabilities(byId.get(node)!, port))
}

const takesProbabilities = ({ op }: GraphNode, port: string): boolean => {
  if (op?.kind !== 'computed' || op.palette.look !== 'loss') return false
  const domain = op.check.domain?.[port]
  return domain === 'probability' || domain === 'distribution'
}
