/** Picking entries and putting them back are adjoint, whatever way the strides run. */
import { describe, expect, test } from 'vitest'
import { join, pick, put, type Selection, sliceOf } from '../../shared/tensor/select'
import { type Tensor, tensor } from '../../shared/tensor/tensor'
import { normal } from '../ops/samples'

const dot = (a: Tensor, b: Tensor) => a.data.reduce((sum, x, i) => sum + x * b.data[i]!, 0)

describe.each<[string, Selection]>([
  ['a slice', sliceOf([3, 4], 1, 1, 2)],
  ['a transposed matrix', { shape: [4, 3], start: 0, strides: [1, 4] }],
  ['a vector turned round', { shape: [12], start: 11, strides: [-1] }],
  ['windows that overlap', { shape: [5, 4], start: 0, strides: [2, 1] }],
  ['one entry many times', { shape: [3, 2], start: 7, strides: [0, 0] }],
])('%s', (_, selection) => {
  test('is put back as the adjoint of how it is picked', () => {
    const [x, g] = [normal([3, 4], 1), normal(selection.shape, 2)]
    expect(pick(x, selection).shape).toEqual(selection.shape)
    expect(dot(pick(x, selection), g)).toBeCloseTo(dot(x, put(g, selection, [3, 4])), 12)
  })
})

test('windows that overlap are read again, and what comes back is added up', () => {
  const windows: Selection = { shape: [2, 3], start: 0, strides: [1, 1] }
  expect(pick(tensor([4], [1, 2, 3, 4]), windows)).toEqual(tensor([2, 3], [1, 2, 3, 2, 3, 4]))
  expect(put(tensor([2, 3], [1, 1, 1, 1, 1, 1]), windows, [4])).toEqual(tensor([4], [1, 2, 2, 1]))
})

test('tensors are joined in the middle too, and a single one stays as it is', () => {
  const [a, b] = [tensor([2, 1, 2], [1, 2, 7, 8]), tensor([2, 2, 2], [3, 4, 5, 6, 9, 10, 11, 12])]
  expect(join([a, b], 1)).toEqual(tensor([2, 3, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]))
  expect(join([a], 0)).toBe(a)
})
