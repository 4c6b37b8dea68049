/** The circuits that come with the program are sound files, tidy, and the first fits the first window. */
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { boundsOf, boxesOf, captionHeight, endsOf } from '../../renderer/canvas/geometry'
import type { Document } from '../../shared/document/document'
import { parseCircuitFile } from '../../shared/document/file/parse'
import { serializeCircuitFile } from '../../shared/document/file/serialize'
import { tensorOf } from '../../shared/document/tensorOf'
import { marksOf } from '../../shared/engine/bookmarks'
import { graphOf } from '../../shared/engine/graph'
import { gallery } from '../../shared/gallery/index'
import { throughEngine } from '../helpers/computed'

const opened = (text: string): Document => {
  const parsed = parseCircuitFile(text)
  if (!parsed.ok) throw new Error(parsed.reason)
  return parsed.document
}

/** Each node with its caption, as the canvas draws it. */
const drawnOf = (document: Document) =>
  [...boxesOf(document)].map(([id, box]) => ({
    ...box,
    id,
    height: box.height + (box.width === box.height ? captionHeight : 0),
  }))

test('the gallery is its folder', () => {
  const files = readdirSync('shared/gallery').filter(file => file.endsWith('.circuit'))
  expect(gallery.map(({ id }) => `${id}.circuit`).sort()).toEqual(files.sort())
})

test('the notes’ network comes first', () => {
  expect(gallery[0]?.id).toBe('notes-mlp-2-3-2')
})

test.each(gallery)('$id is as the program itself would save it', ({ text }) => {
  expect(serializeCircuitFile(opened(text))).toBe(text)
})

test.each(gallery)('$id has a title, words and a question', ({ text, title }) => {
  const { about } = opened(text)
  expect(title).toBe(about.title)
  expect(about.text.length).toBeGreaterThan(80)
  expect(about.question).toMatch(/\?/)
})

test.each(gallery)('$id knows all its ops and has no problem', ({ text }) => {
  expect(graphOf(opened(text).circuit).problems).toEqual([])
})

test.each(gallery)('$id starts backprop at its last node, and a cotangent fits it', ({ text }) => {
  const { circuit } = opened(text)
  const { root, byId } = graphOf(circuit)
  expect(root).toBe(circuit.nodes.at(-1)!.id)
  if (circuit.cotangent) expect(circuit.cotangent.shape).toEqual(byId.get(root!)!.shape)
})

test.each(gallery)('no two nodes of $id overlap', ({ text }) => {
  const boxes = drawnOf(opened(text))
  const clashes = boxes.flatMap((a, i) =>
    boxes
      .slice(i + 1)
      .filter(b => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
      .map(b => `${a.id} and ${b.id}`),
  )
  expect(clashes).toEqual([])
})

test.each(gallery)('every wire of $id runs from left to right with room for its labels', ({ text }) => {
  const document = opened(text)
  const boxes = boxesOf(document)
  const gaps = document.circuit.edges.map(
    ({ from, to }) => boxes.get(to)!.x - boxes.get(from)!.x - boxes.get(from)!.width,
  )
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(60)
})

test('the first circuit, with its results on the right, fits the first window at 100 %', () => {
  const document = opened(gallery[0]!.text)
  const { width, height } = boundsOf(boxesOf(document), endsOf(document.circuit))
  expect(width).toBeLessThanOrEqual(904)
  expect(height).toBeLessThanOrEqual(590)
})

test.each(gallery)('every bookmark of $id stands on its timeline, and says something', ({ text }) => {
  const { circuit, lesson } = opened(text)
  const { steps } = throughEngine(circuit)
  expect(marksOf(steps, lesson.bookmarks).off).toEqual([])
  for (const { caption } of lesson.bookmarks) expect(caption.length).toBeGreaterThan(40)
})

test('the first circuit has bookmarks forward and backward', () => {
  const { bookmarks } = opened(gallery[0]!.text).lesson
  expect(new Set(bookmarks.map(({ at }) => at.phase))).toEqual(new Set(['forward', 'backward']))
})

test('the network of 500 hidden units draws its weights from seeds, so its file is small', () => {
  const { text } = gallery.find(({ id }) => id === 'notes-mlp-2-500-2')!
  expect(text.length).toBeLessThan(4000)
  const weights = opened(text).circuit.nodes.find(({ name }) => name === 'W_1')!.value!
  expect(tensorOf(weights).data).toHaveLength(1000)
  expect(tensorOf(weights)).toBe(tensorOf(weights))
})
