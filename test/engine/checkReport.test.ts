/** The two questions that the window asks of the check. */
import { expect, test } from 'vitest'
import { checkGradients, completed } from '../../shared/engine/check'
import { checkOf, curvesOf, timed } from '../../shared/engine/checkReport'
import { sweepSteps } from '../../shared/engine/checkSweep'
import { computed, notes232 } from '../helpers/computed'

const { circuit, graph, plan } = computed(notes232)

test('a check of a circuit is that of its plan, with what was chosen', () => {
  const choice = { h: 1e-4, most: 2, seed: 5, precision: 'float32' } as const
  expect(completed(checkOf(circuit, choice))).toEqual(completed(checkGradients(graph, plan, choice)))
  expect(completed(checkOf(circuit))).not.toEqual(completed(checkOf(circuit, choice)))
})

test('curves are those of one leaf in both arithmetics, and say how far they are', () => {
  const told: string[] = []
  const { float64, float32 } = completed(curvesOf(circuit, { leaf: 'b_1', seed: 1 }), ({ node, done, of }) =>
    told.push(`${node} ${done} of ${of}`),
  )
  expect(float64).toEqual(completed(sweepSteps(plan, { leaf: 'b_1' })))
  expect(float32).toEqual(completed(sweepSteps(plan, { leaf: 'b_1', precision: 'float32' })))
  if (!float64.ok || !float32.ok) throw new Error('no curves')
  expect(float64.best).toBeLessThan(float32.best!)
  const thrice = ['b_1 1 of 3', 'b_1 2 of 3', 'b_1 3 of 3']
  expect(told).toEqual([...thrice, ...thrice])
})

test('the time of a check is told per entry', () => {
  let now = 0
  const done: number[] = []
  const { result, msPerEntry } = timed(
    checkOf(circuit),
    () => now,
    progress => {
      done.push(progress.done)
      now += 2
    },
  )
  expect(result.ok).toBe(true)
  expect(done).toHaveLength(19)
  expect(msPerEntry).toBe(2)
})
