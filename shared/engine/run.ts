/** One forward and one backward pass over a plan, every intermediate kept. */
import type { EdgeKey, NodeId } from '../document/document'
import { tensorOf } from '../document/tensorOf'
import type { Numbers } from '../tensor/kernel'
import type { Tensor } from '../tensor/tensor'
import { Machine, type Precision, plainGround } from './machine'
import type { Plan } from './plan'
import { type Place, type Program, programOf } from './program'

export interface Run {
  readonly values: ReadonlyMap<NodeId, Tensor>
  /** The accumulated gradient of each node that wants one; zero where the root does not depend on it. */
  readonly grads: ReadonlyMap<NodeId, Tensor>
  /** What travels back on each wire; at a fan-out these add up to the source's gradient. */
  readonly edgeGrads: ReadonlyMap<EdgeKey, Tensor>
  readonly root: NodeId | null
  /** The first node, in the order of computing, with a NaN or an infinity. */
  readonly nonFinite: { readonly node: NodeId; readonly what: 'value' | 'gradient' } | null
}

/** Pure; throws `internal:` when the plan does not fit the registry. */
export function execute(plan: Plan, precision: Precision = 'float64'): Run {
  const program = programOf(plan)
  const machine = new Machine(program, size => plainGround(size, precision))
  for (const { slot, source } of plan.leaves) machine.set(plan.slots[slot]!, tensorOf(source))
  machine.forward()
  machine.backward()
  return runOf(program, machine)
}

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
    nonFinite: firstNonFinite(program, machine),
  }
}

/** Values in the order of computing, then gradients in the order of delivery. */
function firstNonFinite({ values, grads, edgeGrads, root }: Program, machine: Machine): Run['nonFinite'] {
  const broken = (place: Place | undefined) => place && !isFiniteAll(machine.numbersAt(place))
  for (const [node, place] of values) if (broken(place)) return { node, what: 'value' }
  if (root !== null && broken(grads.get(root))) return { node: root, what: 'gradient' }
  for (const place of edgeGrads.values()) if (broken(place)) return { node: place.source, what: 'gradient' }
  for (const [node, place] of grads) if (broken(place)) return { node, what: 'gradient' }
  return null
}

function isFiniteAll(x: Numbers): boolean {
  // 0 · x is 0 for every finite x and NaN for the others, and NaN stays in a sum.
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += 0 * x[i]!
  return sum === 0
}
