/** Broadcasting as NumPy does it, its inverse, and the pairing that the arithmetic loops run on. */
import { expect, test } from 'vitest'
import { add, divide, multiply, subtract } from '../../shared/tensor/arithmetic'
import { broadcastShape, broadcastTo, pairingOf, sumTo } from '../../shared/tensor/broadcast'
import { keepWhere, maximum, ratioOrZero, timesLog } from '../../shared/tensor/choice'
import { initialise } from '../../shared/tensor/random'
import { type Shape, scalar, type Tensor, tensor } from '../../shared/tensor/tensor'

const pairs: [Shape, Shape, Shape | null][] = [
  [[], [], []],
  [[], [2, 3], [2, 3]],
  [[3], [4, 3], [4, 3]],
  [
    [3, 1],
    [1, 4],
    [3, 4],
  ],
  [[2, 1], [3], [2, 3]],
  [[1], [1, 1], [1, 1]],
  [
    [2, 1, 4],
    [3, 1],
    [2, 3, 4],
  ],
  [
    [2, 3, 4],
    [2, 1, 4],
    [2, 3, 4],
  ],
  [
    [2, 3, 1, 2],
    [3, 5, 1],
    [2, 3, 5, 2],
  ],
  [
    [1, 3, 1],
    [2, 1, 4],
    [2, 3, 4],
  ],
  [[2, 3], [2], null],
  [[2, 3], [3, 2], null],
  [[2, 0], [1], [2, 0]],
]
const fill = (shape: Shape, seed: number) => initialise(shape, 'normal', seed)
const dot = (a: Tensor, b: Tensor) => a.data.reduce((sum, x, i) => sum + x * b.data[i]!, 0)

test('two shapes meet as in NumPy, in either order, or not at all', () => {
  for (const [a, b, common] of pairs) {
    expect(broadcastShape(a, b)).toEqual(common)
    expect(broadcastShape(b, a)).toEqual(common)
  }
})

test('arithmetic on any pair of shapes is arithmetic on the stretched operands', () => {
  for (const [shapeA, shapeB, common] of pairs) {
    if (!common) continue
    const [a, b] = [fill(shapeA, 1), fill(shapeB, 2)]
    const [wideA, wideB] = [broadcastTo(a, common), broadcastTo(b, common)]
    const entries = (f: (x: number, y: number) => number) =>
      [...wideA.data].map((x, i) => f(x, wideB.data[i]!))
    expect(add(a, b)).toEqual(
      tensor(
        common,
        entries((x, y) => x + y),
      ),
    )
    expect(subtract(a, b)).toEqual(
      tensor(
        common,
        entries((x, y) => x - y),
      ),
    )
    expect(multiply(a, b)).toEqual(
      tensor(
        common,
        entries((x, y) => x * y),
      ),
    )
    expect(divide(a, b)).toEqual(
      tensor(
        common,
        entries((x, y) => x / y),
      ),
    )
    expect(maximum(a, b)).toEqual(tensor(common, entries(Math.max)))
  }
})

test('equal shapes, a scalar and a row each run as few loops as they can', () => {
  expect(pairingOf([2, 3], [2, 3])).toMatchObject({ length: 6, startA: [0] })
  expect(pairingOf([2, 3], [])).toMatchObject({ length: 6, stepA: 1, stepB: 0 })
  expect(pairingOf([4, 3], [3])).toMatchObject({ length: 3, stepA: 1, stepB: 1 })
  expect(pairingOf([4, 3], [3]).startA.length).toBe(4)
})

test('shapes that do not meet are our bug here, because shape rules come first', () => {
  expect(() => add(fill([2, 3], 1), fill([2], 1))).toThrow('internal: (2, 3) and (2) do not broadcast')
})

test('summing back is the adjoint of stretching', () => {
  for (const [shape, , common] of pairs) {
    if (!common) continue
    const [x, g] = [fill(shape, 1), fill(common, 2)]
    expect(dot(broadcastTo(x, common), g)).toBeCloseTo(dot(x, sumTo(g, shape)), 12)
  }
})

test('a mask of 0 keeps out even what is not finite', () => {
  const a = tensor([4], [Infinity, NaN, 3, NaN])
  expect([...keepWhere(a, tensor([4], [0, 0, 1, 1])).data]).toEqual([0, 0, 3, NaN])
})

test('0 · ln b is 0 and 0 / b is 0, also at b = 0', () => {
  const b = tensor([3], [0, 2, -1])
  expect([...timesLog(scalar(0), b).data, ...ratioOrZero(scalar(0), b).data]).toEqual([0, 0, 0, 0, 0, 0])
  expect([...timesLog(scalar(2), b).data]).toEqual([-Infinity, 2 * Math.LN2, NaN])
  expect([...ratioOrZero(scalar(2), b).data]).toEqual([Infinity, 1, -2])
})
