import { expect, test } from 'vitest'
import { entryText, readEntry } from '../../renderer/panels/explain/entryText'

test('an entry is read as it is written, counted from 1', () => {
  for (const text of ['2, 3', '(2,3)', ' [2; 3] ', '2 3'])
    expect(readEntry(text, [2, 3]), text).toEqual({ ok: true, entry: [1, 2] })
  expect(entryText([1, 2])).toBe('2, 3')
  expect(readEntry('  ', [2, 3])).toEqual({ ok: true, entry: null })
  expect(entryText(null)).toBe('')
})

test.each([
  ['0, 1', [2, 3], '2 numbers'],
  ['2, 4', [2, 3], '2 numbers'],
  ['2', [2, 3], '2 numbers'],
  ['1.5', [3], 'one number'],
  ['-1', [3], 'one number'],
])('“%s” is no entry of %j', (text, shape, axes) => {
  expect(readEntry(text, shape)).toEqual({
    ok: false,
    reason: `There is no entry “${text}”: it must be ${axes}, counted from 1, within (${shape.join(', ')}).`,
  })
})
