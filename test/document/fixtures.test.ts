/** Files as they lie on people's disks: those of every version so far open for ever, the others tell why they do not. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseCircuitFile } from '../../shared/document/file/parse'
import { serializeCircuitFile } from '../../shared/document/file/serialize'

const read = (name: string): string => readFileSync(`test/fixtures/files/${name}`, 'utf8')

const saved = (name: string): string => {
  const parsed = parseCircuitFile(read(name))
  if (!parsed.ok) throw new Error(parsed.reason)
  return serializeCircuitFile(parsed.document)
}

test('a file of version 2 with everything in it opens, and is saved as it was', () => {
  expect(saved('version-2.circuit')).toBe(read('version-2.circuit'))
})

test('a file of version 1 with everything in it opens, and is saved with nothing lost', () => {
  const [old, now] = [read('version-1.circuit'), saved('version-1.circuit')].map(text => JSON.parse(text))
  expect(now).toEqual({
    ...old,
    version: 2,
    layout: { ...old.layout, groups: [] },
    lesson: { bookmarks: [], hidden: [] },
  })
  // What both versions have is written to the byte as it was, minus zeros and base64 included.
  const part = (text: string) => text.slice(text.indexOf('"about"'), text.indexOf('"layout"'))
  expect(part(saved('version-1.circuit'))).toBe(part(read('version-1.circuit')))
})

test.each([
  [
    'merge-conflict.circuit',
    '',
    'The file is not JSON: line 11, column 1 must be a value or “]”; it is “<”.',
  ],
  [
    'newer-version.circuit',
    '/version',
    '/version is 3, made by a newer version of Chainrule; this one reads files up to 2.',
  ],
  [
    'loop.circuit',
    '/circuit/edges/2',
    '/circuit/edges/2 must not close a loop; it does, through “b” and “a”.',
  ],
])('%s is refused with its place', (name, pointer, reason) => {
  expect(parseCircuitFile(read(name))).toEqual({ ok: false, pointer, reason })
})
