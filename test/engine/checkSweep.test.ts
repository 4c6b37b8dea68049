/** The error of a gradient against the step of the difference. */
import { describe, expect, test } from 'vitest'
import { completed } from '../../shared/engine/check'
import { sweepSteps } from '../../shared/engine/checkSweep'
import { computed, notes232 } from '../helpers/computed'

describe('the error against the step is a V', () => {
  test.each([
    ['float64', 1e-6, 1e-5],
    ['float32', 1e-3, 1e-2],
  ] as const)('whose least point in %s lies between %f and %f', (precision, least, most) => {
    const result = completed(sweepSteps(computed(notes232).plan, { precision }))
    if (!result.ok) throw new Error(result.why)
    expect(result.best).toBeGreaterThanOrEqual(0.99 * least)
    expect(result.best).toBeLessThanOrEqual(1.01 * most)
    const errors = result.points.map(point => point.error)
    const at = result.points.findIndex(({ h }) => h === result.best)
    expect(errors[0]).toBeGreaterThan(1e3 * errors[at]!)
    expect(errors[at + 6]).toBeGreaterThan(10 * errors[at]!)
  })

  test('its steps are evenly spaced on a logarithmic scale', () => {
    const result = completed(sweepSteps(computed(notes232).plan, { from: 1e-2, to: 1e-4, perDecade: 2 }))
    if (!result.ok) throw new Error(result.why)
    expect(result.points.map(({ h }) => h.toExponential(3))).toEqual([
      '1.000e-2',
      '3.162e-3',
      '1.000e-3',
      '3.162e-4',
      '1.000e-4',
    ])
  })

  test('is that of one leaf where only that is asked for', () => {
    const text = 'x:parameter=[1,2,3]; w:parameter=2; s:sum(x); q:power(w){"exponent":3}; L:add(s,q)'
    const sweep = (leaf?: string) => {
      const result = completed(
        sweepSteps(computed(text).plan, { ...(leaf && { leaf }), from: 1e-2, to: 1e-4 }),
      )
      if (!result.ok) throw new Error(result.why)
      return result.points
    }
    expect(sweep().map(({ checked }) => checked)).toEqual([4, 4, 4, 4, 4])
    expect(sweep('x').map(({ checked }) => checked)).toEqual([3, 3, 3, 3, 3])
    // x is linear: whatever the step, only rounding is left. The slope of w³ is off by the square of its step, 0.02.
    expect(sweep('x')[0]!.error).toBeLessThan(1e-12)
    expect(sweep('w')[0]!.error).toBeCloseTo(4e-4 / 12, 8)
  })

  test('has no best step where there is nothing to compare', () => {
    const result = completed(sweepSteps(computed('x:parameter=1; y:threshold(x)').plan))
    expect(result).toMatchObject({ ok: true, best: null })
  })
})
