/** Room on the canvas for what is inside a node: where its steps stand, and how the others make way and come back. */
import type { InsideStep } from '../../ops/op'
import type { Circuit, NodeId, Point } from '../document'
import { type Item, layersOf } from './layers'
import { placed } from './room'

/** How a node is drawn: its size, and how far below its top its wire leaves. */
export interface Drawn {
  readonly width: number
  readonly height: number
  readonly out: number
}

/** The nodes of a circuit as they are drawn; who draws them knows. */
export type DrawnOf = (circuit: Circuit) => ReadonlyMap<NodeId, Drawn>

/** Around the nodes of a group: on the sides; above for its label; below for captions and sums. */
export const framePad = { side: 24, top: 44, bottom: 44 }

export interface Room {
  /** Where each step stands, when the node stands at `at`. */
  readonly steps: ReadonlyMap<string, Point>
  /** Nodes from here on, from left to right, are right of the one node, and stay so. */
  readonly width: number
  /** How far the others make way: to the right, upwards and downwards. */
  readonly right: number
  readonly up: number
  readonly down: number
}

/** The wire that leaves the last step is level with the one that left the node. `drawn` has the steps by their names. */
export function roomInside(
  at: Point,
  node: Drawn,
  steps: readonly InsideStep[],
  ports: readonly string[],
  drawn: ReadonlyMap<string, Drawn>,
): Room {
  const items = steps.map((step): Item => {
    const { width, height } = drawn.get(step.name)!
    const reads = 'value' in step ? [] : [...new Set(Object.values(step.inputs))]
    return { name: step.name, width, height, reads }
  })
  const read = new Set(items.flatMap(item => item.reads))
  const places = layersOf(
    items,
    ports.filter(port => read.has(port)),
  )
  const boxes = items.map(item => ({ ...places.get(item.name)!, ...item }))
  const [top, bottom, end] = [
    Math.min(...boxes.map(box => box.y)),
    Math.max(...boxes.map(box => box.y + box.height)),
    Math.max(...boxes.map(box => box.x + box.width)),
  ]
  const last = steps.at(-1)!.name
  const level = places.get(last)!.y + drawn.get(last)!.out
  const from: Point = { x: at.x + framePad.side, y: at.y + node.out - level }
  const width = end + 2 * framePad.side
  return {
    steps: new Map([...places].map(([name, { x, y }]) => [name, placed({ x: from.x + x, y: from.y + y })])),
    width: Math.max(width, node.width),
    right: Math.max(0, width - node.width),
    up: Math.max(0, Math.round(level - top + framePad.top - node.out)),
    down: Math.max(0, Math.round(bottom - level + framePad.bottom - (node.height - node.out))),
  }
}

/**
 * How another node makes way: what lies right goes right, what lies in the same columns goes up or down. Each keeps its
 * distance, so that the way back is known without remembering anything. `back` asks for that.
 */
export function wayOf(
  box: Point & Pick<Drawn, 'width' | 'height'>,
  at: Point,
  node: Drawn,
  room: Room,
  back: boolean,
): Point {
  const sign = back ? -1 : 1
  if (box.x >= at.x + (back ? room.width : node.width)) return { x: sign * room.right, y: 0 }
  if (box.x + box.width <= at.x) return { x: 0, y: 0 }
  const above = box.y + box.height / 2 < at.y + node.height / 2
  return { x: 0, y: sign * (above ? -room.up : room.down) }
}
