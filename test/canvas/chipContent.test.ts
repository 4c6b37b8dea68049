/** The picture of a tensor on a chip: how many cells, how large, and which number stands for a block. */
import { describe, expect, it, test } from 'vitest'
import { cellsOf, chipSize, gridOf, heatCells, shapeLabel } from '../../renderer/canvas/chipContent'
import type { Shape, Tensor } from '../../shared/tensor/tensor'
import { tensor, zeros } from '../../shared/tensor/tensor'

/** Zeros, with these entries. */
function withEntries(shape: Shape, entries: Readonly<Record<number, number>>): Tensor {
  const x = zeros(shape)
  for (const [i, entry] of Object.entries(entries)) x.data[Number(i)] = entry
  return x
}

describe('the cells of a chip', () => {
  it('are the entries, one by one, up to 6 × 6', () => {
    expect(cellsOf([6, 6])).toEqual({ rows: 6, columns: 6, whole: true })
    expect(heatCells(tensor([2, 3], [1, -2, 3, -4, 5, 0]))).toEqual([1, -2, 3, -4, 5, 0])
  })

  it('are at most 4 × 6 blocks for what is larger in either direction', () => {
    expect(cellsOf([7, 6])).toEqual({ rows: 4, columns: 6, whole: false })
    expect(cellsOf([6, 7])).toEqual({ rows: 4, columns: 6, whole: false })
    expect(cellsOf([2, 500])).toEqual({ rows: 2, columns: 6, whole: false })
  })

  it('stack leading axes into rows', () => {
    expect(gridOf([2, 3, 4])).toEqual({ rows: 6, columns: 4 })
    expect(gridOf([])).toEqual({ rows: 1, columns: 1 })
  })
})

describe('a block of entries is shown by its entry of largest magnitude', () => {
  // 1 × 12 in six blocks of two.
  const shown = (entries: Readonly<Record<number, number>>) => heatCells(withEntries([12], entries))

  it('with its sign, wherever in the block it stands', () => {
    expect(shown({ 0: 1, 1: -3, 2: -5, 3: 4 })).toEqual([-3, -5, 0, 0, 0, 0])
  })

  it('though a larger one stands in the next block', () => {
    expect(shown({ 9: 2, 10: 7, 11: 8 })).toEqual([0, 0, 0, 0, 2, 8])
  })

  it('or by NaN if it holds one, before or after larger entries', () => {
    expect(shown({ 0: Number.NaN, 1: 100, 2: 100, 3: Number.NaN, 4: 1 })).toEqual([NaN, NaN, 1, 0, 0, 0])
  })

  it('an infinity outweighs every number', () => {
    expect(shown({ 0: -Infinity, 1: 1e308 })[0]).toBe(-Infinity)
  })

  it('also where rows do not divide evenly among the blocks', () => {
    // 7 rows in four blocks: rows 0, 1–2, 3–4, 5–6.
    const x = withEntries([7, 1], { 0: 1, 2: -2, 3: 3, 6: -4 })
    expect(heatCells(x)).toEqual([1, -2, 3, -4])
  })

  it('every entry belongs to one block, the last row and column as well', () => {
    for (const shape of [
      [7, 6],
      [9, 13],
      [100, 7],
    ])
      for (let i = 0; i < shape[0]! * shape[1]!; i++)
        expect(heatCells(withEntries(shape, { [i]: 5 })).filter(x => x === 5)).toHaveLength(1)
  })
})

test('a chip keeps room for its picture, and a picture by blocks for the shape under it', () => {
  expect(chipSize(null)).toEqual({ width: 20, height: 18 })
  expect(chipSize([])).toEqual(chipSize([1, 1]))
  const whole = chipSize([6, 6])
  expect(chipSize([6, 5])).toEqual({ width: whole.width - 11, height: whole.height })
  // Four rows of blocks and a line of text instead of six rows.
  expect(chipSize([600, 6]).height).toBe(whole.height - 2 * 11 + 14)
  expect(chipSize([1000, 1000, 1000]).width).toBeGreaterThan(chipSize([10, 10]).width)
})

test('the caption of a shape puts × between its sizes', () => {
  expect(shapeLabel([2, 500])).toBe('2 × 500')
  expect(shapeLabel([3])).toBe('3')
  expect(shapeLabel([])).toBe('scalar')
})
