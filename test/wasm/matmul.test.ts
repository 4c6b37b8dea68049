/** The matrix product against three plain loops: every layout, with and without a bias, on sizes that take each of its ways. */
import { describe, expect, test } from 'vitest'
import { everywhere, noise, rounded } from './kernelMemory'

const few = [1, 2, 3, 4, 5, 7, 9]
/** [n, k, m]. */
const sizes = [
  ...few.flatMap(n => few.flatMap(k => few.map(m => [n, k, m]))),
  ...[
    [1, 2, 50],
    [1, 50, 2],
    [6, 2, 50],
    [6, 50, 2],
    [2, 6, 50],
    [50, 6, 2],
    [50, 1, 2],
    [2, 1, 50],
    [1, 40, 33],
    [33, 40, 1],
  ],
  ...[
    [12, 16, 5],
    [13, 17, 8],
    [12, 20, 9],
    [23, 33, 17],
    [16, 64, 10],
    [100, 19, 13],
    [5, 300, 9],
    [2, 1200, 17],
  ],
  ...[
    [14, 300, 11],
    [100, 270, 6],
    [97, 16, 20],
    [12, 16, 530],
  ],
  ...[
    [0, 3, 2],
    [3, 0, 2],
    [2, 3, 0],
    [20, 0, 20],
  ],
] as [number, number, number][]

describe.each(everywhere)('$name, float$bits', ({ open, bits }) => {
  const size = bits / 8

  const product = (
    [n, k, m]: readonly [number, number, number],
    [transA, transB]: readonly [number, number],
    [a, b, bias]: readonly [number[], number[], number[] | null],
  ) => {
    const { kernels, put, room, hold, take } = open()
    const out = room(n * m, bits)
    const at = [put(a, bits), put(b, bits), bias ? put(bias, bits) : 0] as const
    const scratch = room(kernels[`matmulScratch${bits}`](n, k, m) / size, bits)
    const [rowA, rowB] = [transA ? n : k, transB ? k : m]
    kernels[`matmul${bits}`](out, at[0], at[1], n, k, m, transA, transB, at[2], scratch, rowA, rowB, m)
    hold(scratch, kernels[`matmulScratch${bits}`](n, k, m) / size, bits)
    return take(out, n * m, bits)
  }

  test.each([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ] as const)('transA %i, transB %i: the product is that of three loops', (transA, transB) => {
    for (const [n, k, m] of sizes) {
      const a = noise(n * k, 1, 1).map(x => rounded(x, bits))
      const b = noise(k * m, 1, 2).map(x => rounded(x, bits))
      const bias = (n + k + m) % 2 === 0 ? null : noise(m, 1, 3).map(x => rounded(x, bits))
      const got = product([n, k, m], [transA, transB], [a, b, bias])
      let worst = 0
      for (let i = 0; i < n; i++)
        for (let j = 0; j < m; j++) {
          let sum = bias?.[j] ?? 0
          for (let p = 0; p < k; p++)
            sum += a[transA ? p * n + i : i * k + p]! * b[transB ? j * k + p : p * m + j]!
          const far = Math.abs(got[i * m + j]! - sum)
          worst = Number.isNaN(far) ? Infinity : Math.max(worst, far)
        }
      expect(worst, `${n} × ${k} × ${m}`).toBeLessThan((bits === 64 ? 1e-14 : 5e-6) * (4 + Math.sqrt(k)))
    }
  })

  test('what stands beyond the operands never enters: an infinity there changes nothing', () => {
    for (const [n, k, m] of [
      [1, 3, 3],
      [2, 3, 5],
      [5, 3, 5],
      [13, 17, 9],
      [1, 40, 3],
      [7, 20, 1],
    ] as const)
      for (const trans of [
        [0, 0],
        [0, 1],
        [1, 0],
      ] as const) {
        const { kernels, put, room, take } = open()
        const bad = new Array(40).fill(Infinity)
        const [a, b] = [noise(n * k, 1, 1), noise(k * m, 1, 2)]
        const [atA, atB, bias] = [
          put([...a, ...bad], bits),
          put([...b, ...bad], bits),
          put([...noise(m), ...bad], bits),
        ]
        const out = room(n * m, bits)
        const bytes = kernels[`matmulScratch${bits}`](n, k, m)
        const scratch = room(bytes / size, bits)
        kernels[`shift${bits}`](scratch, scratch, bytes / size, Number.NaN)
        const [rowA, rowB] = [trans[0] ? n : k, trans[1] ? k : m]
        kernels[`matmul${bits}`](
          ...([out, atA, atB, n, k, m] as const),
          ...([trans[0], trans[1], bias, scratch, rowA, rowB, m] as const),
        )
        expect([...take(out, n * m, bits)]).toEqual([...product([n, k, m], trans, [a, b, noise(m)])])
      }
  })

  test('equal products are equal to the bit', () => {
    const operands = [noise(30 * 40, 1, 1), noise(40 * 20, 1, 2), null] as const
    const once = product([30, 40, 20], [0, 0], operands as never)
    expect([...product([30, 40, 20], [0, 0], operands as never)]).toEqual([...once])
  })

  test('rows and columns of larger matrices give the very bits of the whole product', () => {
    for (const [n, k, m] of [
      [48, 40, 20],
      [50, 2, 30],
      [48, 30, 3],
      [48, 30, 1],
      [2, 64, 96],
      [1, 20, 96],
      [13, 1, 70],
      [36, 1, 2],
    ] as const)
      for (const [transA, transB] of [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ] as const) {
        const [a, b] = [noise(n * k, 1, 1), noise(k * m, 1, 2)]
        const bias = transA ? null : noise(m, 1, 3)
        const whole = product([n, k, m], [transA, transB], [a, b, bias])
        const { kernels, put, room, take } = open()
        const [atA, atB, atBias] = [put(a, bits), put(b, bits), bias ? put(bias, bits) : 0]
        const out = room(n * m, bits)
        const scratch = room(kernels[`matmulScratch${bits}`](n, k, m) / size, bits)
        const [rowA, rowB] = [transA ? n : k, transB ? k : m]
        const part = (i: number, rows: number, j: number, cols: number) =>
          kernels[`matmul${bits}`](
            out + (i * m + j) * size,
            atA + i * (transA ? 1 : rowA) * size,
            atB + j * (transB ? rowB : 1) * size,
            ...([rows, k, cols, transA, transB] as const),
            ...([atBias && atBias + j * size, scratch, rowA, rowB, m] as const),
          )
        if (n >= 24) {
          part(0, 12, 0, m)
          part(12, n - 12, 0, m)
        } else {
          part(0, n, 0, 32)
          part(0, n, 32, m - 32)
        }
        expect([...take(out, n * m, bits)], `${n} × ${k} × ${m}, ${transA}${transB}`).toEqual([...whole])
      }
  })
})
