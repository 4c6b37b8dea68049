/** The JSON Schema in the repository, and the step from an older version of the format to the current one. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type JsonObject, migrate, migrations } from '../../shared/document/file/migrations'
import { jsonSchemaText, VERSION } from '../../shared/document/file/schema'

test('the committed JSON Schema is the one that the parser’s schema generates', () => {
  expect(readFileSync('shared/document/circuit.schema.json', 'utf8')).toBe(jsonSchemaText())
})

test('every older version has a migration', () => {
  expect(Object.keys(migrations)).toEqual(Array.from({ length: VERSION - 1 }, (_, i) => String(i + 1)))
})

test('an old file climbs one version at a time', () => {
  const table = {
    1: (file: JsonObject) => ({ ...file, version: 2, trail: 'one' }),
    2: (file: JsonObject) => ({ ...file, version: 3, trail: `${file.trail} two` }),
  }
  expect(migrate({ version: 1 }, 1, 3, table)).toEqual({ version: 3, trail: 'one two' })
  expect(migrate({ version: 2, trail: 'was' }, 2, 3, table)).toEqual({ version: 3, trail: 'was two' })
})

test('a hole in the table is our mistake', () => {
  expect(() => migrate({}, 1, 2, {})).toThrow('internal: no migration from version 1')
})
