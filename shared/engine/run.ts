/** One forward and one backward pass over a plan, every intermediate kept. */
import type { EdgeKey, NodeId } from '../document/document'
import { tensorOf } from '../document/tensorOf'
import { ops } from '../ops/index'
import type { ComputedOp } from '../ops/op'
import { add } from '../tensor/arithmetic'
import { sumTo } from '../tensor/broadcast'
import { ones, sameShape, type Tensor, zeros } from '../tensor/tensor'
import type { BackInstruction, Instruction, Plan } from './plan'

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
export function execute(plan: Plan): Run {
  const values: Tensor[] = []
  const grads: (Tensor | undefined)[] = []
  const edgeGrads = new Map<EdgeKey, Tensor>()
  let nonFinite: Run['nonFinite'] = null
  const watch = (node: NodeId, what: 'value' | 'gradient', { data }: Tensor) => {
    if (!nonFinite && !data.every(Number.isFinite)) nonFinite = { node, what }
  }

  for (const { slot, source } of plan.leaves) {
    values[slot] = tensorOf(source)
    watch(plan.slots[slot]!, 'value', values[slot])
  }
  for (const step of plan.forward) {
    const op = computedOp(step.op)
    values[step.out] = op.forward(inputsOf(step, op, values), step.attrs)
    watch(step.node, 'value', values[step.out]!)
  }

  if (plan.root !== null) {
    grads[plan.root] = seedGradient(plan, values[plan.root]!)
    watch(plan.slots[plan.root]!, 'gradient', grads[plan.root]!)
    for (const step of plan.backward) {
      for (const { edge, slot, gradient } of gradientsOf(step, values, grads[step.out]!)) {
        edgeGrads.set(edge, gradient)
        // Accumulation happens here and nowhere else: a node read twice gets the sum of what comes back.
        grads[slot] = grads[slot] ? add(grads[slot], gradient) : gradient
        watch(plan.slots[slot]!, 'gradient', grads[slot])
      }
    }
    for (const slot of plan.withGradient) grads[slot] ??= zeros(values[slot]!.shape)
  }
  const byNode = (tensors: readonly (Tensor | undefined)[]) =>
    new Map(plan.slots.flatMap((id, slot) => (tensors[slot] ? [[id, tensors[slot]] as const] : [])))
  return {
    values: byNode(values),
    grads: byNode(grads),
    edgeGrads,
    root: plan.root === null ? null : plan.slots[plan.root]!,
    nonFinite,
  }
}

/** The cotangent given in the document, if it fits the root; ones otherwise (for a scalar: ∂L/∂L = 1). */
function seedGradient({ cotangent }: Plan, root: Tensor): Tensor {
  return cotangent && sameShape(cotangent.shape, root.shape) ? tensorOf(cotangent) : ones(root.shape)
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
    op.inputs.flatMap((port, i) => (step.in[i] === null ? [] : [[port.name, values[step.in[i]!]!]])),
  )

function computedOp(name: string): ComputedOp {
  const op = ops.get(name)
  if (op?.kind !== 'computed')
    throw new Error(`internal: the plan names “${name}”, which is not an op that computes`)
  return op
}
