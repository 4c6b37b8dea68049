/** Where things are: the size of each node and the place of its ports, from the op record alone, so nothing is measured. */
import type { Circuit, CircuitNode, Document, Edge, NodeId, Point } from '../../shared/document/document'
import type { Drawn } from '../../shared/document/edit/makeRoom'
import { ops } from '../../shared/ops/index'
import type { Look, Op } from '../../shared/ops/op'

export interface Size {
  readonly width: number
  readonly height: number
}
export interface Box extends Point, Size {}

const gate = 56
const block = { width: 104, title: 32, firstPort: 46, portGap: 34, foot: 34 }
/** A longer name is cut off by an ellipsis and shown whole in the inspector. */
const longest = 220
/** The caption under a gate: its name and label, 11–13 px text. */
export const captionHeight = 26

export const lookOf = (op: Op | undefined): Look => op?.palette.look ?? 'block'

/** About how many characters wide a name is when it is typeset: subscripts lose their underscore. */
const visible = (text: string): number => text.replaceAll('_', '').length

/** `ports` is how many inputs it shows. */
export function sizeOfNode(node: CircuitNode, ports: number): Size {
  const op = ops.get(node.op)
  switch (lookOf(op)) {
    case 'pill':
      return { width: Math.min(longest, Math.max(92, 28 + visible(node.name) * 9)), height: 40 }
    case 'gate':
    case 'loss':
      return { width: gate, height: gate }
    case 'block':
      return {
        width: Math.min(
          longest,
          Math.max(block.width, 36 + visible((op?.palette.label ?? node.op) + node.name) * 8),
        ),
        height: block.firstPort + (Math.max(1, ports) - 1) * block.portGap + block.foot,
      }
  }
}

/**
 * The names of the ports that are shown: all that must be wired, the optional ones that are, and the next optional one. A
 * placeholder of an unknown op has the ports that its wires name.
 */
export function portsOf(node: CircuitNode, edges: readonly Edge[]): readonly string[] {
  const inputs = ops.get(node.op)?.inputs
  if (inputs?.every(port => !port.optional)) return inputs.map(port => port.name)
  const wired = edges.filter(e => e.to === node.id).map(e => e.port)
  if (!inputs) return wired
  const next = inputs.find(port => port.optional && !wired.includes(port.name))
  return inputs
    .filter(port => !port.optional || port === next || wired.includes(port.name))
    .map(port => port.name)
}

/** The place of input `index` of `count`, from the node's top left corner. On a gate it lies on the circle. */
export function inputPlace(look: Look, size: Size, index: number, count: number): Point {
  if (look === 'block') return { x: 0, y: block.firstPort + index * block.portGap }
  const dy = (index - (count - 1) / 2) * (count > 3 ? 36 / (count - 1) : 26)
  const r = size.height / 2
  return { x: look === 'pill' ? 0 : r - Math.sqrt(Math.max(0, r * r - dy * dy)), y: r + dy }
}

export function outputPlace(look: Look, size: Size): Point {
  return {
    x: size.width,
    y: look === 'block' ? (size.height + block.firstPort - block.foot) / 2 : size.height / 2,
  }
}

/** How high a health chip is, and about how wide: its sign and air, and its letters. */
const health = { height: 18, sign: 27, letter: 6.1, above: 15, left: -8 }
/** How far it keeps from the node's right side, where other marks stand; over a gate it stands in the middle rather than in its wire's way. */
const fromRight: Readonly<Record<Look, number>> = { pill: 14, gate: -14, loss: -14, block: 14 }

/** Where the chip with the word stands: at the top left corner, further left on a node too narrow for it. */
export function healthPlace({ x, y, width }: Box, look: Look, word: string): Box {
  const own = Math.round(health.sign + word.length * health.letter)
  const left = Math.min(health.left, width - fromRight[look] - own)
  return { x: x + left, y: y - health.above, width: own, height: health.height }
}

/** A cubic Bézier from an output to an input: start, two control points, end. */
export type Curve = readonly [Point, Point, Point, Point]

export function curveBetween(from: Point, to: Point): Curve {
  const ahead = to.x - from.x
  const reach = ahead >= 0 ? Math.max(24, ahead / 2) : 24 + Math.sqrt(-ahead) * 8
  return [from, { x: from.x + reach, y: from.y }, { x: to.x - reach, y: to.y }, to]
}

export const sameCurve = (a: Curve, b: Curve): boolean =>
  a === b || a.every(({ x, y }, i) => x === b[i]!.x && y === b[i]!.y)

export const pathOf = ([a, b, c, d]: Curve): string =>
  `M${a.x},${a.y} C${b.x},${b.y} ${c.x},${c.y} ${d.x},${d.y}`

export function pointOn([a, b, c, d]: Curve, t: number): Point {
  const s = 1 - t
  const mix = (p: number, q: number, r: number, u: number) =>
    s * s * s * p + 3 * s * s * t * q + 3 * s * t * t * r + t * t * t * u
  return { x: mix(a.x, b.x, c.x, d.x), y: mix(a.y, b.y, c.y, d.y) }
}

const origin: Point = { x: 0, y: 0 }

/** The wires by the node that they lead into. */
function wiresInto(edges: readonly Edge[]): ReadonlyMap<NodeId, readonly Edge[]> {
  const into = new Map<NodeId, Edge[]>()
  for (const edge of edges) {
    const others = into.get(edge.to)
    if (others) others.push(edge)
    else into.set(edge.to, [edge])
  }
  return into
}

/** Every node's size, and where its wire leaves. */
export function drawnOf({ nodes, edges }: Circuit): ReadonlyMap<NodeId, Drawn> {
  const wires = wiresInto(edges)
  return new Map(
    nodes.map(node => {
      const size = sizeOfNode(node, portsOf(node, wires.get(node.id) ?? []).length)
      return [node.id, { ...size, out: outputPlace(lookOf(ops.get(node.op)), size).y }]
    }),
  )
}

/** Every node's box in canvas pixels. */
export const boxesOf = ({ circuit, layout }: Document): ReadonlyMap<string, Box> =>
  new Map(
    [...drawnOf(circuit)].map(([id, { width, height }]) => [
      id,
      { ...(layout.positions[id] ?? origin), width, height },
    ]),
  )

/** Every wire's curve; a wire to a node that is not there has none. */
export function curvesOf({ circuit }: Document, boxes: ReadonlyMap<string, Box>): ReadonlyMap<Edge, Curve> {
  const nodes = new Map(circuit.nodes.map(n => [n.id, n]))
  const wires = wiresInto(circuit.edges)
  const curves = new Map<Edge, Curve>()
  for (const edge of circuit.edges) {
    const [source, target] = [nodes.get(edge.from), nodes.get(edge.to)]
    const [from, to] = [boxes.get(edge.from), boxes.get(edge.to)]
    if (!source || !target || !from || !to) continue
    const ports = portsOf(target, wires.get(target.id)!)
    const out = outputPlace(lookOf(ops.get(source.op)), from)
    const into = inputPlace(lookOf(ops.get(target.op)), to, ports.indexOf(edge.port), ports.length)
    curves.set(
      edge,
      curveBetween({ x: from.x + out.x, y: from.y + out.y }, { x: to.x + into.x, y: to.y + into.y }),
    )
  }
  return curves
}

/** The short wire out of a node that nothing reads; its value and gradient stand on it. */
export const stub = { length: 68, chipAt: 38 }

/** The computed nodes that nothing reads: there the circuit's results come out. */
export function endsOf({ nodes, edges }: Circuit): ReadonlySet<NodeId> {
  const read = new Set(edges.map(e => e.from))
  return new Set(nodes.filter(n => !read.has(n.id) && ops.get(n.op)?.kind === 'computed').map(n => n.id))
}

/** The rectangle around all boxes, captions and stubs included, and around the frames of groups. */
export function boundsOf(
  boxes: ReadonlyMap<NodeId, Box>,
  stubs: ReadonlySet<NodeId>,
  frames: readonly Box[] = [],
): Box {
  const nodes = [...boxes].map(([id, box]) => ({
    ...box,
    width: box.width + (stubs.has(id) ? stub.length : 0),
    height: box.height + captionHeight,
  }))
  return unionOf([...nodes, ...frames])
}

export function unionOf(all: readonly Box[]): Box {
  if (all.length === 0) return { x: 0, y: 0, width: 0, height: 0 }
  const left = Math.min(...all.map(b => b.x))
  const top = Math.min(...all.map(b => b.y))
  return {
    x: left,
    y: top,
    width: Math.max(...all.map(b => b.x + b.width)) - left,
    height: Math.max(...all.map(b => b.y + b.height)) - top,
  }
}
