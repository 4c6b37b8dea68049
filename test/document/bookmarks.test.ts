/** What is done to bookmarks: added last, recaptioned in place, removed; never two at a place, never at a node that is not there. */
import { expect, test } from 'vitest'
import type { Document, StepPlace } from '../../shared/document/document'
import { bookmarkAt, removeBookmark, setBookmark } from '../../shared/document/edit/bookmarks'
import { parseCircuitFile } from '../../shared/document/file/parse'
import { serializeCircuitFile } from '../../shared/document/file/serialize'
import { LONGEST_CAPTION } from '../../shared/document/limits'
import { circuit } from '../helpers/circuit'

const start: StepPlace = { phase: 'start' }
const forward: StepPlace = { phase: 'forward', node: 'a' }
const backward: StepPlace = { phase: 'backward', node: 'a' }
const plain = circuit('x:parameter=1; a:tanh(x)')
const marked = setBookmark(setBookmark(plain, backward, 'back'), start, 'begin')
const captions = ({ lesson }: Document) => lesson.bookmarks.map(({ caption }) => caption)

test('a new bookmark comes last, whatever its place on the timeline', () => {
  expect(captions(setBookmark(marked, forward, 'on'))).toEqual(['back', 'begin', 'on'])
})

test('where one is, it gets the caption and keeps its place in the list', () => {
  expect(captions(setBookmark(marked, backward, 'now'))).toEqual(['now', 'begin'])
  expect(bookmarkAt(marked.lesson.bookmarks, backward)?.caption).toBe('back')
  expect(bookmarkAt(marked.lesson.bookmarks, forward)).toBeNull()
})

test('the same node forward and backward are two places', () => {
  expect(setBookmark(marked, forward, 'on').lesson.bookmarks).toHaveLength(3)
})

test('removing takes away that one only', () => {
  expect(captions(removeBookmark(marked, backward))).toEqual(['begin'])
  expect(captions(removeBookmark(marked, start))).toEqual(['back'])
})

test('what changes nothing gives the same document again', () => {
  expect(setBookmark(marked, start, 'begin')).toBe(marked)
  expect(removeBookmark(marked, forward)).toBe(marked)
  expect(setBookmark(marked, { phase: 'forward', node: 'gone' }, 'c')).toBe(marked)
})

test('circuit and layout stay the same objects, so that nothing is computed again', () => {
  expect(marked.circuit).toBe(plain.circuit)
  expect(marked.layout).toBe(plain.layout)
  expect(removeBookmark(marked, start).circuit).toBe(plain.circuit)
})

test('a caption is cut to what a file can hold, and not in the middle of a character', () => {
  const long = setBookmark(plain, start, '→'.repeat(LONGEST_CAPTION + 9))
  expect(captions(long)[0]).toHaveLength(LONGEST_CAPTION)
  const wide = setBookmark(plain, start, `a${'𝛽'.repeat(LONGEST_CAPTION)}`)
  expect(captions(wide)[0]).toBe(`a${'𝛽'.repeat((LONGEST_CAPTION - 2) / 2)}`)
  for (const document of [long, wide])
    expect(parseCircuitFile(serializeCircuitFile(document))).toEqual({ ok: true, document })
})
