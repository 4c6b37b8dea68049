/** Transposes and gathers against plain JavaScript. */
import { describe, expect, test } from 'vitest'
import { everywhere, noise, rounded } from './kernelMemory'

describe.each(everywhere)('$name, float$bits', ({ open, bits }) => {
  test('a transpose exchanges rows and columns of any numbers', () => {
    for (const rows of [0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 34])
      for (const cols of [0, 1, 2, 3, 4, 5, 7, 8, 9, 12]) {
        const { kernels, put, room, take } = open()
        const x = Array.from({ length: rows * cols }, (_, i) => i)
        const out = room(x.length, bits)
        kernels[`transpose${bits}`](out, rows, put(x, bits), cols, rows, cols)
        expect([...take(out, x.length, bits)]).toEqual(
          x.map((_, i) => (i % rows) * cols + Math.floor(i / rows)),
        )
      }
  })

  test('gather takes entries by their offsets', () => {
    for (const n of [0, 1, 5, 40]) {
      const { kernels, put, putOffsets, room, take } = open()
      const x = noise(17).map(y => rounded(y, bits))
      const offsets = Array.from({ length: n }, (_, i) => (i * 7 + (i >> 2)) % 17)
      const [taken, at] = [room(n, bits), putOffsets(offsets)]
      kernels[`gather${bits}`](taken, put(x, bits), n, at)
      expect([...take(taken, n, bits)]).toEqual(offsets.map(i => x[i]))
    }
  })
})
