/** What losses do at kinks and at the border of their domain, and that those that belong together agree. */
import { describe, expect, test } from 'vitest'
import { ops } from '../../shared/ops/index'
import type { ComputedOp } from '../../shared/ops/op'
import { sigmoid } from '../../shared/tensor/activation'
import { logSoftmax } from '../../shared/tensor/reduce'
import { scalar, tensor } from '../../shared/tensor/tensor'
import { drawn, normal, type Values } from './samples'

const vector = (...x: number[]) => tensor([x.length], x)

/** The loss and the gradients of its ports, for an upstream gradient of 1, as plain numbers; −0 is told as 0. */
function lossOf(name: string, values: Values) {
  const op = ops.get(name) as ComputedOp
  const out = op.forward(values, {})
  const grads = op.inputs.map(port => {
    const dx = op.backward[port.name]!({ ...values, out, g: scalar(1) }, {})
    return [port.name, [...dx.data].map(x => x + 0)]
  })
  return { loss: out.data[0]! + 0, ...Object.fromEntries(grads) }
}

test('absolute error has no gradient where prediction and target are equal', () => {
  expect(lossOf('absoluteError', { p: vector(1, 5, 2, 2), y: vector(1, 1, 4, 2) })).toEqual({
    loss: 1.5,
    p: [0, 0.25, -0.25, 0],
    y: [0, -0.25, 0.25, 0],
  })
})

describe('binary cross-entropy', () => {
  test('costs nothing where a certain answer is right: 0 ln 0 is 0', () => {
    expect(lossOf('binaryCrossEntropy', { p: vector(0, 1), y: vector(0, 1) })).toMatchObject({
      loss: 0,
      p: [0.5, -0.5],
    })
  })

  test('costs Infinity where a certain answer is wrong', () => {
    expect(lossOf('binaryCrossEntropy', { p: vector(0, 1), y: vector(1, 0) })).toMatchObject({
      loss: Infinity,
      p: [-Infinity, Infinity],
    })
  })

  test('of scores is that of their sigmoids, with the same gradient for the targets', () => {
    const [z, y] = [normal([4, 3], 1), drawn([4, 3], 'probability', 2)]
    const fused = lossOf('binaryCrossEntropyWithLogits', { z, y })
    const plain = lossOf('binaryCrossEntropy', { p: sigmoid(z), y })
    expect(fused.loss).toBeCloseTo(plain.loss, 14)
    fused.y.forEach((x: number, i: number) => {
      expect(x).toBeCloseTo(plain.y[i], 14)
    })
  })

  test('of scores is exact where a sigmoid would round to 0 or 1', () => {
    const certain = (z: number, y: number) =>
      lossOf('binaryCrossEntropyWithLogits', { z: scalar(z), y: scalar(y) })
    expect(certain(1000, 0)).toEqual({ loss: 1000, z: [1], y: [-1000] })
    expect(certain(-1000, 1)).toEqual({ loss: 1000, z: [-1], y: [1000] })
    expect(certain(1000, 1)).toMatchObject({ loss: 0, z: [0] })
    expect(certain(40, 1).loss).toBe(Math.exp(-40))
    expect(certain(-40, 0).loss).toBe(Math.exp(-40))
  })
})

test('hinge loss has no gradient at the margin and beyond it, and takes it from both sides short of it', () => {
  expect(lossOf('hingeLoss', { s: vector(1, -1, 3, 0.5), y: vector(1, -1, 1, -1) })).toEqual({
    loss: 1.5 / 4,
    s: [0, 0, 0, 0.25],
    y: [0, 0, 0, -0.125],
  })
})

describe('negative log-likelihood', () => {
  test('asks nothing of a class that is not the target, even if that is impossible', () => {
    const values = { logp: vector(-Infinity, -0.5, -2), y: vector(0, 1, 0) }
    expect(lossOf('negativeLogLikelihood', values)).toMatchObject({ loss: 0.5, logp: [0, -1, 0] })
  })

  test('after log-softmax is softmax cross-entropy', () => {
    const [z, y] = [normal([4, 3], 1), drawn([4, 3], 'oneHot', 2)]
    const [apart, fused] = [
      lossOf('negativeLogLikelihood', { logp: logSoftmax(z, -1), y }),
      lossOf('softmaxCrossEntropy', { z, y }),
    ]
    expect(apart.loss).toBe(fused.loss)
    expect(apart.y).toEqual(fused.y)
  })
})
