/** The borders of the gradient check: when two numbers agree, and when they say nothing. */
import { describe, expect, test } from 'vitest'
import { comparisonOf, relativeError, verdictOf } from '../../shared/engine/checkVerdict'

describe('the relative error', () => {
  test('is the difference as a part of the larger number', () => {
    expect(relativeError(1, 1.0001)).toBeCloseTo(1e-4, 7)
    expect(relativeError(1e-6, 1.01e-4)).toBeCloseTo(0.99, 3)
    expect(comparisonOf(0, 1e-6, { numeric: 1.01e-4, noise: 0 }).absolute).toBeCloseTo(1e-4, 12)
    expect(relativeError(0, 0)).toBe(0)
  })

  test.each([
    [1, 1 + 5e-8, 'pass'],
    [1, 1 + 5e-7, 'warn'],
    [1, 1 + 5e-4, 'fail'],
    [1, -1, 'fail'],
    [0, 1e-9, 'fail'],
    [Number.NaN, 1, 'fail'],
  ] as const)('%f against %f: %s', (a, numeric, verdict) => {
    expect(verdictOf(comparisonOf(0, a, { numeric, noise: 1e-12 }), 'float64')).toBe(verdict)
  })

  test('counts for nothing where rounding explains it', () => {
    const noise = 1e-10
    expect(verdictOf(comparisonOf(0, 1e-5, { numeric: 1e-5 + 9e-11, noise }), 'float64')).toBe('pass')
    expect(verdictOf(comparisonOf(0, 1e-5, { numeric: 1e-5 + 2e-10, noise }), 'float64')).toBe('warn')
    expect(verdictOf(comparisonOf(0, 0, { numeric: 9e-11, noise }), 'float64')).toBe('vacuous')
  })
})
