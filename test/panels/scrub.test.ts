/** The scrub bar: where a pointer leads, and what keys mean. */
import { describe, expect, it } from 'vitest'
import { cursorAt, cursorForKey } from '../../renderer/panels/timeline/scrub'

describe('a pointer on the bar', () => {
  const groups = [
    { extent: { left: 100, right: 200 }, before: 0, count: 5 },
    { extent: { left: 220, right: 320 }, before: 5, count: 2 },
  ]
  it.each([
    [40, 0, 'left of it leads to the start'],
    [100, 1, 'on the first segment takes the first step'],
    [139, 2, 'on the second segment takes two'],
    [199, 5, 'on the last forward segment takes the forward part'],
    [210, 5, 'between the parts stays at the end of the first'],
    [221, 6, 'on the first backward segment begins backprop'],
    [319, 7, 'on the last segment takes all steps'],
    [900, 7, 'right of it leads to the end'],
  ])('at %i px leads to %i: %s', (x, cursor) => expect(cursorAt(x, groups)).toBe(cursor))

  it('skips a part without steps', () => {
    const none = { extent: { left: 100, right: 100 }, before: 0, count: 0 }
    expect(cursorAt(500, [none])).toBe(0)
  })
})

describe('a key on the focused bar', () => {
  const from = (cursor: number) => (key: string) => cursorForKey(key, cursor, 5, 10)
  it('steps, and stops at the ends', () => {
    expect([from(3)('ArrowRight'), from(3)('ArrowLeft')]).toEqual([4, 2])
    expect([from(10)('ArrowRight'), from(0)('ArrowLeft')]).toEqual([10, 0])
  })
  it('goes to an end', () => expect([from(3)('Home'), from(3)('End')]).toEqual([0, 10]))
  it('goes to the border of the phases first', () => {
    expect([from(3)('PageUp'), from(5)('PageUp')]).toEqual([5, 10])
    expect([from(8)('PageDown'), from(5)('PageDown')]).toEqual([5, 0])
  })
  it('leaves other keys alone', () => expect(from(3)('a')).toBeNull())
})
