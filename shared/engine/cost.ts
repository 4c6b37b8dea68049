/** What a circuit costs, forward and backward: multiply-adds, numbers written entry by entry, bytes moved; as numbers and in symbols. */
import type { Circuit, NodeId } from '../document/document'
import { type Shape, sizeOf } from '../tensor/tensor'
import { type Axis, axesOf } from './costAxes'
import { constantOf, type Polynomial, primesFor, sumOf, termOf, valueAt } from './costTerms'
import type { Graph } from './graph'
import type { Precision } from './ground'
import { layoutOf } from './layout'
import { compile, type Plan } from './plan'
import { type Program, programOf } from './program'
import type { Call } from './recording'

/** A number and what it is made of; where that is no polynomial in the axes, it is the number itself. */
export interface Count {
  readonly number: number
  readonly symbols: Polynomial
}

export interface Expense {
  /** One multiplication and the addition that sums it: what matrix products are made of. */
  readonly multiplyAdds: Count
  /** Numbers that all other kernels write: activations, sums, copies. */
  readonly entries: Count
  /** Read and written, each operand of each kernel counted once. */
  readonly bytes: Count
}

export interface PhaseCosts {
  readonly forward: Expense
  readonly backward: Expense
}

export interface Cost {
  /** The sizes that the symbols stand for. */
  readonly axes: readonly Axis[]
  /** The nodes that compute, in graph order; what several share is counted where it is computed. */
  readonly nodes: readonly ({ readonly node: NodeId } & PhaseCosts)[]
  readonly all: PhaseCosts
  /** All values, gradients and what is kept between, at once. */
  readonly memoryBytes: number
}

type Phase = keyof PhaseCosts
type Quantity = keyof Expense
type Amounts = Readonly<Record<Quantity, number>>

/** Of each phase and node, what each call amounts to. */
type Counts = Readonly<Record<Phase, ReadonlyMap<NodeId, readonly Amounts[]>>>

/**
 * Pure, and cheap enough to be asked at every edit: nothing is computed, and no tensor is made. Symbols are read off a program
 * whose axes have primes for sizes, and kept where they give the number that they should. Where an axis has size 1 they say what
 * longer ones would cost: a sum over a batch of one example is free. Throws `internal:` when the circuit does not fit the registry.
 */
export function costOf(circuit: Circuit, graph: Graph, precision: Precision = 'float64'): Cost {
  const width = precision === 'float64' ? 8 : 4
  const { axes, leafShapes } = axesOf(graph)
  const plan = compile(circuit, graph)
  const program = programOf(plan, { counted: true })
  const numbers = countsOf(program, width)
  const countsAt = (sizes: readonly number[]) =>
    countsOf(programOf(resized(plan, leafShapes(sizes)), { counted: true }), width)
  // A program leaves out the sums over one example, so a batch of one cannot show whether the symbols are right.
  const tested = axes.map(({ size }) => (size === 1 ? 7 : size))
  const expected = axes.some(({ size }) => size === 1) ? countsAt(tested) : numbers
  const primes = primesFor(axes.length, [...graph.nodes.flatMap(({ shape }) => shape ?? []), ...tested])
  const symbolic = axes.length > 0 ? countsAt(primes) : numbers

  const countOf = (phase: Phase, node: NodeId, quantity: Quantity): Count => {
    const in_ = (counts: Counts) => (counts[phase].get(node) ?? []).map(amounts => amounts[quantity])
    const number = totalOf(in_(numbers))
    const symbols = sumOf(in_(symbolic).map(x => [termOf(x, primes)]))
    const exact = valueAt(symbols, tested) === totalOf(in_(expected))
    return { number, symbols: exact ? symbols : constantOf(number) }
  }
  const expenseOf = (phase: Phase, node: NodeId) => expense(quantity => countOf(phase, node, quantity))
  const nodes = plan.forward.map(({ node }) => ({
    node,
    forward: expenseOf('forward', node),
    backward: expenseOf('backward', node),
  }))
  const all = (phase: Phase) =>
    expense(quantity => ({
      number: totalOf(nodes.map(n => n[phase][quantity].number)),
      symbols: sumOf(nodes.map(n => n[phase][quantity].symbols)),
    }))
  return {
    axes,
    nodes,
    all: { forward: all('forward'), backward: all('backward') },
    memoryBytes: layoutOf(program).size * width,
  }
}

const expense = (count: (quantity: Quantity) => Count): Expense => ({
  multiplyAdds: count('multiplyAdds'),
  entries: count('entries'),
  bytes: count('bytes'),
})

const totalOf = (numbers: readonly number[]) => numbers.reduce((sum, x) => sum + x, 0)

/** The plan with other shapes for its leaves. Their numbers no longer fit, and nobody asks for them. */
const resized = (plan: Plan, shapes: ReadonlyMap<NodeId, Shape>): Plan => ({
  ...plan,
  leaves: plan.leaves.map(({ slot, source }) => ({
    slot,
    source: { ...source, shape: shapes.get(plan.slots[slot]!) ?? source.shape },
  })),
})

/** `bytesEach` is what one number takes. */
function countsOf({ forward, backward }: Program, bytesEach: number): Counts {
  const byNode = (calls: readonly Call[]) => {
    const counts = new Map<NodeId, Amounts[]>()
    for (const call of calls)
      counts.set(call.node, [...(counts.get(call.node) ?? []), ...amountsOf(call, bytesEach)])
    return counts
  }
  return { forward: byNode(forward), backward: byNode(backward) }
}

/** Each is a product of sizes: what is read and what is written stand apart. */
function amountsOf(call: Call, bytesEach: number): Amounts[] {
  const { kernel, inputs, shape } = call
  const none = { multiplyAdds: 0, entries: 0 }
  const written = sizeOf(shape)
  const multiplyAdds = kernel.multiplyAdds?.(call as never)
  return [
    {
      multiplyAdds: multiplyAdds ?? 0,
      entries: multiplyAdds === undefined ? written : 0,
      bytes: bytesEach * written,
    },
    ...inputs.map(input => ({ ...none, bytes: bytesEach * sizeOf(input) })),
  ]
}
