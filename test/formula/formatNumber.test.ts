/** How numbers read. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatExact, formatNumber } from '../../shared/formula/formatNumber'

it.each([
  [0, '0'],
  [-0, '0'],
  [3, '3'],
  [-12, '−12'],
  [1234, '1234'],
  [99_999, '99999'],
  [100_000, '1.000e5'],
  [123_456, '1.235e5'],
  [-0.4043086274372941, '−0.4043'],
  [-0.09901208377833026, '−0.0990'],
  [0.04001866607486437, '0.0400'],
  [0.00123, '0.0012'],
  [0.00096, '9.600e−4'],
  [-1e-300, '−1.000e−300'],
  [1.22, '1.220'],
  [0.99996, '1.000'],
  [9.99996, '10.00'],
  [12.3456, '12.35'],
  [123.456, '123.5'],
  [1234.56, '1235'],
  [9999.6, '1.000e4'],
  [12345.6, '1.235e4'],
  [NaN, 'NaN'],
  [Infinity, '∞'],
  [-Infinity, '−∞'],
])('%d reads %s', (x, text) => {
  expect(formatNumber(x)).toBe(text)
})

it('gives as many digits as asked for', () => {
  expect(formatNumber(Math.PI, 2)).toBe('3.1')
  expect(formatNumber(Math.PI, 8)).toBe('3.1415927')
})

const numberOf = (text: string) => Number(text.replaceAll('−', '-'))

it('shows no number but 0 as 0, and keeps sign and size to the digits it shows', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: -1e307, max: 1e307 }), x => {
      const shown = numberOf(formatNumber(x))
      expect(shown === 0).toBe(x === 0)
      expect(Math.abs(shown - x)).toBeLessThanOrEqual(Math.abs(x) * 0.05)
    }),
  )
})

it('writes the exact number so that it reads back to the last bit', () => {
  fc.assert(
    fc.property(fc.double(), x => {
      expect(Number(formatExact(x))).toBe(x)
    }),
  )
})
