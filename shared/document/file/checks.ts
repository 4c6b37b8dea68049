/** What a schema cannot say about a file: that its parts fit together. Each check returns the first thing it has against it. */
import { ops } from '../../ops/index'
import type { AttrSpecs, Op } from '../../ops/op'
import { shapeText, sizeOf } from '../../tensor/tensor'
import { attrFits, attrMust } from '../attrs'
import { cycleIn } from '../cycle'
import { edgeKey } from '../document'
import { MOST_NUMBERS } from '../limits'
import { forbiddenWords } from './json'
import { listed, type Path, pointerOf, quoted, type Refusal, refuse, refuseKind } from './refusal'
import type { CircuitFile, FileValue } from './schema'

type FileNode = CircuitFile['circuit']['nodes'][number]

/** The first fault of a file that fits the schema; `null` when it can be opened, but for the numbers inside its values. */
export function firstFault(file: CircuitFile): Refusal | null {
  const byId = new Map(file.circuit.nodes.map(node => [node.id, node]))
  return (
    firstOf(checkIdentities(file)) ??
    firstOf(checkNodes(file)) ??
    firstOf(checkWires(file, byId)) ??
    checkLoops(file, byId) ??
    firstOf(checkReferences(file, byId)) ??
    firstOf(checkGroups(file, byId)) ??
    firstOf(checkLesson(file, byId)) ??
    firstOf(checkSizes(file))
  )
}

const firstOf = (faults: Iterable<Refusal>): Refusal | null => {
  for (const fault of faults) return fault
  return null
}

const nodePath = (i: number, ...rest: Path): Path => ['circuit', 'nodes', i, ...rest]

function* checkIdentities({ circuit }: CircuitFile): Generator<Refusal> {
  for (const key of ['id', 'name'] as const) {
    const firstAt = new Map<string, number>()
    for (const [i, node] of circuit.nodes.entries()) {
      const text = node[key]
      const at = firstAt.get(text)
      if (forbiddenWords.has(text))
        yield refuse(nodePath(i, key), `must not be the forbidden word ${quoted(text)}`)
      if (at !== undefined)
        yield refuse(
          nodePath(i, key),
          `must differ from every other ${key}; ${quoted(text)} is also at ${pointerOf(nodePath(at, key))}`,
        )
      firstAt.set(text, i)
    }
  }
}

function* checkNodes({ circuit }: CircuitFile): Generator<Refusal> {
  for (const [i, node] of circuit.nodes.entries()) {
    const op = ops.get(node.op)
    if (!op) continue
    const path = nodePath(i, 'value')
    if (op.kind === 'leaf' && !node.value)
      yield refuse(path, `is missing; ${quoted(node.name)} is of the kind ${op.name}, which needs a value`)
    if (op.kind === 'computed' && node.value)
      yield refuse(
        path,
        `must be left out; ${quoted(node.name)} is of the kind ${op.name}, which computes its value`,
      )
    yield* checkAttrs(op, node, i)
  }
}

function* checkAttrs(op: Op, node: FileNode, i: number): Generator<Refusal> {
  const specs: AttrSpecs = op.attrs
  for (const [name, value] of Object.entries(node.attrs)) {
    const spec = Object.hasOwn(specs, name) ? specs[name] : undefined
    if (spec && !attrFits(spec, value)) yield refuseKind(nodePath(i, 'attrs', name), attrMust(spec), value)
  }
}

function* checkWires({ circuit }: CircuitFile, byId: ReadonlyMap<string, FileNode>): Generator<Refusal> {
  const taken = new Map<string, number>()
  for (const [i, edge] of circuit.edges.entries()) {
    const path: Path = ['circuit', 'edges', i]
    for (const end of ['from', 'to'] as const)
      if (!byId.has(edge[end]))
        yield refuse([...path, end], `must be the id of a node; there is no node ${quoted(edge[end])}`)
    const { name, op: opName } = byId.get(edge.to)!
    const ports = ops.get(opName)?.inputs.map(port => port.name)
    if (ports?.length === 0)
      yield refuse(
        [...path, 'to'],
        `must be a node with input ports; ${quoted(name)} is of the kind ${opName}, which has none`,
      )
    if (ports && !ports.includes(edge.port))
      yield refuse(
        [...path, 'port'],
        `must be a port of ${quoted(name)} (${listed(ports, 'or')}); it is ${quoted(edge.port)}`,
      )
    const at = taken.get(edgeKey(edge))
    if (at !== undefined)
      yield refuse(
        path,
        `must not lead into port ${edge.port} of ${quoted(name)}; ${pointerOf(['circuit', 'edges', at])} does already, and a port takes one wire`,
      )
    taken.set(edgeKey(edge), i)
  }
}

function checkLoops({ circuit }: CircuitFile, byId: ReadonlyMap<string, FileNode>): Refusal | null {
  const loop = cycleIn(circuit.edges)
  if (!loop) return null
  const inLoop = new Set(loop.map((from, k) => `${from} ${loop[(k + 1) % loop.length]}`))
  const closes = circuit.edges.findLastIndex(({ from, to }) => inLoop.has(`${from} ${to}`))
  const names = loop.map(id => quoted(byId.get(id)!.name))
  const through = names.length > 8 ? [...names.slice(0, 7), `${names.length - 7} more`] : names
  return refuse(['circuit', 'edges', closes], `must not close a loop; it does, through ${listed(through)}`)
}

function* checkReferences(
  { circuit, layout }: CircuitFile,
  byId: ReadonlyMap<string, FileNode>,
): Generator<Refusal> {
  if (circuit.root !== null && !byId.has(circuit.root))
    yield refuse(
      ['circuit', 'root'],
      `must be the id of a node, or null; there is no node ${quoted(circuit.root)}`,
    )
  const path = ['layout', 'positions']
  for (const id of byId.keys())
    if (!Object.hasOwn(layout.positions, id))
      yield refuse([...path, id], 'is missing; it must be a position [x, y], as for every node')
  for (const id of Object.keys(layout.positions))
    if (!byId.has(id))
      yield refuse([...path, id], `must be the position of a node; there is no node ${quoted(id)}`)
}

type ById = ReadonlyMap<string, FileNode>

const noNode = (path: Path, id: string): Refusal =>
  refuse(path, `must be the id of a node; there is no node ${quoted(id)}`)

function* checkGroups({ layout }: CircuitFile, byId: ById): Generator<Refusal> {
  for (const [i, { out, steps }] of layout.groups.entries()) {
    const path: Path = ['layout', 'groups', i]
    if (!byId.has(out)) yield noNode([...path, 'out'], out)
    const taken = new Set([out])
    for (const [step, id] of Object.entries(steps)) {
      if (!byId.has(id)) yield noNode([...path, 'steps', step], id)
      if (taken.has(id))
        yield refuse(
          [...path, 'steps', step],
          `must differ from the other nodes of the group; it is ${quoted(id)} again`,
        )
      taken.add(id)
    }
  }
}

function* checkLesson({ lesson }: CircuitFile, byId: ById): Generator<Refusal> {
  const places = new Set<string>()
  for (const [i, { phase, node }] of lesson.bookmarks.entries()) {
    const path: Path = ['lesson', 'bookmarks', i]
    if (phase === 'start' && node !== null)
      yield refuse([...path, 'node'], `must be null at the start; it is ${quoted(node)}`)
    if (phase !== 'start' && node === null)
      yield refuse(
        [...path, 'node'],
        `must be the id of a node where the phase is ${quoted(phase)}; it is null`,
      )
    if (node !== null && !byId.has(node)) yield noNode([...path, 'node'], node)
    const place = `${phase} ${node}`
    if (places.has(place)) yield refuse(path, 'must differ from the other bookmarks in its place')
    places.add(place)
  }
  for (const [i, { of, node }] of lesson.hidden.entries()) {
    const path: Path = ['lesson', 'hidden', i]
    if (!byId.has(node)) yield noNode([...path, 'node'], node)
    const place = `hidden ${of} ${node}`
    if (places.has(place)) yield refuse(path, `must not hide the ${of} of ${quoted(node)} a second time`)
    places.add(place)
  }
}

/** From the shapes alone, before anything is allocated. */
function* checkSizes({ circuit }: CircuitFile): Generator<Refusal> {
  let total = 0
  for (const [path, value] of valuesOf(circuit)) {
    const size = sizeOf(value.shape)
    total += size
    if (total > MOST_NUMBERS)
      yield refuse(
        [...path, 'shape'],
        `must leave the file at no more than 16 million numbers; with ${shapeText(value.shape)} there are at least ${total.toLocaleString('en')}`,
      )
    if ('data' in value && value.data.length !== size)
      yield refuse(
        [...path, 'data'],
        `must have ${countOf(size)} for the shape ${shapeText(value.shape)}; it has ${value.data.length}`,
      )
  }
}

/** Every tensor of the file with its place. */
export function* valuesOf(circuit: CircuitFile['circuit']): Generator<[Path, FileValue]> {
  for (const [i, node] of circuit.nodes.entries()) if (node.value) yield [nodePath(i, 'value'), node.value]
  if (circuit.cotangent) yield [['circuit', 'cotangent'], circuit.cotangent]
}

export const countOf = (n: number): string => (n === 1 ? '1 number' : `${n.toLocaleString('en')} numbers`)
