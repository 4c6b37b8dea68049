/** A contestant that found something else is seen, whatever is wrong with it. */
import { expect, test } from 'vitest'
import { agrees, distanceOf } from './agree'

const parts = [{ leaves: ['W'] }, { leaves: ['b'], scale: ['W'] }, { leaves: ['p', 'q'] }]
const result = (loss: number, gradients: Record<string, readonly number[]>) => ({
  loss,
  gradients: new Map(Object.entries(gradients)),
})
const ours = result(2, { W: [1, -4], b: [1e-17], p: [10], q: [0.001] })
const distance = (loss: number, changed: Record<string, readonly number[]> = {}) =>
  distanceOf(parts, ours, result(loss, { W: [1, -4], b: [1e-17], p: [10], q: [0.001], ...changed }))

test('the same numbers are at no distance', () => {
  expect(distance(2).error).toBe(0)
})

test('the distance is relative to the largest entry of a part', () => {
  expect(distance(2, { W: [1.4, -4] })).toEqual({ error: expect.closeTo(0.1, 12), of: 'W' })
  expect(distance(2, { q: [0.101] })).toEqual({ error: expect.closeTo(0.01, 12), of: 'q' })
  expect(distance(2.5)).toEqual({ error: 0.25, of: 'loss' })
})

test('a gradient that is only rounding is measured against the part that it names', () => {
  expect(distance(2, { b: [-3e-16] }).error).toBeLessThan(1e-15)
  expect(distance(2, { b: [0.4] })).toEqual({ error: expect.closeTo(0.1, 12), of: 'b' })
})

test('NaN, a missing gradient and a gradient of another length disagree', () => {
  for (const found of [
    distance(Number.NaN),
    distance(2, { W: [1, Number.NaN] }),
    distance(2, { W: [1] }),
    distanceOf(parts, ours, result(2, {})),
  ])
    expect(agrees(found, 'float32')).toBe(false)
})

test('float32 may be as far off as its rounding goes, float64 may not', () => {
  const found = distance(2, { W: [1, -4.0004] })
  expect([agrees(found, 'float32'), agrees(found, 'float64')]).toEqual([true, false])
})
