/** Each pairwise kernel against plain JavaScript, over every way in which two shapes broadcast. */
import { describe, expect, test } from 'vitest'
import { pairingOf } from '../../shared/tensor/broadcast'
import { sizeOf } from '../../shared/tensor/tensor'
import { edges, everywhere, noise, rounded } from './kernelMemory'

/** `r` rounds a number in between, as the type does. */
type Pair = (a: number, b: number, r: (x: number) => number) => number

const pairwise: Record<string, Pair> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  maximum: (a, b) => Math.max(a, b),
  minimum: (a, b) => Math.min(a, b),
  tanhSlope: (g, y, r) => g * r(1 - r(y * y)),
  sigmoidSlope: (g, y, r) => r(g * y) * r(1 - y),
  keepWherePositive: (g, x) => (x > 0 ? g : 0),
}

const names = Object.keys(pairwise) as ('add' | 'maximum')[]

const shapes = [
  ...[1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 33].flatMap(n => [
    [[n], [n]],
    [[n], [1]],
    [[], [n]],
    [[3, n], [n]],
    [[n], [5, n]],
  ]),
  ...[1, 2, 3, 5, 8, 9].flatMap(n => [
    [
      [4, n],
      [4, 1],
    ],
    [
      [3, 1],
      [3, n],
    ],
    [
      [n, 1],
      [1, 3],
    ],
    [
      [2, 1, n],
      [3, 1],
    ],
    [
      [n, 2, 3],
      [2, 1],
    ],
  ]),
] as [number[], number[]][]

describe.each(everywhere)('$name, float$bits', ({ open, bits }) => {
  test.each(names)('%s is JavaScript’s, over all shapes that broadcast', name => {
    const r = (x: number) => rounded(x, bits)
    for (const [shapeA, shapeB] of shapes) {
      const { kernels, put, putOffsets, room, take } = open()
      const a = noise(sizeOf(shapeA), 2, 1).map(r)
      const b = noise(sizeOf(shapeB), 2, 2).map(r)
      const { shape, length, stepA, stepB, startA, startB } = pairingOf(shapeA, shapeB)
      const n = sizeOf(shape)
      const out = room(n, bits)
      const starts = [putOffsets(startA), putOffsets(startB)] as const
      kernels[`${name}${bits}`](
        out,
        put(a, bits),
        put(b, bits),
        startA.length,
        length,
        stepA,
        stepB,
        ...starts,
      )
      const expected = Array.from({ length: n }, (_, i) => {
        const [run, at] = [Math.floor(i / length), i % length]
        return r(pairwise[name]!(a[startA[run]! + at * stepA]!, b[startB[run]! + at * stepB]!, r))
      })
      expect([...take(out, n, bits)], `${shapeA} with ${shapeB}`).toEqual(expected)
    }
  })

  test.each(names)('%s knows NaN, infinities and zeros with a sign', name => {
    const r = (x: number) => rounded(x, bits)
    const values = edges.slice(0, 22).map(r)
    const a = values.flatMap(x => values.map(() => x))
    const b = values.flatMap(() => values)
    const { kernels, put, putOffsets, room, take } = open()
    const out = room(a.length, bits)
    const zero = putOffsets([0])
    kernels[`${name}${bits}`](out, put(a, bits), put(b, bits), 1, a.length, 1, 1, zero, zero)
    expect([...take(out, a.length, bits)]).toEqual(a.map((x, i) => r(pairwise[name]!(x, b[i]!, r))))
  })

  test('operands may advance by any step', () => {
    for (const [stepA, stepB] of [
      [2, 1],
      [3, 0],
      [1, 4],
      [5, 7],
      [0, 0],
    ] as const)
      for (const n of [1, 2, 3, 4, 5, 9]) {
        const { kernels, put, putOffsets, room, take } = open()
        const a = noise(100, 1, 5).map(x => rounded(x, bits))
        const b = noise(100, 1, 6).map(x => rounded(x, bits))
        const out = room(2 * n, bits)
        kernels[`add${bits}`](
          out,
          put(a, bits),
          put(b, bits),
          2,
          n,
          stepA,
          stepB,
          putOffsets([1, 40]),
          putOffsets([3, 0]),
        )
        const sum = (atA: number, atB: number) => (_: unknown, i: number) =>
          rounded(a[atA + i * stepA]! + b[atB + i * stepB]!, bits)
        const expected = [...Array.from({ length: n }, sum(1, 3)), ...Array.from({ length: n }, sum(40, 0))]
        expect([...take(out, 2 * n, bits)]).toEqual(expected)
      }
  })

  test('a sum may be taken into its first operand', () => {
    for (let n = 0; n < 20; n++) {
      const { kernels, put, putOffsets, room, take } = open()
      const zero = putOffsets([0])
      const x = put(noise(n), bits)
      const out = room(n, bits)
      // 0 · 0 + 1: nothing in `out` is meaningful yet.
      kernels[`scale${bits}`](out, put(new Array<number>(n).fill(0), bits), n, 0)
      kernels[`shift${bits}`](out, out, n, 1)
      kernels[`add${bits}`](out, out, x, 1, n, 1, 1, zero, zero)
      expect([...take(out, n, bits)]).toEqual(noise(n).map(y => rounded(1 + rounded(y, bits), bits)))
    }
  })
})
