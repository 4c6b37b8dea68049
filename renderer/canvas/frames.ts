/** The frames of groups: around the nodes that an op was expanded into, those inside another within its frame. */
import type { Document, NodeId } from '../../shared/document/document'
import { membersOf } from '../../shared/document/edit/kept'
import { opWord } from '../../shared/engine/stepWords'
import { ops } from '../../shared/ops/index'
import { type Box, boxesOf, captionHeight, endsOf, stub, unionOf } from './geometry'

export interface Frame extends Box {
  readonly key: string
  /** What was expanded: the op, and the name of its node. */
  readonly word: string
  readonly name: string
}

/** From the nodes to the frame: less than the room that expanding makes, so that frames side by side keep apart. */
const pad = { side: 16, top: 36, bottom: 10 }

/** Outer frames first. */
export function framesOf({ circuit, layout }: Document, boxes: ReadonlyMap<NodeId, Box>): readonly Frame[] {
  if (layout.groups.length === 0) return []
  const names = new Map(circuit.nodes.map(({ id, name }) => [id, name]))
  const frames: (Frame & { readonly out: NodeId })[] = []
  for (const [i, group] of [...layout.groups.entries()].reverse()) {
    const members = membersOf(group)
    const inner = frames.filter(frame => members.includes(frame.out))
    const nodes = members.map(id => captioned(boxes.get(id)!))
    const { x, y, width, height } = unionOf([...nodes, ...inner])
    const op = ops.get(group.op)
    frames.unshift({
      key: `${i} ${group.out}`,
      out: group.out,
      word: op ? opWord(op) : group.op,
      name: names.get(group.out)!,
      x: x - pad.side,
      y: y - pad.top,
      width: width + 2 * pad.side,
      height: height + pad.top + pad.bottom,
    })
  }
  return frames
}

const captioned = (box: Box): Box => ({ ...box, height: box.height + captionHeight })

/** Around some nodes, with the frame that they would have, and the wires that lead out of the circuit. */
export function boxAround(document: Document, ids: ReadonlySet<NodeId>): Box {
  const [boxes, ends] = [boxesOf(document), endsOf(document.circuit)]
  const chosen = [...ids].flatMap(id => {
    const box = boxes.get(id)
    if (!box) return []
    const { width, ...rest } = captioned(box)
    return [{ ...rest, width: ends.has(id) ? width + stub.length : width }]
  })
  const { x, y, width, height } = unionOf(chosen)
  return {
    x: x - pad.side,
    y: y - pad.top,
    width: width + 2 * pad.side,
    height: height + pad.top + pad.bottom,
  }
}
