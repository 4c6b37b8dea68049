/** Each entrywise kernel against plain JavaScript, on edge values and noise, in every form and type. */
import { describe, expect, test } from 'vitest'
import { type Bits, distance, edges, everywhere, noise, rounded } from './kernelMemory'

const sigmoid = (x: number) => {
  const e = Math.exp(-Math.abs(x))
  return (x >= 0 ? 1 : e) / (1 + e)
}

/** [what it should give, how many units in the last place it may differ in float64 and float32]. */
const unary = {
  negate: [(x: number) => -x, 0, 0],
  square: [(x: number) => x * x, 0, 0],
  sqrt: [Math.sqrt, 0, 0],
  abs: [Math.abs, 0, 0],
  exp: [Math.exp, 2, 3],
  log: [Math.log, 2, 3],
  tanh: [Math.tanh, 3, 3],
  sigmoid: [sigmoid, 2, 3],
  relu: [(x: number) => Math.max(x, 0), 0, 0],
} as const

const withNumber = {
  scale: (x: number, k: number) => k * x,
  divideBy: (x: number, k: number) => x / k,
  shift: (x: number, k: number) => x + k,
} as const

const samples = [
  ...edges,
  ...noise(500, 1),
  ...noise(300, 30, 2),
  ...noise(100, 400, 3),
  ...noise(100, 1e-3, 4),
]

const names = Object.keys(unary) as (keyof typeof unary)[]

describe.each(everywhere)('$name, float$bits', ({ open, bits }) => {
  const xs = samples.map(x => rounded(x, bits))

  test.each(names)('%s is JavaScript’s to the last places', name => {
    const [f, ulp64, ulp32] = unary[name]
    const { kernels, put, room, take } = open()
    const out = room(xs.length, bits)
    kernels[`${name}${bits}`](out, put(xs, bits), xs.length)
    const got = take(out, xs.length, bits)
    const allowed = bits === 64 ? ulp64 : ulp32
    for (const [i, x] of xs.entries()) {
      const want = f(x)
      const far = distance(got[i]!, want, bits)
      expect(far <= allowed, `${name}(${x}) is ${got[i]}, not ${want}: ${far} units`).toBe(true)
    }
  })

  test.each(names)('%s of any few entries is that of each, also in place', name => {
    for (let n = 0; n <= 19; n++) {
      const { kernels, put, room, take } = open()
      const some = noise(n, 2, n + 1)
      const f = (out: number, x: number) => kernels[`${name}${bits}`](out, x, n)
      const each = some.map(x => {
        const one = room(1, bits)
        kernels[`${name}${bits}`](one, put([x], bits), 1)
        return take(one, 1, bits)[0]!
      })
      const out = room(n, bits)
      f(out, put(some, bits))
      expect([...take(out, n, bits)]).toEqual(each)
      const both = room(n, bits)
      kernels[`shift${bits}`](both, put(some, bits), n, 0)
      f(both, both)
      expect([...take(both, n, bits)]).toEqual(each)
    }
  })

  test.each(Object.entries(withNumber))('%s rounds once', (name, f) => {
    for (const n of [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 33, xs.length])
      for (const k of [3, -0.1, 0, Number.NaN]) {
        const { kernels, put, room, take } = open()
        const factor = rounded(k, bits)
        const out = room(n, bits)
        kernels[`${name as keyof typeof withNumber}${bits}`](out, put(xs.slice(0, n), bits), n, factor)
        expect([...take(out, n, bits)]).toEqual(xs.slice(0, n).map(x => rounded(f(x, factor), bits)))
      }
  })

  test('the first number that is NaN or infinite is found wherever it stands', () => {
    const find = (numbers: number[]) => {
      const { kernels, put } = open()
      return kernels[`firstNonFinite${bits}`](put(numbers, bits), numbers.length)
    }
    const large = bits === 64 ? 1.7e308 : 3.4e38
    for (const n of [0, 1, 2, 3, 7, 8, 9, 16, 31, 40]) {
      const fine = noise(n).map((x, i) => (i % 3 === 0 ? Math.sign(x) * large : i % 3 === 1 ? 0 : x))
      expect(find(fine)).toBe(-1)
      for (let at = 0; at < n; at++)
        for (const bad of [Number.NaN, Infinity, -Infinity])
          expect(find(fine.map((x, i) => (i === at || (i === at + 3 && i < n) ? bad : x)))).toBe(at)
    }
  })
})

test('float32 results are those of float64, rounded: the types agree', () => {
  for (const { kernels, put, room, take } of everywhere
    .filter(({ bits }) => bits === 32)
    .map(({ open }) => open()))
    for (const name of ['exp', 'tanh', 'sigmoid'] as const) {
      const xs = noise(200, 3, 9).map(Math.fround)
      const results = ([64, 32] as Bits[]).map(bits => {
        const out = room(xs.length, bits)
        kernels[`${name}${bits}`](out, put(xs, bits), xs.length)
        return take(out, xs.length, bits)
      })
      for (const i of xs.keys()) expect(distance(results[1]![i]!, results[0]![i]!, 32)).toBeLessThanOrEqual(3)
    }
})
