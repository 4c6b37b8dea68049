/** What is typed or pasted as an answer, and the score in words. */
import { expect, test } from 'vitest'
import { entryLabel, pastedEntries, readEntries } from '../../renderer/panels/predict/entries'
import { scoreText, stateText } from '../../renderer/panels/predict/score'
import type { Hidden } from '../../shared/document/document'
import { questionOf } from '../../shared/engine/predictionAsked'

const matrix = questionOf([3, 2], 'key')
const some = questionOf([2, 500], 'key')

test('entries are named by their places, counted from 1', () => {
  expect(entryLabel(questionOf([], 'key'), 0)).toBe('the number')
  expect(entryLabel(questionOf([3], 'key'), 2)).toBe('entry 3')
  expect(entryLabel(matrix, 3)).toBe('row 2, column 2')
  expect(entryLabel(some, some.entries.length - 1)).toBe('row 2, column 500')
  expect(entryLabel(questionOf([2, 2, 2], 'key'), 0)).toBe('entry (1, 1, 1)')
})

test('an answer is read when every field holds a number, with the place of its last digit', () => {
  expect(readEntries(['−0.404', '1/4'])).toEqual({
    ok: true,
    guesses: [
      { x: -0.404, unit: 0.001 },
      { x: 0.25, unit: 0 },
    ],
  })
})

test.each([
  [[''], 0, 'Type a number first.'],
  [['', ''], 0, 'Type the entries first.'],
  [['1', '', ' '], 1, '2 of 3 entries are still empty.'],
  [['1', '2', ''], 2, '1 of 3 entries is still empty.'],
  [['1', 'two'], 1, '“two” is not a number; type one such as −0.5, 1e-3, 1/3, inf or nan.'],
])('%j is refused at field %d: %s', (texts, at, reason) =>
  expect(readEntries(texts)).toEqual({ ok: false, at, reason }),
)

test('a pasted table fills the fields where its shape is that of the matrix', () => {
  expect(pastedEntries('1\t2\n3\t4\n5\t6', matrix)).toEqual({
    ok: true,
    value: ['1', '2', '3', '4', '5', '6'],
  })
  expect(pastedEntries('1\t2\t3\n4\t5\t6', matrix)).toEqual({
    ok: false,
    reason: 'Expected (3, 2), found (2, 3), the transpose.',
  })
  expect(pastedEntries('1\t2', matrix)).toEqual({ ok: false, reason: 'Expected (3, 2), found (1, 2).' })
  expect(pastedEntries('1\n2\n3', questionOf([3], 'key'))).toEqual({ ok: true, value: ['1', '2', '3'] })
})

test('a single number is pasted as text, and so is what is no table', () => {
  expect(pastedEntries('0.25', matrix)).toBeNull()
  expect(pastedEntries('half', matrix)).toBeNull()
  expect(pastedEntries('1\tx', matrix)).toMatchObject({ ok: false })
})

test('of a large tensor as many numbers are pasted as entries are asked', () => {
  expect(pastedEntries('1,2,3,4,5,6', some)).toEqual({ ok: true, value: ['1', '2', '3', '4', '5', '6'] })
  expect(pastedEntries('1,2,3', some)).toEqual({
    ok: false,
    reason: 'Expected 6 numbers in a row or a column, found 1 × 3.',
  })
})

const one = (state: Hidden['state'], tries: number, hints: number): Hidden => ({
  of: 'gradient',
  node: `${state} ${tries}`,
  state,
  tries,
  hints,
})

test('the score says what was found, how, and with how many tries', () => {
  expect(
    scoreText([
      one('found', 2, 1),
      one('found', 1, 0),
      one('found', 3, 0),
      one('open', 1, 2),
      one('shown', 0, 2),
    ]),
  ).toBe('3 of 5 found, 1 with hints, 1 shown, 7 tries')
  expect(scoreText([one('open', 0, 0)])).toBe('0 of 1 found')
  expect(scoreText([one('found', 1, 0)])).toBe('1 of 1 found, 1 try')
  expect(stateText(one('open', 0, 0))).toBe('open')
  expect(stateText(one('found', 2, 1))).toBe('found, 2 tries, 1 hint')
  expect(stateText(one('shown', 1, 2))).toBe('shown, not found, 1 try, 2 hints')
})
