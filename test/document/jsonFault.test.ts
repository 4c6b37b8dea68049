/** The place where a text stops being JSON. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonFault } from '../../shared/document/file/jsonFault'

test.each([
  ['{"a" 1}', 5, '“:”'],
  ['{"a": 1,}', 8, 'a key in quotes'],
  ['{a: 1}', 1, 'a key in quotes or “}”'],
  ['[1 2]', 3, '“,” or “]”'],
  ['[1, ]', 4, 'a value'],
  ['[1, NaN]', 4, 'a value'],
  ['[nul]', 1, 'a value or “]”'],
  ['[01]', 2, '“,” or “]”'],
  ['[1.]', 3, 'a digit'],
  ['[-]', 2, 'a digit'],
  ['[1e+]', 4, 'a digit'],
  ['["a', 3, 'the closing quote'],
  ['["a\nb"]', 3, 'the closing quote, or an escape such as \\n'],
  ['["\\x"]', 3, 'an escape that JSON knows'],
  ['["\\u12g4"]', 6, 'four hexadecimal digits'],
  ['[1]]', 3, 'the end of the file'],
  ['[1}', 2, '“,” or “]”'],
  ['{"a": [', 7, 'a value or “]”'],
])('%j fails at %i, where there must be %s', (text, offset, expected) => {
  expect(() => JSON.parse(text)).toThrow()
  expect(jsonFault(text)).toEqual({ offset, expected })
})

test('everything before the fault may begin a JSON text, and the fault may not', () => {
  const json = fc.json().map(text => [...text])
  const damaged = fc
    .tuple(json, fc.nat(), fc.constantFrom('', '}', ',', '"', 'x', '\n', '\\', '-'))
    .map(([letters, at, put]) => {
      letters.splice(at % letters.length, 1, put)
      return letters.join('')
    })
  fc.assert(
    fc.property(damaged, text => {
      try {
        JSON.parse(text)
      } catch {
        const { offset } = jsonFault(text)
        expect(offset).toBeLessThanOrEqual(text.length)
        if (offset < text.length) expect(jsonFault(text.slice(0, offset + 1)).offset).toBe(offset)
        // Cut before the fault, the text is whole, or it only ends too early.
        try {
          JSON.parse(text.slice(0, offset))
        } catch {
          expect(jsonFault(text.slice(0, offset)).offset).toBe(offset)
        }
      }
    }),
    { seed: 2, numRuns: 1000 },
  )
})

test('a hundred thousand open brackets overflow nothing', () => {
  expect(jsonFault('['.repeat(100_000)).offset).toBe(100_000)
})
