/** The flat sheet of a tensor, and what resizing and pasting do to it. */
import { describe, expect, it } from 'vitest'
import { pasteInto } from '../../renderer/panels/inspector/pasteInto'
import { resized, sheetOf, tableOf, withFill, withTable } from '../../renderer/panels/inspector/sheet'
import { sizeOf, tensor } from '../../shared/tensor/tensor'

const counting = (...shape: number[]) =>
  tensor(
    shape,
    Array.from({ length: sizeOf(shape) }, (_, i) => i + 1),
  )
const table = (rows: number, columns: number, ...numbers: number[]) => ({
  rows,
  columns,
  numbers: Float64Array.from(numbers),
})
const cell = (row: number, column: number) => ({ top: row, left: column, bottom: row, right: column })
const room = 16_000_000

describe('the sheet of a tensor', () => {
  it('is one cell for a scalar and one row for a vector', () => {
    expect(sheetOf([], [])).toEqual({ rows: 1, columns: 1, offset: 0 })
    expect(sheetOf([4], [])).toEqual({ rows: 1, columns: 4, offset: 0 })
  })

  it('is the last two axes at a place along the others', () => {
    expect(sheetOf([2, 3, 4, 5], [1, 2])).toEqual({ rows: 4, columns: 5, offset: 100 })
  })

  it('stays inside a tensor that has become smaller', () => {
    expect(sheetOf([2, 2, 2], [7])).toEqual({ rows: 2, columns: 2, offset: 4 })
  })

  it('is copied and written by ranges', () => {
    const x = counting(3, 4)
    const range = { top: 1, left: 1, bottom: 2, right: 2 }
    expect(tableOf(x, sheetOf(x.shape, []), range)).toEqual(table(2, 2, 6, 7, 10, 11))
    expect([...withFill(x, sheetOf(x.shape, []), range, 0).data]).toEqual([
      1, 2, 3, 4, 5, 0, 0, 8, 9, 0, 0, 12,
    ])
  })

  it('leaves the tensor that it was made from untouched', () => {
    const x = counting(2, 2)
    withTable(x, sheetOf(x.shape, []), 0, 0, table(1, 2, 8, 9))
    expect([...x.data]).toEqual([1, 2, 3, 4])
  })
})

describe('resizing', () => {
  it.each([
    [
      [2, 3],
      [3, 2],
      [1, 2, 4, 5, 0, 0],
    ],
    [
      [2, 3],
      [2, 4],
      [1, 2, 3, 0, 4, 5, 6, 0],
    ],
    [[3], [2, 3], [1, 2, 3, 0, 0, 0]],
    [[2, 3], [2], [1, 2]],
    [[2, 2], [], [1]],
    [[], [2, 2], [1, 0, 0, 0]],
    [
      [2, 2, 2],
      [1, 3, 2],
      [1, 2, 3, 4, 0, 0],
    ],
  ])('%j to %j keeps the overlapping numbers', (from, to, numbers) => {
    expect(resized(counting(...from), to)).toEqual(tensor(to, numbers))
  })
})

describe('pasting', () => {
  const paste = (
    x: ReturnType<typeof counting>,
    where: ReturnType<typeof cell>,
    pasted: ReturnType<typeof table>,
    most = room,
  ) => {
    const result = pasteInto(x, sheetOf(x.shape, []), where, pasted, most)
    return result.ok ? result.value : result.reason
  }

  it('writes a table at the corner of the selection', () => {
    expect(paste(counting(2, 3), cell(0, 1), table(2, 2, 9, 8, 7, 6))).toEqual({
      tensor: tensor([2, 3], [1, 9, 8, 4, 7, 6]),
      range: { top: 0, left: 1, bottom: 1, right: 2 },
      note: null,
    })
  })

  it('fills the whole selection with a single number', () => {
    const all = { top: 0, left: 0, bottom: 1, right: 1 }
    expect(paste(counting(2, 2), all, table(1, 1, 5))).toMatchObject({ tensor: tensor([2, 2], [5, 5, 5, 5]) })
  })

  it('enlarges a tensor whose shape is free, and says so', () => {
    expect(paste(counting(1, 2), cell(0, 1), table(2, 2, 6, 7, 8, 9))).toMatchObject({
      tensor: tensor([2, 3], [1, 6, 7, 0, 8, 9]),
      note: 'Resized from 1 × 2 to 2 × 3; undo takes it back.',
    })
  })

  it('lays a pasted column along a vector', () => {
    expect(paste(counting(2), cell(0, 0), table(3, 1, 7, 8, 9))).toMatchObject({
      tensor: tensor([3], [7, 8, 9]),
    })
  })

  it('turns a scalar into a vector or a matrix', () => {
    expect(paste(counting(), cell(0, 0), table(1, 2, 7, 8))).toMatchObject({ tensor: tensor([2], [7, 8]) })
    expect(paste(counting(), cell(0, 0), table(2, 1, 7, 8))).toMatchObject({ tensor: tensor([2, 1], [7, 8]) })
  })

  it('refuses what does not fit where the shape is fixed', () => {
    expect(paste(counting(1, 2), cell(0, 1), table(2, 2, 6, 7, 8, 9), 0)).toBe(
      'The clipboard holds 2 × 2 numbers; from here only 1 × 1 fit.',
    )
  })

  it('refuses to grow beyond the room in the document', () => {
    expect(paste(counting(1, 2), cell(0, 0), table(2, 2, 6, 7, 8, 9), 3)).toContain('no room for 2 × 2')
  })
})
