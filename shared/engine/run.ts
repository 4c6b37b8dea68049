/** One forward and one backward pass over a plan, every intermediate kept. */
import type { EdgeKey, NodeId } from '../document/document'
import { tensorOf } from '../document/tensorOf'
import type { Tensor } from '../tensor/tensor'
import { isFiniteAll, type Precision, plainGround } from './ground'
import { largestNode, layoutOf } from './layout'
import { Machine } from './machine'
import type { Plan } from './plan'
import { type Place, type Program, programOf } from './program'
import type { SecondThread } from './secondThread'
import { wasmGround } from './wasmGround'

export interface Run {
  readonly values: ReadonlyMap<NodeId, Tensor>
  /** The accumulated gradient of each node that wants one; zero where the root does not depend on it. */
  readonly grads: ReadonlyMap<NodeId, Tensor>
  /** What travels back on each wire; at a fan-out these add up to the source's gradient. */
  readonly edgeGrads: ReadonlyMap<EdgeKey, Tensor>
  readonly root: NodeId | null
  readonly fault: Fault | null
}

/** The first number, in the order of computing, that is NaN or infinite; or why nothing was computed but the leaves. */
export type Fault =
  | { readonly code: 'nonFinite'; readonly node: NodeId; readonly what: 'value' | 'gradient' }
  | {
      readonly code: 'memory'
      /** The node that needs most of it. */
      readonly node: NodeId
      readonly bytes: number
      readonly nodeBytes: number
      readonly limitBytes: number
    }

export interface RunOptions {
  readonly precision?: Precision
  /** The memory that a plan may take; one that needs more is refused before any is taken. */
  readonly limitBytes?: number
  /** `plain`: as the kernels are written in shared/tensor, though there may be faster ones. */
  readonly kernels?: 'plain' | 'fastest'
  /** Does half of what is worth being split. */
  readonly second?: SecondThread
}

const gibibyte = 2 ** 30

/** A machine with the leaves' numbers, ready to run; or why there is none. Throws `internal:` when the plan does not fit the registry. */
export function machineFor(
  plan: Plan,
  program: Program,
  { precision = 'float64', limitBytes = gibibyte, kernels = 'fastest', second }: RunOptions = {},
): Machine | Fault {
  const layout = layoutOf(program)
  const width = precision === 'float64' ? 8 : 4
  const most = largestNode(program)
  if (layout.size * width > limitBytes && most)
    return {
      code: 'memory',
      node: most.node,
      bytes: layout.size * width,
      nodeBytes: most.size * width,
      limitBytes,
    }
  const fast = kernels === 'fastest' ? wasmGround(program, layout, precision, second) : null
  const machine = new Machine(program, layout, fast ?? plainGround(layout, precision))
  for (const { slot, source } of plan.leaves) machine.set(plan.slots[slot]!, tensorOf(source))
  return machine
}

/** Pure; throws `internal:` when the plan does not fit the registry. */
export function execute(plan: Plan, options: RunOptions = {}): Run {
  const program = programOf(plan)
  const machine = machineFor(plan, program, options)
  if (!(machine instanceof Machine)) return refusedRun(plan, machine)
  machine.forward()
  machine.backward()
  return runOf(program, machine)
}

/** The values that were typed in, and why there are no others. */
export const refusedRun = (plan: Plan, fault: Fault): Run => ({
  values: new Map(plan.leaves.map(({ slot, source }) => [plan.slots[slot]!, tensorOf(source)])),
  grads: new Map(),
  edgeGrads: new Map(),
  root: plan.root === null ? null : plan.slots[plan.root]!,
  fault,
})

/** The memory of a run's numbers: a thread that gives it away with the run spares a copy, and cannot read the run any more. */
export const buffersOf = ({ values, grads, edgeGrads }: Run): ArrayBuffer[] =>
  [
    ...new Set([...values.values(), ...grads.values(), ...edgeGrads.values()].map(({ data }) => data.buffer)),
  ] as ArrayBuffer[]

/** What the machine's last pass has left, copied out. */
export function runOf(program: Program, machine: Machine): Run {
  const read = machine.snapshot()
  const tensors = <K>(places: ReadonlyMap<K, Place>): ReadonlyMap<K, Tensor> =>
    new Map([...places].map(([key, place]) => [key, read(place)]))
  return {
    values: tensors(program.values),
    grads: tensors(program.grads),
    edgeGrads: tensors(program.edgeGrads),
    root: program.root,
    fault: firstNonFinite(program, machine),
  }
}

/** Values in the order of computing, then gradients in the order of delivery. */
function firstNonFinite({ values, grads, edgeGrads, root }: Program, machine: Machine): Fault | null {
  if (machine.isFinite()) return null
  const code = 'nonFinite'
  const broken = (place: Place | undefined) => place && !isFiniteAll(machine.numbersAt(place))
  for (const [node, place] of values) if (broken(place)) return { code, node, what: 'value' }
  if (root !== null && broken(grads.get(root))) return { code, node: root, what: 'gradient' }
  // A sum of finite gradients may overflow. It is whole when the last wire has delivered, before it is handed on.
  const last = new Map([...edgeGrads].map(([edge, { source }]) => [source, edge]))
  for (const [edge, place] of edgeGrads) {
    const { source } = place
    const isWhole = last.get(source) === edge
    if (broken(place) || (isWhole && broken(grads.get(source))))
      return { code, node: source, what: 'gradient' }
  }
  for (const [node, place] of grads) if (broken(place)) return { code, node, what: 'gradient' }
  return null
}
