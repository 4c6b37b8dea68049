/** The report says what was found, and no ratio that was not. */
import { expect, test } from 'vitest'
import { columns, number } from './table'
import { type Score, verdictOf } from './targets'

const target = { case: 'C', ours: 'ours64', peer: 'micrograd', least: 15 }
const verdict = (ours: Score, peer?: Score) =>
  verdictOf(target, { C: { ours64: ours, ...(peer && { micrograd: peer }) } })

test('a target is met when the peer takes that many times as long', () => {
  const ours = { medianUs: 100, agrees: true }
  expect(verdict(ours, { medianUs: 1500, agrees: true })).toMatchObject({ ratio: 15, verdict: 'met' })
  expect(verdict(ours, { medianUs: 1400, agrees: true })).toMatchObject({ ratio: 14, verdict: 'not met' })
})

test('who is not there or disagrees gives no ratio', () => {
  const ours = { medianUs: 100, agrees: true }
  const no = { ratio: null, verdict: 'not measured' }
  expect(verdict(ours)).toMatchObject(no)
  expect(verdictOf(target, {})).toMatchObject(no)
  const disagrees = { ratio: null, verdict: 'not counted: disagrees' }
  expect(verdict(ours, { medianUs: 9000, agrees: false })).toMatchObject(disagrees)
  expect(verdict({ ...ours, agrees: false }, { medianUs: 9000, agrees: true })).toMatchObject(disagrees)
})

test('columns are as wide as their widest cell', () => {
  expect(
    columns([
      ['', 'time'],
      ['A1024', '7'],
    ]),
  ).toBe('       time\nA1024     7')
})

test('numbers keep three digits', () => {
  expect([1.234, 45.67, 789.1, 12345.6].map(number)).toEqual(['1.23', '45.7', '789', '12,346'])
})
