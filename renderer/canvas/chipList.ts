/** Every chip of the circuit as data: whose number it shows, and where it stands. */
import { type Edge, type EdgeKey, edgeKey, type NodeId, type Point } from '../../shared/document/document'
import type { Graph, GraphNode } from '../../shared/engine/graph'
import { nameToText } from '../../shared/formula/nameToTex'
import { chipSize } from './chipContent'
import { around, type ChipPlace, type ChipPlaces, placeChips } from './chipPlacement'
import { type Box, type Curve, captionHeight, lookOf, outputPlace, stub } from './geometry'

export interface ChipSpec {
  readonly key: string
  readonly kind: 'value' | 'gradient'
  readonly node: NodeId
  /** The wire whose share of the gradient it shows; `null` for a node's own value or gradient. */
  readonly edge: EdgeKey | null
  /** At a fan-out it shows the sum of what has come back, and from how many branches. */
  readonly sum: boolean
  readonly x: number
  readonly y: number
  readonly label: string
}

export interface ChipList {
  readonly chips: readonly ChipSpec[]
  readonly places: ChipPlaces
}

/** `before` keeps the places of wires that did not move. */
export function chipListOf(
  graph: Graph,
  curves: ReadonlyMap<Edge, Curve>,
  boxes: ReadonlyMap<NodeId, Box>,
  ends: ReadonlySet<NodeId>,
  before?: ChipList,
): ChipList {
  const own = graph.nodes.flatMap(node => ownChips(node, boxes.get(node.id), ends.has(node.id)))
  const sizeAt = (id: NodeId) => chipSize(graph.byId.get(id)?.shape ?? null)
  const standing = [...boxes.values(), ...own.map(chip => around(chip, sizeAt(chip.node)))]
  const places = placeChips(curves, edge => sizeAt(edge.from), standing, before?.places)
  return { places, chips: [...own, ...[...places].flatMap(([edge, place]) => wireChips(graph, edge, place))] }
}

/** The value above a wire, and below it what came back on this wire alone. */
function wireChips(graph: Graph, edge: Edge, { value, gradient }: ChipPlace): ChipSpec[] {
  const key = edgeKey(edge)
  const name = nameToText(graph.byId.get(edge.from)?.name ?? '')
  const chip = { node: edge.from, sum: false }
  return [
    { ...chip, ...value, key: `${key} value`, kind: 'value', edge: null, label: `value of ${name}` },
    { ...chip, ...gradient, key, kind: 'gradient', edge: key, label: `gradient on the wire from ${name}` },
  ]
}

/** Where nothing reads a node, both stand on the short wire that leads out; at a fan-out the sum stands below the node. */
function ownChips(
  { id, op, name, shape, needsGradient, consumers }: GraphNode,
  box: Box | undefined,
  isEnd: boolean,
): ChipSpec[] {
  if (!box) return []
  const text = nameToText(name)
  const { height } = chipSize(shape)
  const look = lookOf(op ?? undefined)
  const out: Point = outputPlace(look, box)
  const at = { x: box.x + out.x + stub.chipAt, y: box.y + out.y }
  const apart = height / 2 + 3
  const chip = { node: id, edge: null, sum: false }
  if (isEnd)
    return [
      { ...chip, key: `${id} value`, kind: 'value', x: at.x, y: at.y - apart, label: `value of ${text}` },
      { ...chip, key: `${id} end`, kind: 'gradient', x: at.x, y: at.y + apart, label: `gradient of ${text}` },
    ]
  if (!needsGradient || consumers.length < 2) return []
  const below = box.y + box.height + (look === 'gate' || look === 'loss' ? captionHeight : 0)
  const sum = { ...chip, sum: true, x: box.x + box.width / 2, y: below + height / 2 + 6 }
  return [
    { ...sum, key: `${id} sum`, kind: 'gradient', label: `gradient of ${text}, summed over its branches` },
  ]
}
