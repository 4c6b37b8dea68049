/** Sums and maxima along an axis against plain JavaScript, for short and long rows and columns. */
import { describe, expect, test } from 'vitest'
import { everywhere, noise, rounded } from './kernelMemory'

const sizes = [
  ...[0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 15, 16, 17, 31, 33, 100].flatMap(count => [
    [1, count, 1],
    [3, count, 1],
    [2, count, 3],
  ]),
  ...[1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 31, 32, 33, 50].flatMap(inner => [
    [1, 6, inner],
    [2, 3, inner],
    [1, 13, inner],
    [1, 2, inner],
  ]),
] as [number, number, number][]

describe.each(everywhere)('$name, float$bits', ({ open, bits }) => {
  const near = bits === 64 ? 1e-13 : 3e-5

  const folded = (
    name: 'foldSum' | 'foldMax',
    x: readonly number[],
    [outer, count, inner]: readonly number[],
  ) => {
    const { kernels, put, room, take } = open()
    const out = room(outer! * inner!, bits)
    kernels[`${name}${bits}`](out, put(x, bits), outer!, count!, inner!, inner!)
    return take(out, outer! * inner!, bits)
  }

  test('sums and maxima of every column and row are JavaScript’s', () => {
    for (const size of sizes) {
      const [outer, count, inner] = size
      const x = noise(outer * count * inner).map(y => rounded(y, bits))
      const sums = folded('foldSum', x, size)
      const maxima = folded('foldMax', x, size)
      for (let o = 0; o < outer; o++)
        for (let i = 0; i < inner; i++) {
          const column = Array.from({ length: count }, (_, c) => x[(o * count + c) * inner + i]!)
          expect(Math.abs(sums[o * inner + i]! - column.reduce((a, b) => a + b, 0)), `${size}`).toBeLessThan(
            near,
          )
          expect(maxima[o * inner + i], `${size}`).toBe(Math.max(...column))
        }
    }
  })

  test('one NaN makes the sum and the maximum NaN, wherever it stands, and nothing else', () => {
    for (const size of [
      [1, 37, 1],
      [2, 5, 1],
      [1, 11, 5],
      [1, 7, 40],
      [2, 2, 3],
    ] as const) {
      const [outer, count, inner] = size
      for (let at = 0; at < outer * count * inner; at++) {
        const x = noise(outer * count * inner)
        x[at] = Number.NaN
        const column = Math.floor(at / (count * inner)) * inner + (at % inner)
        for (const name of ['foldSum', 'foldMax'] as const)
          expect([...folded(name, x, size)].flatMap((y, i) => (Number.isNaN(y) ? [i] : []))).toEqual([column])
      }
    }
  })

  test('columns of a wider tensor fold to the very bits of the whole', () => {
    const [count, inner] = [13, 160]
    const x = noise(count * inner).map(y => rounded(y, bits))
    const whole = folded('foldSum', x, [1, count, inner])
    const { kernels, put, room, take } = open()
    const [at, out, size] = [put(x, bits), room(inner, bits), bits / 8]
    kernels[`foldSum${bits}`](out, at, 1, count, 64, inner)
    kernels[`foldSum${bits}`](out + 64 * size, at + 64 * size, 1, count, inner - 64, inner)
    expect([...take(out, inner, bits)]).toEqual([...whole])
  })
})
