/** Expanding: a node is replaced by what is inside its op, in place, and the layout remembers it as a group. */
import { nameToText } from '../../formula/nameToTex'
import type { InsideStep } from '../../ops/op'
import { sizeOf } from '../../tensor/tensor'
import type { Circuit, CircuitNode, Document, Group, NodeId, Point } from '../document'
import { listed } from '../file/refusal'
import { opWithInside, type PortShapes, readersOf, stepsInside, withSteps } from './inside'
import { membersOf } from './kept'
import { type DrawnOf, roomInside, wayOf } from './makeRoom'
import { freshIds, nextFree } from './names'
import { placed, roomFor } from './room'

/** The edited document, or why it stays as it is: a sentence for the person. */
export type Edited =
  | { readonly ok: true; readonly document: Document }
  | { readonly ok: false; readonly reason: string }

/** What each step is: the id and the name of its node. */
export type Made = ReadonlyMap<string, { readonly id: NodeId; readonly name: string }>

/**
 * Replaces node `id`, into whose ports these shapes are wired. The last step takes its id and its name, so that its wires, a root
 * and a lesson stay with it; the others are named after their steps. What is in the way makes room.
 */
export function expand(document: Document, id: NodeId, shapes: PortShapes, drawnOf: DrawnOf): Edited {
  const { circuit } = document
  const node = circuit.nodes.find(other => other.id === id)
  if (!node) return { ok: false, reason: 'That node is not there any more.' }
  const name = nameToText(node.name)
  const op = opWithInside(node.op)
  if (!op) return { ok: false, reason: `There is nothing simpler inside ${name}.` }
  const steps = stepsInside(op, shapes, node.attrs)
  if (!steps)
    return { ok: false, reason: `What is inside ${name} is known once it can be computed; it cannot be yet.` }
  const unread = circuit.edges.filter(edge => edge.to === id && readersOf(steps, edge.port).length === 0)
  if (unread.length > 0) {
    const ports = listed(unread.map(edge => edge.port))
    const wires = unread.length === 1 ? 'that wire' : 'those wires'
    return {
      ok: false,
      reason: `As it is set, ${name} does not read ${ports}; take ${wires} out, and it can be expanded.`,
    }
  }
  const more = steps.reduce((sum, step) => sum + ('value' in step ? sizeOf(step.value.shape) : 0), 0)
  if (more > roomFor(circuit))
    return {
      ok: false,
      reason: `What is inside ${name} holds ${more.toLocaleString('en')} fixed numbers, more than the file has room for.`,
    }
  const made = madeFor(circuit, node, steps)
  return { ok: true, document: expandInto(document, node, steps, made, drawnOf) }
}

/** As `expand`, with the ids and names that are given. */
export function expandInto(
  document: Document,
  node: CircuitNode,
  steps: readonly InsideStep[],
  made: Made,
  drawnOf: DrawnOf,
): Document {
  const { layout } = document
  const circuit = withSteps(document.circuit, node.id, steps, made)
  const at = layout.positions[node.id]!
  const [before, after] = [drawnOf(document.circuit), drawnOf(circuit)]
  const drawn = new Map(steps.map(step => [step.name, after.get(made.get(step.name)!.id)!]))
  const ports = opWithInside(node.op)!.inputs.map(port => port.name)
  const room = roomInside(at, before.get(node.id)!, steps, ports, drawn)
  const moved = movedBy(document, new Set([node.id]), id => {
    const box = { ...layout.positions[id]!, ...before.get(id)! }
    return wayOf(box, at, before.get(node.id)!, room, false)
  })
  const inner = steps.map(({ name }) => [made.get(name)!.id, room.steps.get(name)!] as const)
  const group: Group = {
    op: node.op,
    attrs: node.attrs,
    at,
    out: node.id,
    steps: Object.fromEntries(steps.slice(0, -1).map(({ name }) => [name, made.get(name)!.id])),
  }
  return {
    ...document,
    circuit,
    layout: {
      positions: { ...moved.positions, ...Object.fromEntries(inner) },
      groups: [...moved.groups, group],
    },
  }
}

/** The layout after every node but `still` has gone its way; where an expanded node stood goes with the first of its group. */
export function movedBy(
  { layout }: Document,
  still: ReadonlySet<NodeId>,
  wayFor: (id: NodeId) => Point,
): Document['layout'] {
  const going = (from: Point, by: Point) =>
    by.x === 0 && by.y === 0 ? from : placed({ x: from.x + by.x, y: from.y + by.y })
  const ways = new Map(Object.keys(layout.positions).map(id => [id, still.has(id) ? nowhere : wayFor(id)]))
  return {
    positions: Object.fromEntries(
      Object.entries(layout.positions).map(([id, at]) => [id, going(at, ways.get(id)!)]),
    ),
    groups: layout.groups.map(group => {
      const first = membersOf(group).reduce((a, b) =>
        layout.positions[b]!.x < layout.positions[a]!.x ? b : a,
      )
      return { ...group, at: going(group.at, ways.get(first)!) }
    }),
  }
}

const nowhere: Point = { x: 0, y: 0 }

/** The last step keeps the id and the name of the node; the others get fresh ones. */
function madeFor(circuit: Circuit, node: CircuitNode, steps: readonly InsideStep[]): Made {
  const ids = freshIds(circuit, steps.length - 1)
  const taken = new Set(circuit.nodes.map(other => other.name))
  return new Map(
    steps.map((step, i) => {
      if (i === steps.length - 1) return [step.name, { id: node.id, name: node.name }]
      const name = nameInside(step.name, node.name, taken)
      taken.add(name)
      return [step.name, { id: ids[i]!, name }]
    }),
  )
}

/** `mu` in y is `mu`, in z_2 it is `mu_2`; where that is taken, `mu_y`, `mu_z_2`; else numbered on. */
function nameInside(step: string, name: string, taken: ReadonlySet<string>): string {
  const index = /^[A-Za-z]+((?:_[A-Za-z0-9]+)*)$/.exec(name)?.[1] ?? ''
  const wishes = [step + index, `${step}_${name}`].map(wish => [...wish].slice(0, 64).join(''))
  return wishes.find(wish => !taken.has(wish)) ?? nextFree(taken, wishes[0]!)
}
