import { expect, test } from 'vitest'
import type { Bookmark } from '../../shared/document/document'
import { markAtOrBefore, marksOf, nextMark, placeAt, previousMark } from '../../shared/engine/bookmarks'
import { computed } from '../helpers/computed'

const { steps } = computed('x:parameter=1; c:constant=2; a:multiply(x,c); b:exp(a)')
const bookmarks: readonly Bookmark[] = [
  { at: { phase: 'backward', node: 'a' }, caption: 'last' },
  { at: { phase: 'backward', node: 'c' }, caption: 'never' },
  { at: { phase: 'start' }, caption: 'begin' },
  { at: { phase: 'forward', node: 'b' }, caption: 'top' },
]
const { on, off } = marksOf(steps, bookmarks)

test('bookmarks stand in the order of the timeline, at the cursor that their step leads to', () => {
  expect(on.map(({ cursor, bookmark }) => [cursor, bookmark.caption])).toEqual([
    [0, 'begin'],
    [2, 'top'],
    [4, 'last'],
  ])
})

test('those whose step is not taken now are told apart', () => {
  expect(off.map(({ caption }) => caption)).toEqual(['never'])
  expect(marksOf([], bookmarks)).toEqual({ on: [], off: bookmarks })
})

test('a cursor and a place are the same thing', () => {
  for (const { cursor, bookmark } of on) expect(placeAt(steps, cursor)).toEqual(bookmark.at)
  expect(placeAt([], 0)).toBeNull()
})

test('the next and the previous one are never the one at the cursor; the last one may be', () => {
  const captions = [0, 1, 2, 3, 4].map(cursor =>
    [previousMark(on, cursor), markAtOrBefore(on, cursor), nextMark(on, cursor)].map(
      mark => mark?.bookmark.caption ?? null,
    ),
  )
  expect(captions).toEqual([
    [null, 'begin', 'top'],
    ['begin', 'begin', 'top'],
    ['begin', 'top', 'last'],
    ['top', 'top', 'last'],
    ['top', 'last', null],
  ])
})
