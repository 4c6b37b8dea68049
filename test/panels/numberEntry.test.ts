/** Numbers as people type them. */
import { describe, expect, it } from 'vitest'
import { parseNumber } from '../../renderer/panels/inspector/numberEntry'
import { formatExact } from '../../shared/formula/formatNumber'

const read = (text: string) => {
  const parsed = parseNumber(text)
  return parsed.ok ? parsed.value : parsed.reason
}

describe('a number entry', () => {
  it.each([
    ['-.5', -0.5],
    ['5.', 5],
    [' +2 ', 2],
    ['1e-3', 0.001],
    ['2E+2', 200],
    ['1/3', 1 / 3],
    ['−1 / 4', -0.25],
    ['−2', -2],
    ['1e−3', 0.001],
    ['inf', Infinity],
    ['−∞', -Infinity],
    ['Infinity', Infinity],
  ])('reads %s', (text, number) => {
    expect(read(text)).toBe(number)
  })

  it('reads nan', () => {
    expect(read('NaN')).toBeNaN()
  })

  it('keeps the sign of a negative zero', () => {
    expect(read('-0')).toBe(-0)
  })

  it.each(['abc', '1 2', '0x10', '1..2', '--1', '1/2/3', '1_000', 'e3', '.'])(
    'refuses %s and quotes it',
    text => {
      expect(read(text)).toContain(`“${text}” is not a number`)
    },
  )

  it('refuses nothing with an example of what to type', () => {
    expect(read('  ')).toBe('There is no number here; type one such as −0.5, 1e-3, 1/3, inf or nan.')
  })

  it('tells a decimal comma how to be written', () => {
    expect(read('0,5')).toBe('Write “0,5” with a point: 0.5.')
  })

  it('refuses a division by zero', () => {
    expect(read('1/0')).toContain('divides by zero')
  })

  it('refuses digits beyond float64 rather than reading an infinity', () => {
    expect(read('1e999')).toContain('larger than any float64 number')
  })

  it('reads the exact text of a number back to the same bits', () => {
    for (const x of [
      -0.6900000000000001,
      1 / 3,
      5e-324,
      Number.MAX_VALUE,
      -0,
      Infinity,
      -Infinity,
      Number.NaN,
    ])
      expect(Object.is(read(formatExact(x)), x)).toBe(true)
  })
})
