/** Whether the nodes of a group still are what is inside its op; what differs is said in one sentence. */
import { nameToText } from '../../formula/nameToTex'
import { ops } from '../../ops/index'
import { attrsOf, type InsideStep } from '../../ops/op'
import { sameShape } from '../../tensor/tensor'
import { type Circuit, type CircuitNode, edgeKey, type Group, type NodeId } from '../document'
import { tensorOf } from '../tensorOf'
import { type GroupPorts, portsOfGroup, type ShapeOf, stepIds, wiresInto } from './groupPorts'
import { innerWires, opWithInside, readersOf } from './inside'
import { membersOf } from './kept'

interface Named {
  readonly circuit: Circuit
  readonly group: Group
  readonly nameOf: (id: NodeId) => string
}

export function insideNow(
  circuit: Circuit,
  group: Group,
  shapeOf: ShapeOf,
): GroupPorts | { readonly reason: string } {
  const byId = new Map(circuit.nodes.map(node => [node.id, node]))
  const nameOf = (id: NodeId) => nameToText(byId.get(id)!.name)
  const here: Named = { circuit, group, nameOf }
  const op = opWithInside(group.op)
  if (!op)
    return { reason: `${nameOf(group.out)} cannot be contracted: no op ${group.op} is made of others.` }
  const not = (why: string) => ({
    reason: `${op.palette.label} ${nameOf(group.out)} cannot be contracted: ${why}.`,
  })

  const reader = readOutside(here)
  if (reader) return not(reader)
  const unknown = wiresInto(circuit, group).find(edge => !shapeOf(edge.from))
  if (unknown) return not(`${nameOf(unknown.from)}, which it reads, cannot be computed yet`)
  const ports = portsOfGroup(op, circuit, group, shapeOf)
  const ids = ports && stepIds(group, ports.steps)
  if (!ports || !ids || ids.size !== ports.steps.length || ports.steps.some(({ name }) => !ids.has(name)))
    return not('what is wired into it now would not fit')
  for (const step of ports.steps) {
    const node = byId.get(ids.get(step.name)!)!
    const why = differenceAt(node, step)
    if (why) return not(`${nameToText(node.name)} ${why}`)
  }
  const wire = wrongWire(here, ports, ids)
  return wire ? not(wire) : ports
}

/** A node inside that is used from outside, else than by what reads the whole. */
function readOutside({ circuit, group, nameOf }: Named): string | null {
  const inner = new Set(Object.values(group.steps))
  const members = new Set(membersOf(group))
  const edge = circuit.edges.find(({ from, to }) => inner.has(from) && !members.has(to))
  if (edge) return `${nameOf(edge.to)} reads ${nameOf(edge.from)} from outside the group`
  return circuit.root !== null && inner.has(circuit.root)
    ? `backprop starts at ${nameOf(circuit.root)}, inside the group`
    : null
}

/** What is different about the node of a step; the sentence begins with its name. */
function differenceAt(node: CircuitNode, step: InsideStep): string | null {
  const expected = 'value' in step ? 'constant' : step.op
  if (node.op !== expected) return `is of the kind ${node.op} now, not ${expected}`
  if ('value' in step) {
    const value = tensorOf(node.value!)
    const same =
      sameShape(value.shape, step.value.shape) && value.data.every((x, i) => Object.is(x, step.value.data[i]))
    return same ? null : 'holds other numbers now'
  }
  const op = ops.get(step.op)!
  const [now, then] = [attrsOf(op, node.attrs), attrsOf(op, step.attrs ?? {})]
  const changed = Object.keys(then).find(name => JSON.stringify(now[name]) !== JSON.stringify(then[name]))
  return changed === undefined ? null : `has another setting now: ${changed}`
}

/** The first port inside that is not wired as it was. */
function wrongWire(
  { circuit, nameOf }: Named,
  { steps, sources }: GroupPorts,
  ids: ReadonlyMap<string, NodeId>,
): string | null {
  const key = (step: string, port: string) => edgeKey({ to: ids.get(step)!, port })
  const expected = new Map([
    ...innerWires(steps).map(({ from, to, port }) => [key(to, port), ids.get(from)!] as const),
    ...[...sources].flatMap(([name, from]) =>
      readersOf(steps, name).map(({ step, port }) => [key(step, port), from] as const),
    ),
  ])
  const members = new Set(ids.values())
  const found = new Map(
    circuit.edges.filter(edge => members.has(edge.to)).map(edge => [edgeKey(edge), edge] as const),
  )
  for (const [at, edge] of found) {
    const from = expected.get(at)
    if (from === undefined) return `${nameOf(edge.to)} reads ${nameOf(edge.from)} as well now`
    if (from !== edge.from) return `${nameOf(edge.to)} reads ${nameOf(edge.from)} now, not ${nameOf(from)}`
  }
  const missing = [...expected].find(([at]) => !found.has(at))
  if (!missing) return null
  const step = steps.find(({ name }) => missing[0].startsWith(`${ids.get(name)}.`))!
  return `${nameOf(ids.get(step.name)!)} does not read ${nameOf(missing[1])} any more`
}
