/** What is inside an op as nodes and wires of a circuit: what expanding puts in its place, and contracting looks for. */
import { ops } from '../../ops/index'
import { type Attrs, attrsOf, type ComputedOp, type InsideStep, isMismatch } from '../../ops/op'
import type { Shape } from '../../tensor/tensor'
import { attrFits } from '../attrs'
import type { Circuit, CircuitNode, Edge, NodeId } from '../document'

/** The shape of what is wired into each port; a port without a wire is left out. */
export type PortShapes = Readonly<Record<string, Shape>>

export type OpWithInside = ComputedOp & { readonly inside: NonNullable<ComputedOp['inside']> }

/** The op of that name if it is made of simpler ones. */
export function opWithInside(name: string): OpWithInside | null {
  const op = ops.get(name)
  return op?.kind === 'computed' && op.inside ? (op as OpWithInside) : null
}

/** The steps for these shapes and attributes; `null` where the op cannot be computed with them. */
export function stepsInside(
  op: OpWithInside,
  shapes: PortShapes,
  given: Attrs,
): readonly InsideStep[] | null {
  const attrs = attrsOf(op, given)
  if (!attrsFit(op, attrs) || !allWired(op, shapes) || isMismatch(op.shape(shapes, attrs))) return null
  return op.inside(shapes, attrs)
}

export const attrsFit = (op: OpWithInside, attrs: Attrs): boolean =>
  Object.entries(op.attrs).every(([name, spec]) => attrFits(spec, attrs[name]))

/** Every port that the op cannot do without. */
export const allWired = (op: OpWithInside, shapes: PortShapes): boolean =>
  op.inputs.every(port => port.optional || shapes[port.name])

/** Where each port leads: the step and its port. */
export function readersOf(steps: readonly InsideStep[], port: string): { step: string; port: string }[] {
  return steps.flatMap(step =>
    'value' in step
      ? []
      : Object.entries(step.inputs)
          .filter(([, from]) => from === port)
          .map(([into]) => ({ step: step.name, port: into })),
  )
}

/** The wires between steps. */
export function innerWires(
  steps: readonly InsideStep[],
): { readonly from: string; readonly to: string; readonly port: string }[] {
  const names = new Set(steps.map(step => step.name))
  return steps.flatMap(step =>
    'value' in step
      ? []
      : Object.entries(step.inputs).flatMap(([port, from]) =>
          names.has(from) ? [{ from, to: step.name, port }] : [],
        ),
  )
}

/** The steps in place of node `id`: its wires lead to and from them. Every step has its id and name in `made`. */
export function withSteps(
  circuit: Circuit,
  id: NodeId,
  steps: readonly InsideStep[],
  made: ReadonlyMap<string, { readonly id: NodeId; readonly name: string }>,
): Circuit {
  const nodes = steps.map((step): CircuitNode => {
    const named = made.get(step.name)!
    return 'value' in step
      ? { id: named.id, op: 'constant', name: named.name, attrs: {}, value: step.value }
      : { id: named.id, op: step.op, name: named.name, attrs: step.attrs ?? {} }
  })
  const into = circuit.edges.flatMap((edge): Edge[] =>
    edge.to === id
      ? readersOf(steps, edge.port).map(({ step, port }) => ({
          from: edge.from,
          to: made.get(step)!.id,
          port,
        }))
      : [edge],
  )
  const between = innerWires(steps).map(({ from, to, port }) => ({
    from: made.get(from)!.id,
    to: made.get(to)!.id,
    port,
  }))
  return {
    ...circuit,
    nodes: circuit.nodes.flatMap(node => (node.id === id ? nodes : [node])),
    edges: [...into, ...between],
  }
}
