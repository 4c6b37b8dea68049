/** Sums, means and maxima over axes; softmax where exponentials overflow. */
import { expect, test } from 'vitest'
import { sigmoid } from '../../shared/tensor/activation'
import { initialise } from '../../shared/tensor/random'
import { axesIn, logSoftmax, max, mean, reducedShape, softmax, spread, sum } from '../../shared/tensor/reduce'
import { type Shape, scalar, type Tensor, tensor } from '../../shared/tensor/tensor'

const x = tensor([2, 3], [1, 5, 3, 4, 2, 9])
const dot = (a: Tensor, b: Tensor) => a.data.reduce((s, v, i) => s + v * b.data[i]!, 0)

test('axes count from either end, and none means all', () => {
  expect(axesIn([2, 3, 4], null)).toEqual([0, 1, 2])
  expect(axesIn([2, 3, 4], [-1, 0])).toEqual([0, 2])
  expect(axesIn([2, 3, 4], [])).toEqual([])
})

test('an axis that is not there, is named twice, or is not whole, is refused', () => {
  for (const axes of [[2], [-3], [0, -2], [0.5], [Number.NaN]]) expect(axesIn([2, 3], axes)).toBeNull()
})

test('a reduced axis goes away, or stays with size 1', () => {
  expect(reducedShape([2, 3, 4], [1], false)).toEqual([2, 4])
  expect(reducedShape([2, 3, 4], [0, -1], true)).toEqual([1, 3, 1])
  expect(reducedShape([2, 3], null, false)).toEqual([])
})

test('sums, means and maxima run over one axis or all', () => {
  expect(sum(x)).toEqual(scalar(24))
  expect(sum(x, [0])).toEqual(tensor([3], [5, 7, 12]))
  expect(mean(x, [-1], true)).toEqual(tensor([2, 1], [3, 5]))
  expect(max(x, [1])).toEqual(tensor([2], [5, 9]))
  expect(sum(scalar(7))).toEqual(scalar(7))
})

test('axes that are not neighbours are summed together', () => {
  const y = initialise([2, 3, 2, 2], 'normal', 1)
  const out = sum(y, [0, 2])
  expect(out.shape).toEqual([3, 2])
  for (let b = 0; b < 3; b++)
    for (let d = 0; d < 2; d++) {
      let wanted = 0
      for (let a = 0; a < 2; a++) for (let c = 0; c < 2; c++) wanted += y.data[((a * 3 + b) * 2 + c) * 2 + d]!
      expect(out.data[b * 2 + d]).toBeCloseTo(wanted, 12)
    }
})

test('a sum over no axes is the tensor itself', () => {
  expect(sum(x, [])).toEqual(x)
})

test('spreading is the adjoint of summing', () => {
  const shape: Shape = [2, 3, 4]
  for (const axes of [null, [0], [-1], [0, 2], [1, 2], []]) {
    for (const keepDims of [false, true]) {
      const y = initialise(shape, 'normal', 1)
      const g = initialise(reducedShape(shape, axes, keepDims)!, 'normal', 2)
      expect(dot(sum(y, axes, keepDims), g)).toBeCloseTo(dot(y, spread(g, shape, axes)), 12)
    }
  }
})

test('a maximum over a NaN is NaN', () => {
  expect(max(tensor([3], [1, NaN, 2]))).toEqual(scalar(NaN))
})

test('softmax adds up to 1 along its axis, and no score is too large for it', () => {
  const p = softmax(tensor([2, 3], [1000, 1001, 999, -1000, 0, 1000]), -1)
  expect(sum(p, [1]).data[0]).toBeCloseTo(1, 15)
  expect([...p.data.slice(3)]).toEqual([0, 0, 1])
  expect(softmax(x, 0)).toEqual(tensor([2, 3], [...softmaxColumns()]))
})

function* softmaxColumns() {
  for (const row of [0, 1])
    for (const column of [0, 1, 2]) {
      const [a, b] = [x.data[column]!, x.data[3 + column]!]
      const top = Math.max(a, b)
      yield Math.exp((row ? b : a) - top) / (Math.exp(a - top) + Math.exp(b - top))
    }
}

test('log-softmax stays finite where softmax rounds to 0', () => {
  expect([...logSoftmax(tensor([3], [-1000, 0, 1000]), 0).data]).toEqual([-2000, -1000, 0])
})

test('the sigmoid is exactly 0 and 1 at ∓1000, and exact in its small tail', () => {
  expect([...sigmoid(tensor([4], [-1000, 1000, 0, -40])).data]).toEqual([
    0,
    1,
    0.5,
    Math.exp(-40) / (1 + Math.exp(-40)),
  ])
})
