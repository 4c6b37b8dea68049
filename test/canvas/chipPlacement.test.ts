import { describe, expect, test } from 'vitest'
import { chipSize } from '../../renderer/canvas/chipContent'
import { chipListOf } from '../../renderer/canvas/chipList'
import { placeChips } from '../../renderer/canvas/chipPlacement'
import {
  type Box,
  boxesOf,
  type Curve,
  curveBetween,
  curvesOf,
  endsOf,
  pointOn,
} from '../../renderer/canvas/geometry'
import type { Edge } from '../../shared/document/document'
import { parseCircuitFile } from '../../shared/document/file/parse'
import { graphOf } from '../../shared/engine/graph'
import { gallery } from '../../shared/gallery/index'

const size = { width: 50, height: 18 }
const wire = (from: string, to: string): Edge => ({ from, to, port: 'x' })
const straight = (x: number, y: number, length: number): Curve => curveBetween({ x, y }, { x: x + length, y })

const cover = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y))

describe('the chips of a wire', () => {
  test('stand in its middle, the value above and the gradient below', () => {
    const edge = wire('a', 'b')
    const { value, gradient } = placeChips(new Map([[edge, straight(0, 100, 200)]]), () => size, []).get(
      edge,
    )!
    expect(value.x).toBe(100)
    expect(value.y).toBeLessThan(100 - size.height / 2)
    expect(gradient.y).toBeGreaterThan(100 + size.height / 2)
  })

  test('give way to a node that stands in the middle', () => {
    const edge = wire('a', 'b')
    const node = { x: 90, y: 60, width: 30, height: 80 }
    const { boxes } = placeChips(new Map([[edge, straight(0, 100, 260)]]), () => size, [node]).get(edge)!
    expect(boxes.map(box => cover(box, node))).toEqual([0, 0])
  })

  test('of two wires that cross do not cover each other', () => {
    const curves = new Map([
      [wire('a', 'd'), curveBetween({ x: 0, y: 0 }, { x: 300, y: 160 })],
      [wire('b', 'c'), curveBetween({ x: 0, y: 160 }, { x: 300, y: 0 })],
    ])
    const boxes = [...placeChips(curves, () => size, []).values()].flatMap(place => place.boxes)
    const overlaps = boxes.flatMap((a, i) => boxes.slice(i + 1).map(b => cover(a, b)))
    expect(overlaps).toEqual([0, 0, 0, 0, 0, 0])
  })

  test('keep their place, as the same object, while only other wires move', () => {
    const [still, moved] = [wire('a', 'b'), wire('c', 'd')]
    const before = placeChips(
      new Map([
        [still, straight(0, 0, 200)],
        [moved, straight(0, 300, 200)],
      ]),
      () => size,
      [],
    )
    const after = placeChips(
      new Map([
        [still, straight(0, 0, 200)],
        [moved, straight(0, 340, 200)],
      ]),
      () => size,
      [],
      before,
    )
    expect(after.get(still)).toBe(before.get(still))
    expect(after.get(moved)!.value.y).toBe(before.get(moved)!.value.y + 40)
  })

  test('move when something comes to stand on them', () => {
    const edge = wire('a', 'b')
    const curves = new Map([[edge, straight(0, 100, 300)]])
    const before = placeChips(curves, () => size, [])
    const node = { x: 130, y: 70, width: 40, height: 60 }
    const { boxes } = placeChips(curves, () => size, [node], before).get(edge)!
    expect(boxes.map(box => cover(box, node))).toEqual([0, 0])
  })
})

describe.each(gallery)('in $id', ({ text }) => {
  const parsed = parseCircuitFile(text)
  if (!parsed.ok) throw new Error(parsed.reason)
  const { document } = parsed
  const boxes = boxesOf(document)
  const curves = curvesOf(document, boxes)
  const graph = graphOf(document.circuit)
  const { chips } = chipListOf(graph, curves, boxes, endsOf(document.circuit))
  const boxOf = ({ node, x, y }: (typeof chips)[number]): Box => {
    const { width, height } = chipSize(graph.byId.get(node)!.shape)
    return { x: x - width / 2, y: y - height / 2, width, height }
  }

  test('no chip covers a node', () => {
    const covering = chips.filter(chip => [...boxes.values()].some(node => cover(boxOf(chip), node) > 0))
    expect(covering.map(chip => chip.label)).toEqual([])
  })

  test('no chip covers more than the edge of another', () => {
    const covered = chips.flatMap((a, i) =>
      chips.slice(i + 1).flatMap(b => (cover(boxOf(a), boxOf(b)) > 40 ? [`${a.label} and ${b.label}`] : [])),
    )
    expect(covered).toEqual([])
  })

  test('every wire has a value and a gradient chip near its curve', () => {
    for (const [edge, curve] of curves) {
      const gradient = chips.find(chip => chip.key === `${edge.to}.${edge.port}`)!
      const near = Array.from({ length: 50 }, (_, i) => pointOn(curve, i / 49))
      expect(Math.min(...near.map(p => Math.abs(p.x - gradient.x)))).toBeLessThan(8)
    }
  })
})
