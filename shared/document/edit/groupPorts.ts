/** Which node is wired into each port of the op that a group was expanded from. */
import { type Attrs, attrsOf, type InsideStep } from '../../ops/op'
import { type Shape, sameShape } from '../../tensor/tensor'
import { type Circuit, type Edge, edgeKey, type Group, type NodeId } from '../document'
import { allWired, attrsFit, type OpWithInside, type PortShapes, readersOf, stepsInside } from './inside'
import { membersOf } from './kept'

/** The shape of a node's value; `null` where it is not known. */
export type ShapeOf = (id: NodeId) => Shape | null

export interface GroupPorts {
  readonly steps: readonly InsideStep[]
  readonly sources: ReadonlyMap<string, NodeId>
}

/** The wires that lead into a group. */
export function wiresInto({ edges }: Circuit, group: Group): readonly Edge[] {
  const members = new Set(membersOf(group))
  return edges.filter(edge => members.has(edge.to) && !members.has(edge.from))
}

/** Every step's node; that of the last step is `out`. */
export const stepIds = (group: Group, steps: readonly InsideStep[]): ReadonlyMap<string, NodeId> =>
  new Map([...Object.entries(group.steps), [steps.at(-1)!.name, group.out]])

/**
 * Where the ports lead is known from the steps, and these may depend on the shapes that are wired into the ports: so the ports are
 * looked up as if each had the shape of most axes, and again with the shapes found. `null` where nothing fits.
 */
export function portsOfGroup(
  op: OpWithInside,
  circuit: Circuit,
  group: Group,
  shapeOf: ShapeOf,
): GroupPorts | null {
  const into = new Map(wiresInto(circuit, group).map(edge => [edgeKey(edge), edge.from]))
  const all = [...into.values()].map(id => shapeOf(id) ?? [])
  const most = all.reduce<Shape>((a, b) => (b.length > a.length ? b : a), [])
  let shapes: PortShapes = Object.fromEntries(op.inputs.map(port => [port.name, most]))
  if (!attrsFit(op, attrsOf(op, group.attrs))) return null
  if (op.inputs.length === 1 && !stepsInside(op, shapes, group.attrs)) return null
  for (let look = 0; look < 3; look++) {
    const sources = sourcesOf(op, op.inside(shapes, attrsOf(op, group.attrs)), group, into)
    const found = Object.fromEntries([...sources].map(([port, id]) => [port, shapeOf(id) ?? []]))
    if (!allWired(op, found)) return null
    if (sameShapes(found, shapes)) {
      const steps = stepsInside(op, found, group.attrs as Attrs)
      return steps && { steps, sources }
    }
    shapes = found
  }
  return null
}

function sourcesOf(
  op: OpWithInside,
  steps: readonly InsideStep[],
  group: Group,
  into: ReadonlyMap<string, NodeId>,
): ReadonlyMap<string, NodeId> {
  const ids = stepIds(group, steps)
  return new Map(
    op.inputs.flatMap(({ name }) => {
      const keys = readersOf(steps, name).map(({ step, port }) => edgeKey({ to: ids.get(step) ?? '', port }))
      const from = keys.map(key => into.get(key)).find(id => id !== undefined)
      return from === undefined ? [] : [[name, from] as const]
    }),
  )
}

function sameShapes(a: PortShapes, b: PortShapes): boolean {
  const ports = new Set([...Object.keys(a), ...Object.keys(b)])
  // A port that is not wired was only guessed.
  return [...ports].every(port => !a[port] || (b[port] !== undefined && sameShape(a[port], b[port])))
}
