/** The layout after a group was contracted: as it was before the group was expanded, where nothing else was moved. */
import type { InsideStep } from '../../ops/op'
import type { Document, Group, Layout, NodeId, Point } from '../document'
import { expandInto, type Made, movedBy } from './expand'
import { stepIds } from './groupPorts'
import { opWithInside } from './inside'
import { membersOf } from './kept'
import { type DrawnOf, roomInside, wayOf } from './makeRoom'
import { placed } from './room'

/**
 * `one` is `now` with the one node for the group, its layout still that of `now`. The node goes where it stood (or, where the group
 * was moved as a whole, just as far from there), and the others back where they were, if expanding it there gives the layout at
 * hand. Else the node stands in the middle of where the group stood, and the others stay.
 */
export function backInPlace(
  now: Document,
  one: Document,
  group: Group,
  steps: readonly InsideStep[],
  drawnOf: DrawnOf,
): Document {
  const [drawn, node] = [drawnOf(now.circuit), drawnOf(one.circuit).get(group.out)!]
  const members = new Set(membersOf(group))
  const ids = stepIds(group, steps)
  const names = new Map(now.circuit.nodes.map(({ id, name }) => [id, name]))
  const made: Made = new Map([...ids].map(([step, id]) => [step, { id, name: names.get(id)! }]))
  const sizes = new Map([...ids].map(([step, id]) => [step, drawn.get(id)!]))
  const ports = opWithInside(group.op)!.inputs.map(port => port.name)
  const positions = now.layout.positions

  const before = (at: Point): Document => {
    const room = roomInside(at, node, steps, ports, sizes)
    const back = movedBy(one, members, id =>
      wayOf({ ...positions[id]!, ...drawn.get(id)! }, at, node, room, true),
    )
    return standing(one, { ...back, positions: { ...back.positions, [group.out]: at } })
  }
  const expanded = (document: Document) => {
    const placedNode = document.circuit.nodes.find(({ id }) => id === group.out)!
    return expandInto(document, placedNode, steps, made, drawnOf).layout
  }

  const there = before(group.at)
  const again = expanded(there)
  if (sameLayout(again, now.layout, group)) return there
  const [from, to] = [again.positions[group.out]!, positions[group.out]!]
  const moved = before({ x: group.at.x + to.x - from.x, y: group.at.y + to.y - from.y })
  if (sameLayout(expanded(moved), now.layout, group)) return moved

  const boxes = [...members].map(id => ({ ...positions[id]!, ...drawn.get(id)! }))
  const middle = (start: (typeof boxes)[number][], along: 'x' | 'y', size: 'width' | 'height') =>
    (Math.min(...start.map(box => box[along])) + Math.max(...start.map(box => box[along] + box[size]))) / 2
  const at = placed({
    x: middle(boxes, 'x', 'width') - node.width / 2,
    y: middle(boxes, 'y', 'height') - node.height / 2,
  })
  return standing(one, { ...one.layout, positions: { ...positions, [group.out]: at } })
}

/** With that layout, as far as its nodes are there. */
function standing(document: Document, { positions, groups }: Layout): Document {
  const kept = document.circuit.nodes.map(({ id }): [NodeId, Point] => [id, positions[id]!])
  return { ...document, layout: { positions: Object.fromEntries(kept), groups } }
}

/** The same places of nodes, and of the groups, in which the expanded one may stand elsewhere in the list. */
function sameLayout(a: Layout, b: Layout, group: Group): boolean {
  const same = (p: Point | undefined, q: Point) => p?.x === q.x && p.y === q.y
  const others = b.groups.filter(other => other !== group)
  return (
    Object.entries(b.positions).every(([id, at]) => same(a.positions[id], at)) &&
    others.every((other, i) => same(a.groups[i]?.at, other.at))
  )
}
