/** Matrix products against the definition, and transposes. */
import { expect, test } from 'vitest'
import { matmul, matmulShape, transpose } from '../../shared/tensor/linear'
import { initialise } from '../../shared/tensor/random'
import { reshape } from '../../shared/tensor/reshape'
import { type Shape, type Tensor, tensor } from '../../shared/tensor/tensor'

const fill = (shape: Shape, seed: number) => initialise(shape, 'normal', seed)
const expectClose = (got: Tensor, wanted: Tensor) => {
  expect(got.shape).toEqual(wanted.shape)
  got.data.forEach((x, i) => {
    expect(x).toBeCloseTo(wanted.data[i]!, 12)
  })
}

function byDefinition(a: Tensor, b: Tensor): Tensor {
  const [n, k] = a.shape as [number, number]
  const m = b.shape[1]!
  const data = Array.from({ length: n * m }, (_, at) => {
    const [i, j] = [Math.floor(at / m), at % m]
    return Array.from({ length: k }, (_, p) => a.data[i * k + p]! * b.data[p * m + j]!).reduce(
      (s, x) => s + x,
      0,
    )
  })
  return tensor([n, m], data)
}

/** The matrix number `i` of a batch. */
const matrix = (x: Tensor, i: number): Tensor => {
  const [rows, columns] = x.shape.slice(-2) as [number, number]
  return tensor([rows, columns], x.data.slice(i * rows * columns, (i + 1) * rows * columns))
}

test('a product of matrices is rows times columns, summed, with few columns and with many', () => {
  for (const [n, k, m] of [
    [1, 1, 1],
    [3, 4, 2],
    [2, 1, 3],
    [5, 7, 4],
    [5, 7, 5],
    [9, 8, 33],
  ] as const) {
    const [a, b] = [fill([n, k], 1), fill([k, m], 2)]
    expectClose(matmul(a, b), byDefinition(a, b))
  }
})

test('a vector on the left is a row, a vector on the right is a column, and both leave the result', () => {
  const [v, w, m] = [tensor([2], [1, 2]), tensor([3], [1, 0, -1]), tensor([2, 3], [1, 2, 3, 4, 5, 6])]
  expect(matmul(v, m)).toEqual(tensor([3], [9, 12, 15]))
  expect(matmul(m, w)).toEqual(tensor([2], [-2, -2]))
  expect(matmul(v, v)).toEqual(tensor([], [5]))
})

test('batch axes broadcast, each matrix on its own', () => {
  const [a, b] = [fill([2, 1, 3, 4], 1), fill([5, 4, 2], 2)]
  const out = matmul(a, b)
  expect(out.shape).toEqual([2, 5, 3, 2])
  for (let i = 0; i < 2; i++)
    for (let j = 0; j < 5; j++) expectClose(matrix(out, 5 * i + j), byDefinition(matrix(a, i), matrix(b, j)))
})

test('a vector meets a batch', () => {
  const [v, b] = [fill([4], 1), fill([3, 4, 2], 2)]
  const out = matmul(v, b)
  expect(out.shape).toEqual([3, 2])
  for (let i = 0; i < 3; i++)
    expectClose(
      reshape(matrix(reshape(out, [3, 1, 2]), i), [1, 2]),
      byDefinition(reshape(v, [1, 4]), matrix(b, i)),
    )
})

test('products that have no meaning have no shape', () => {
  expect(matmulShape([2, 3], [2, 3])).toBeNull()
  expect(matmulShape([], [2])).toBeNull()
  expect(matmulShape([2, 2, 3], [3, 3, 2])).toBeNull()
  expect(() => matmul(fill([2, 3], 1), fill([2, 3], 1))).toThrow('internal: (2, 3) @ (2, 3) has no meaning')
})

test('NaN and infinities are not lost in a product with zeros', () => {
  expect([...matmul(tensor([1, 2], [0, 1]), tensor([2, 1], [Infinity, 1])).data]).toEqual([NaN])
})

test('a transpose swaps the last two axes, and leaves a vector alone', () => {
  expect(transpose(tensor([2, 3], [1, 2, 3, 4, 5, 6]))).toEqual(tensor([3, 2], [1, 4, 2, 5, 3, 6]))
  const x = fill([2, 3, 4], 1)
  expect(transpose(x).shape).toEqual([2, 4, 3])
  for (let i = 0; i < 2; i++) expect(matrix(transpose(x), i)).toEqual(transpose(matrix(x, i)))
  expect(transpose(fill([3], 1))).toEqual(fill([3], 1))
})

test('a permutation of axes puts entry (i, j, k) where the axes say', () => {
  const x = fill([2, 3, 4], 1)
  const out = transpose(x, [2, 0, 1])
  expect(out.shape).toEqual([4, 2, 3])
  for (let i = 0; i < 2; i++)
    for (let j = 0; j < 3; j++)
      for (let k = 0; k < 4; k++) expect(out.data[(k * 2 + i) * 3 + j]).toBe(x.data[(i * 3 + j) * 4 + k])
})
