/** Files keep a seed instead of numbers: these numbers must never change. They were computed apart, in Python. */
import { expect, test } from 'vitest'
import { fansOf, initialise, ln, normalFrom, uniformFrom } from '../../shared/tensor/random'

const take = (n: number, draw: () => number) => Array.from({ length: n }, draw)

test('a seed gives the same uniform numbers forever', () => {
  expect(take(3, uniformFrom(0))).toEqual([0.6750985024813072, 0.051309421615726936, 0.8656132793409693])
  expect(take(3, uniformFrom(42))).toEqual([0.4562558052254867, 0.5743777227769976, 0.8310974141243506])
})

test('negative seeds and seeds beyond 32 bits are seeds of their own', () => {
  expect(take(2, uniformFrom(-1))).toEqual([0.4125626950936482, 0.798267915327355])
  expect(take(2, uniformFrom(2 ** 40 + 3))).toEqual([0.8719746225623526, 0.784358120949335])
  expect(take(2, uniformFrom(3))).not.toEqual(take(2, uniformFrom(2 ** 40 + 3)))
})

test('a seed gives the same normal numbers forever', () => {
  expect(take(4, normalFrom(1))).toEqual([
    0.14917634195606463, 0.9275698617671038, -1.5554943042739975, 0.6423388362971518,
  ])
})

test('Glorot and He keep their numbers too', () => {
  expect([...initialise([2, 3], 'glorot', 1).data]).toEqual([
    0.1394978633585848, 0.867389641920821, -0.49877189522114374, 0.20596704074953656, 0.37169684694256,
    -0.601012904780109,
  ])
  expect([...initialise([3, 2], 'he', 7).data]).toEqual([
    -0.9998496603964449, -1.8505461984063438, -0.26130507584215396, -0.2066538145622741, -1.0471532189533561,
    0.46404081650889817,
  ])
})

test('normal numbers have mean 0, variance 1 and the tails of a normal', () => {
  const draws = take(100_000, normalFrom(3))
  const moment = (k: number) => draws.reduce((sum, x) => sum + x ** k, 0) / draws.length
  expect(moment(1)).toBeCloseTo(0, 1)
  expect(Math.abs(moment(2) - 1)).toBeLessThan(0.02)
  expect(Math.abs(moment(3))).toBeLessThan(0.05)
  expect(Math.abs(moment(4) - 3)).toBeLessThan(0.1)
})

test('Glorot fills ±√(6 / (fanIn + fanOut)) evenly', () => {
  const { data } = initialise([30, 70], 'glorot', 5)
  const bound = Math.sqrt(6 / 100)
  expect(Math.max(...data)).toBeLessThan(bound)
  expect(Math.min(...data)).toBeGreaterThan(-bound)
  const variance = data.reduce((sum, x) => sum + x * x, 0) / data.length
  expect(Math.abs(variance / (bound ** 2 / 3) - 1)).toBeLessThan(0.1)
})

test('He has the standard deviation √(2 / fanIn)', () => {
  const { data } = initialise([50, 80], 'he', 5)
  const variance = data.reduce((sum, x) => sum + x * x, 0) / data.length
  expect(Math.abs(variance / (2 / 50) - 1)).toBeLessThan(0.1)
})

test('the fans are rows and columns of a weight, and count the field of a convolution', () => {
  expect(fansOf([2, 500])).toEqual({ fanIn: 2, fanOut: 500 })
  expect(fansOf([8, 3, 5, 5])).toEqual({ fanIn: 75, fanOut: 200 })
  expect(fansOf([4])).toEqual({ fanIn: 4, fanOut: 4 })
  expect(fansOf([])).toEqual({ fanIn: 1, fanOut: 1 })
})

test('one-hot puts the 1 of row i in column i mod C', () => {
  expect([...initialise([4, 3], 'oneHot', 9).data]).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0])
  expect([...initialise([3], 'oneHot', 9).data]).toEqual([1, 0, 0])
  expect([...initialise([], 'oneHot', 9).data]).toEqual([1])
})

test('zeros and ones need no seed', () => {
  expect([...initialise([2], 'zeros', 1).data, ...initialise([2], 'ones', 1).data]).toEqual([0, 0, 1, 1])
})

test('the logarithm made of + − × ÷ agrees with ln to the last bits', () => {
  for (const s of take(5000, uniformFrom(8))) {
    const reference = Math.log(s)
    expect(Math.abs(ln(s) - reference)).toBeLessThanOrEqual(1e-15 * Math.abs(reference))
  }
  expect(ln(2 ** -1074)).toBeCloseTo(-744.44, 2)
})
