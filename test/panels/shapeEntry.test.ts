/** Shapes and axes as people type them. */
import { describe, expect, it } from 'vitest'
import { axesWords, parseAxes } from '../../renderer/panels/inspector/axesEntry'
import { parseShape, shapeWords } from '../../renderer/panels/inspector/shapeEntry'

const read = (text: string, room = 16_000_000) => {
  const parsed = parseShape(text, room)
  return parsed.ok ? parsed.value : parsed.reason
}

describe('a shape entry', () => {
  it.each(['2 × 3', '2x3', '2X3', '2*3', '2,3', '(2, 3)', '[2, 3]', '2 3', ' (2,3,) '])(
    'reads %s as 2 × 3',
    text => {
      expect(read(text)).toEqual([2, 3])
    },
  )

  it.each(['', '()', ' scalar '])('reads “%s” as a scalar', text => {
    expect(read(text)).toEqual([])
  })

  it.each(['3', '(3,)', '[3]'])('reads %s as a vector', text => {
    expect(read(text)).toEqual([3])
  })

  it.each(['2 × a', '2.5', '-1', '2 ××3', ','])('refuses %s', text => {
    expect(read(text)).toContain('A shape is whole numbers')
  })

  it('refuses a size of 0', () => {
    expect(read('2 × 0')).toBe('Every size must be at least 1.')
  })

  it('refuses more numbers than the document has room for, with both counts', () => {
    expect(read('5000 × 5000')).toBe(
      '5000 × 5000 is 25,000,000 numbers; this document has room for 16,000,000 here.',
    )
  })

  it('refuses more axes than a file may hold', () => {
    expect(read('1x1x1x1x1x1x1x1x1')).toBe('A tensor has at most 8 axes; this has 9.')
  })

  it('reads back what it writes', () => {
    for (const shape of [[], [3], [2, 3], [4, 1, 2]]) expect(read(shapeWords(shape))).toEqual(shape)
  })
})

describe('an axes entry', () => {
  const axes = (text: string, rank: number | null) => {
    const parsed = parseAxes(text, rank)
    return parsed.ok ? parsed.value : parsed.reason
  }

  it.each(['all', '', 'All'])('reads “%s” as every axis', text => {
    expect(axes(text, 2)).toBeNull()
  })

  it.each([
    ['0', [0]],
    ['0, 1', [0, 1]],
    ['(0,)', [0]],
    ['−1', [-1]],
    ['1 0', [1, 0]],
  ])('reads %s', (text, value) => {
    expect(axes(text, 2)).toEqual(value)
  })

  it('refuses an axis that the tensor does not have', () => {
    expect(axes('2', 2)).toBe('There is no axis 2; the axes are 0 to 1.')
    expect(axes('-3', 2)).toBe('There is no axis -3; the axes are 0 to 1.')
  })

  it('takes any axis while the rank is unknown', () => {
    expect(axes('7', null)).toEqual([7])
  })

  it('refuses the same axis twice, also when one is counted from the end', () => {
    expect(axes('1, -1', 2)).toBe('Each axis can be named once.')
  })

  it('refuses words and fractions', () => {
    expect(axes('rows', 2)).toContain('“rows” is not one')
    expect(axes('0.5', 2)).toContain('“0.5” is not one')
  })

  it('reads back what it writes', () => {
    for (const value of [null, [0], [0, -1]]) expect(axes(axesWords(value), 2)).toEqual(value)
  })
})

it('an axis beyond what a number can tell is refused, also while the rank is unknown', () => {
  expect(parseAxes('99999999999999999999', null).ok).toBe(false)
})

it('an op may call no axes something else than all', () => {
  expect(axesWords(null, 'last two swapped')).toBe('last two swapped')
  for (const text of ['', 'Last two swapped'])
    expect(parseAxes(text, 2, 'last two swapped')).toEqual({ ok: true, value: null })
  expect(parseAxes('all', 2, 'last two swapped')).toMatchObject({
    ok: false,
    reason: expect.stringContaining('or last two swapped'),
  })
})
