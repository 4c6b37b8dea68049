import { expect, test } from 'vitest'
import { largestFitting } from '../../renderer/panels/presentation/fittingType'

test.each([
  ['the largest where all fit', 99, 44],
  ['the largest that fits', 30, 30],
  ['the least one that fits', 24, 24],
  ['the least one where none fits', 3, 24],
])('the size is %s', (_, room, size) => {
  expect(largestFitting({ least: 24, most: 44 }, tried => tried <= room)).toBe(size)
})

test('few sizes are tried, as each costs a layout', () => {
  let tries = 0
  largestFitting({ least: 13, most: 44 }, size => {
    tries++
    return size < 20
  })
  expect(tries).toBeLessThanOrEqual(5)
})
