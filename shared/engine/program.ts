/** The plan's rules written out as kernels on numbered buffers: what a machine runs, over and over, without asking an op again. */
import type { EdgeKey, NodeId } from '../document/document'
import { tensorOf } from '../document/tensorOf'
import { ops } from '../ops/index'
import type { ComputedOp } from '../ops/op'
import { add } from '../tensor/arithmetic'
import { sumTo } from '../tensor/broadcast'
import { ones, type Shape, sameShape, type Tensor } from '../tensor/tensor'
import type { BackInstruction, Instruction, Plan } from './plan'
import { type Call, Recording } from './recording'

/** A tensor of the program: the buffer that its numbers stand in, row by row. Several tensors may share one. */
export interface Place {
  readonly buffer: number
  readonly shape: Shape
}

export interface Program {
  /** How many numbers each buffer holds. */
  readonly sizes: readonly number[]
  /** Buffers whose numbers never change. */
  readonly constants: ReadonlyMap<number, () => Tensor>
  /** In the order of computing; each call belongs to the node whose rule made it. */
  readonly forward: readonly Call[]
  readonly backward: readonly Call[]
  readonly leaves: ReadonlyMap<NodeId, Place>
  readonly values: ReadonlyMap<NodeId, Place>
  /** The accumulated gradients, zero where the root does not depend on the node. */
  readonly grads: ReadonlyMap<NodeId, Place>
  /** In the order of delivery. */
  readonly edgeGrads: ReadonlyMap<EdgeKey, Place & { readonly source: NodeId }>
  readonly root: NodeId | null
}

/**
 * Pure; throws `internal:` when the plan does not fit the registry. What depends on the seed gradient alone is the same in every run:
 * it is worked out once, when a machine first wants it. A program that is only `counted` leaves it out without numbers, and cannot be
 * run.
 */
export function programOf(plan: Plan, { counted = false } = {}): Program {
  const recording = new Recording()
  const values: Tensor[] = []
  const grads: (Tensor | undefined)[] = []
  const edgeGrads = new Map<EdgeKey, Place & { readonly source: NodeId }>()
  for (const { slot, source } of plan.leaves) values[slot] = recording.input(source.shape)
  for (const step of plan.forward) {
    recording.node = step.node
    const op = computedOp(step.op)
    values[step.out] = op.forward(inputsOf(step, op, values), step.attrs)
  }
  const forward = recording.takeCalls()
  if (plan.root !== null) {
    const { shape } = values[plan.root]!
    grads[plan.root] = recording.fixed(shape, counted ? null : () => seedGradient(plan, shape))
    for (const step of plan.backward) {
      recording.node = step.node
      for (const { edge, slot, gradient } of gradientsOf(step, values, grads[step.out]!)) {
        edgeGrads.set(edge, { ...recording.placeOf(gradient), source: plan.slots[slot]! })
        // Accumulation happens here and nowhere else: a node read twice gets the sum of what comes back.
        grads[slot] = grads[slot] ? add(grads[slot], gradient) : gradient
      }
    }
    for (const slot of plan.withGradient) grads[slot] ??= recording.zeros(values[slot]!.shape)
  }
  const placed = (tensors: readonly (Tensor | undefined)[]) =>
    new Map(
      plan.slots.flatMap((id, slot) =>
        tensors[slot] ? [[id, recording.placeOf(tensors[slot])] as const] : [],
      ),
    )
  const places = { values: placed(values), grads: placed(grads), edgeGrads }
  const wanted = [...places.values.values(), ...places.grads.values(), ...edgeGrads.values()]
  const [live, liveBack] = recording.live([forward, recording.takeCalls()], wanted)
  const backward = recording.withoutFixed(liveBack!)
  return {
    ...places,
    sizes: recording.sizes,
    constants: recording.constants,
    forward: live!,
    backward,
    leaves: new Map(
      plan.leaves.map(({ slot }) => [plan.slots[slot]!, places.values.get(plan.slots[slot]!)!]),
    ),
    root: plan.root === null ? null : plan.slots[plan.root]!,
  }
}

/** The cotangent given in the document, if it fits the root; ones otherwise (for a scalar: ∂L/∂L = 1). */
function seedGradient({ cotangent }: Plan, shape: Shape): Tensor {
  return cotangent && sameShape(cotangent.shape, shape) ? tensorOf(cotangent) : ones(shape)
}

/** The VJP of one node for each input that wants it, summed back to the shape of that input. */
function* gradientsOf(step: BackInstruction, values: readonly Tensor[], g: Tensor) {
  const op = computedOp(step.op)
  const known = { ...inputsOf(step, op, values), out: values[step.out]!, g }
  for (const { input, edge } of step.deliver) {
    const slot = step.in[input]!
    const vjp = op.backward[op.inputs[input]!.name]!
    yield { edge, slot, gradient: sumTo(vjp(known, step.attrs), values[slot]!.shape) }
  }
}

const inputsOf = (step: Instruction, op: ComputedOp, values: readonly Tensor[]): Record<string, Tensor> =>
  Object.fromEntries(
    op.inputs.flatMap((port, i) => {
      const slot = step.in[i]!
      return slot === null ? [] : [[port.name, values[slot]!]]
    }),
  )

function computedOp(name: string): ComputedOp {
  const op = ops.get(name)
  if (op?.kind !== 'computed')
    throw new Error(`internal: the plan names “${name}”, which is not an op that computes`)
  return op
}
