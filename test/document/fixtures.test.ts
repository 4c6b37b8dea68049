/** Files as they lie on people's disks: those of every version so far open for ever, the others tell why they do not. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseCircuitFile } from '../../shared/document/file/parse'
import { serializeCircuitFile } from '../../shared/document/file/serialize'

const read = (name: string): string => readFileSync(`test/fixtures/files/${name}`, 'utf8')

test('a file of version 1 with everything in it opens, and is saved as it was', () => {
  const text = read('version-1.circuit')
  const parsed = parseCircuitFile(text)
  if (!parsed.ok) throw new Error(parsed.reason)
  expect(serializeCircuitFile(parsed.document)).toBe(text)
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
    '/version is 2, made by a newer version of Chainrule; this one reads files up to 1.',
  ],
  [
    'loop.circuit',
    '/circuit/edges/2',
    '/circuit/edges/2 must not close a loop; it does, through “b” and “a”.',
  ],
])('%s is refused with its place', (name, pointer, reason) => {
  expect(parseCircuitFile(read(name))).toEqual({ ok: false, pointer, reason })
})
