/** Which cells a grid draws, and how the selection moves. */
import { describe, expect, it } from 'vitest'
import {
  movedBy,
  neighbour,
  parsePlace,
  rangeOf,
  within,
} from '../../renderer/panels/inspector/gridSelection'
import { cellsIn, lengthOf, revealed, scrollOf, shiftOf } from '../../renderer/panels/inspector/gridWindow'

describe('the window of a grid', () => {
  const short = { count: 500, pitch: 64, view: 256 }
  const long = { count: 16_000_000, pitch: 64, view: 256 }

  it('draws only what is in view and one cell around it', () => {
    expect(cellsIn(short, 640)).toEqual({ start: 9, end: 15 })
    expect(cellsIn(short, 0)).toEqual({ start: 0, end: 5 })
  })

  it('scrolls pixel by pixel while a browser can', () => {
    expect([lengthOf(short), shiftOf(short, 321)]).toEqual([32_000, 321])
  })

  it('bounds the scrolled length, and still reaches both ends of 16 million entries', () => {
    const most = lengthOf(long) - long.view
    expect(lengthOf(long)).toBeLessThanOrEqual(8_000_000)
    expect(shiftOf(long, 0)).toBe(0)
    expect(cellsIn(long, shiftOf(long, most)).end).toBe(16_000_000)
  })

  it('turns a shift into a place of the scroll bar and back', () => {
    expect(shiftOf(long, scrollOf(long, 123_456_789))).toBeCloseTo(123_456_789, 3)
  })

  it.each([
    [0, 0],
    [5, 128],
    [2, 0],
    [499, 31_744],
  ])('reveals cell %i with the least movement', (index, shift) => {
    expect(revealed(short, 0, index)).toBe(shift)
  })

  it('does not move for a cell in view', () => {
    expect(revealed(short, 100, 3)).toBe(100)
  })
})

describe('the selection of a grid', () => {
  const size = { rows: 3, columns: 4 }

  it.each([
    ['ArrowRight', false, { row: 1, column: 3 }],
    ['ArrowUp', false, { row: 0, column: 2 }],
    ['ArrowLeft', true, { row: 1, column: 0 }],
    ['End', true, { row: 2, column: 3 }],
    ['PageDown', false, { row: 2, column: 2 }],
  ])('moves by %s', (key, far, cell) => {
    expect(movedBy(key, far, { row: 1, column: 2 }, size, 5)).toEqual(cell)
  })

  it('ignores other keys', () => {
    expect(movedBy('a', false, { row: 0, column: 0 }, size, 5)).toBeNull()
  })

  it('stays inside', () => {
    expect(movedBy('ArrowRight', false, { row: 0, column: 3 }, size, 5)).toEqual({ row: 0, column: 3 })
  })

  it('goes on in the next row after the end of one, and stops at the ends', () => {
    expect(neighbour({ row: 0, column: 3 }, size, 1)).toEqual({ row: 1, column: 0 })
    expect(neighbour({ row: 1, column: 0 }, size, -1)).toEqual({ row: 0, column: 3 })
    expect(neighbour({ row: 2, column: 3 }, size, 1)).toBeNull()
  })

  it('is a rectangle whichever way it was drawn', () => {
    const range = rangeOf({ anchor: { row: 2, column: 0 }, active: { row: 1, column: 3 } })
    expect(range).toEqual({ top: 1, left: 0, bottom: 2, right: 3 })
  })

  it('is pulled inside a tensor that became smaller', () => {
    const selection = { anchor: { row: 2, column: 3 }, active: { row: 0, column: 1 } }
    expect(within(selection, { rows: 1, columns: 2 })).toEqual({
      anchor: { row: 0, column: 1 },
      active: { row: 0, column: 1 },
    })
  })

  it.each([
    ['[3, 4]', { row: 2, column: 3 }],
    ['2 1', { row: 1, column: 0 }],
    ['2', { row: 1, column: 0 }],
  ])('goes to %s', (text, cell) => {
    expect(parsePlace(text, size)).toEqual(cell)
  })

  it('takes a single number in a single row as its column', () => {
    expect(parsePlace('7', { rows: 1, columns: 9 })).toEqual({ row: 0, column: 6 })
  })

  it.each(['0, 1', '4, 1', '1, 5', 'x', '', '1,2,3'])('does not go to “%s”', text => {
    expect(parsePlace(text, size)).toBeNull()
  })
})
