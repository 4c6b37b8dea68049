/** Progress is told as often as a person can see it, not as often as there is some. */
import { expect, test } from 'vitest'
import { paced, paceMs } from '../../renderer/engine/paced'

test('what is said within a pace of the last is not passed on, nor what is quick at all', () => {
  let now = 1000
  const heard: number[] = []
  const tell = paced(
    (x: number) => heard.push(x),
    () => now,
  )
  for (let i = 0; i < 100; i++) {
    tell(i)
    now += paceMs / 10
  }
  expect(heard).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90])
})
