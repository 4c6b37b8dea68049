/** The edits of what is hidden until it is predicted. */
import { expect, test } from 'vitest'
import type { Document } from '../../shared/document/document'
import {
  answer,
  giveUp,
  hiddenAt,
  hide,
  showEverything,
  startOver,
  takeHint,
  unhide,
} from '../../shared/document/edit/hide'
import { removeNodes } from '../../shared/document/edit/nodes'
import { MOST_TRIES } from '../../shared/document/limits'
import { circuit } from '../helpers/circuit'

const bare = circuit('x:parameter=1; a:tanh(x); L:square(a)')
const gradient = { of: 'gradient', node: 'a' } as const
const one = hide(bare, 'gradient', ['a'])
const told = (document: Document) =>
  document.lesson.hidden.map(
    ({ of, node, state, tries, hints }) => `${of} ${node} ${state} ${tries} ${hints}`,
  )

test('what is hidden is open, without tries and hints, once per node and quantity', () => {
  expect(told(hide(bare, 'gradient', ['x', 'a', 'a', 'nobody']))).toEqual([
    'gradient x open 0 0',
    'gradient a open 0 0',
  ])
  expect(told(hide(one, 'value', ['a']))).toEqual(['gradient a open 0 0', 'value a open 0 0'])
})

test('what is hidden already is left as it is', () => {
  const found = answer(one, gradient, true)
  expect(hide(found, 'gradient', ['a'])).toBe(found)
  expect(told(hide(found, 'gradient', ['a', 'x']))).toEqual(['gradient a found 1 0', 'gradient x open 0 0'])
})

test('showing one again leaves the others hidden', () => {
  const both = hide(one, 'value', ['a'])
  expect(told(unhide(both, 'gradient', ['a', 'x']))).toEqual(['value a open 0 0'])
  expect(unhide(both, 'gradient', ['x'])).toBe(both)
  expect(told(showEverything(both))).toEqual([])
  expect(showEverything(bare)).toBe(bare)
})

test('a wrong answer is a try, a right one a try and the end', () => {
  const wrong = answer(one, gradient, false)
  const right = answer(wrong, gradient, true)
  expect(told(wrong)).toEqual(['gradient a open 1 0'])
  expect(told(right)).toEqual(['gradient a found 2 0'])
  expect(answer(right, gradient, false)).toBe(right)
  expect(answer(one, { of: 'value', node: 'a' }, true)).toBe(one)
})

test('giving up shows it, and does not count as found or as a try', () => {
  const shown = giveUp(one, gradient)
  expect(told(shown)).toEqual(['gradient a shown 0 0'])
  expect(answer(shown, gradient, true)).toBe(shown)
  const found = answer(one, gradient, true)
  expect(giveUp(found, gradient)).toBe(found)
})

test('hints are counted up to the second, and only while it is open', () => {
  const first = takeHint(one, gradient, 1)
  expect(told(first)).toEqual(['gradient a open 0 1'])
  const second = takeHint(first, gradient, 2)
  expect(told(second)).toEqual(['gradient a open 0 2'])
  expect(takeHint(second, gradient, 1)).toBe(second)
  const found = answer(one, gradient, true)
  expect(takeHint(found, gradient, 2)).toBe(found)
})

test('starting over hides all again with no score, and changes nothing where nothing was done', () => {
  const done = giveUp(hide(takeHint(answer(one, gradient, true), gradient, 1), 'value', ['L']), {
    of: 'value',
    node: 'L',
  })
  expect(told(startOver(done))).toEqual(['gradient a open 0 0', 'value L open 0 0'])
  expect(startOver(one)).toBe(one)
})

test('tries are counted as far as a file may say', () => {
  const [hidden] = one.lesson.hidden
  const often = { ...one, lesson: { ...one.lesson, hidden: [{ ...hidden!, tries: MOST_TRIES }] } }
  expect(hiddenAt(answer(often, gradient, true), gradient)).toMatchObject({
    state: 'found',
    tries: MOST_TRIES,
  })
  expect(answer(often, gradient, false)).toBe(often)
})

test('what was hidden of a removed node goes with it', () => {
  expect(told(removeNodes(hide(one, 'value', ['L']), ['a']))).toEqual(['value L open 0 0'])
})
