/** What ops do where finite differences cannot look: at kinks, at the border of a domain, with vectors and batches of one. */
import { expect, test } from 'vitest'
import { softmax, sum } from '../../shared/tensor/reduce'
import { scalar, type Tensor, tensor } from '../../shared/tensor/tensor'
import { expectClose, numbers, opOf, run } from './applied'
import { normal, numericalGradient } from './samples'

test('relu at 0 gives 0 and passes no gradient, even an infinite one', () => {
  const { out, grads } = run('relu', { x: tensor([3], [-1, 0, 2]) }, tensor([3], [Infinity, Infinity, 5]))
  expect(numbers(out)).toEqual([0, 0, 2])
  expect(numbers(grads.x)).toEqual([0, 0, 5])
})

test('relu keeps NaN, so that a broken value stays visible', () => {
  expect(numbers(run('relu', { x: scalar(Number.NaN) }).out)).toEqual([NaN])
})

test('threshold is 1 at its threshold, also at −0, and its gradient is exactly 0', () => {
  const { out, grads } = run(
    'threshold',
    { x: tensor([4], [-1, -0, 0, 1]) },
    tensor([4], [1, 2, Infinity, NaN]),
  )
  expect(numbers(out)).toEqual([0, 1, 1, 1])
  expect(numbers(grads.x)).toEqual([0, 0, 0, 0])
  expect(numbers(run('threshold', { x: tensor([2], [0.4, 0.5]) }, undefined, { t: 0.5 }).out)).toEqual([0, 1])
})

test('threshold says that it gives no learning signal', () => {
  expect(opOf('threshold').says.backward).toContain('no learning signal')
  expect(opOf('threshold').palette.about).toContain('no learning signal')
})

test('the logarithm of 0 is −Infinity, of −1 NaN, and its gradient is 1/x everywhere', () => {
  const { out, grads } = run('log', { x: tensor([3], [0, -1, 2]) })
  expect(numbers(out)).toEqual([-Infinity, NaN, Math.LN2])
  expect(numbers(grads.x)).toEqual([Infinity, -1, 0.5])
})

test('batch norm gives the numbers that PyTorch gives, and columns of dx add up to 0', () => {
  const { out, grads } = run(
    'batchNorm',
    {
      x: tensor([3, 2], [1, 2, 3, 6, 5, 1]),
      gamma: tensor([2], [1, 2]),
      beta: tensor([2], [0, 1]),
    },
    tensor([3, 2], [1, 0, 0, 1, 1, 1]),
  )
  expectClose(
    out,
    [-1.224742575001414, 0.07418089217596124, 0, 3.7774573234721163, 1.2247425750014136, -0.8516382156480775],
  )
  expectClose(
    grads.x,
    [
      0.20412376250023564, -0.5510829439829162, -0.40824752500047123, 0.11021698557535069,
      0.20412376250023564, 0.4408659584075656,
    ],
  )
  expectClose(grads.gamma, [0, 0.4629095539120194])
  expectClose(grads.beta, [2, 2])
  expectClose(sum(grads.x!, [0]), [0, 0])
})

test('batch norm of a batch of one is β, with no gradient for x and γ', () => {
  const values = { x: tensor([1, 2], [3, -7]), gamma: tensor([2], [5, 6]), beta: tensor([2], [0.5, -1]) }
  const { out, grads } = run('batchNorm', values, tensor([1, 2], [3, 4]))
  expect(numbers(out)).toEqual([0.5, -1])
  expect(numbers(grads.x).map(Math.abs)).toEqual([0, 0])
  expect(numbers(grads.gamma)).toEqual([0, 0])
  expect(numbers(grads.beta)).toEqual([3, 4])
})

test('an entry whose target is 0 takes no part in the cross-entropy, even at probability 0', () => {
  const { out, grads } = run('crossEntropy', { p: tensor([2], [1, 0]), y: tensor([2], [1, 0]) })
  expect(Math.abs(numbers(out)[0]!)).toBe(0)
  expect(numbers(grads.p).map(x => x + 0)).toEqual([-1, 0])
})

test('a target on probability 0 costs Infinity', () => {
  expect(numbers(run('crossEntropy', { p: tensor([2], [1, 0]), y: tensor([2], [0, 1]) }).out)).toEqual([
    Infinity,
  ])
})

test('cross-entropy after softmax and softmax cross-entropy are the same loss with the same gradient', () => {
  const z = normal([4, 3], 1)
  const y = softmax(normal([4, 3], 2), -1)
  const fused = run('softmaxCrossEntropy', { z, y }, scalar(1.5))
  const loss = run('crossEntropy', { p: softmax(z, -1), y }, scalar(1.5))
  const throughSoftmax = run('softmax', { x: z }, loss.grads.p)
  expectClose(fused.out, numbers(loss.out))
  expectClose(fused.grads.z, numbers(throughSoftmax.grads.x))
  expectClose(fused.grads.y, numbers(loss.grads.y))
})

test('softmax cross-entropy stays finite for scores of ±1000', () => {
  const { out, grads } = run('softmaxCrossEntropy', { z: tensor([2], [1000, -1000]), y: tensor([2], [0, 1]) })
  expect(numbers(out)).toEqual([2000])
  expect(numbers(grads.z)).toEqual([1, -1])
})

test('a vector of predictions is one example: its loss is not divided by its classes', () => {
  const [z, y] = [tensor([3], [1, 2, 3]), tensor([3], [0, 0, 1])]
  const row = (x: Tensor) => tensor([1, 3], x.data)
  expect(run('softmaxCrossEntropy', { z, y }).out).toEqual(
    run('softmaxCrossEntropy', { z: row(z), y: row(y) }).out,
  )
  const p = softmax(z, -1)
  expect(run('crossEntropy', { p, y }).out).toEqual(run('crossEntropy', { p: row(p), y: row(y) }).out)
})

test('matmul of vectors and batches delivers gradients of their shapes, as central differences find them', () => {
  const op = opOf('matmul')
  for (const [a, b] of [
    [[3], [3]],
    [[3], [3, 2]],
    [[2, 3], [3]],
    [[3], [4, 3, 2]],
    [[4, 2, 3], [3]],
    [
      [4, 1, 2, 3],
      [2, 3, 2],
    ],
  ]) {
    const values = { a: normal(a!, 1), b: normal(b!, 2) }
    const g = normal(op.forward(values, {}).shape, 3)
    const { grads } = run('matmul', values, g)
    for (const port of ['a', 'b']) {
      const numeric = numericalGradient(op, port, values, {}, g)
      numeric.data.forEach((n, i) => {
        expect(grads[port]!.data[i]).toBeCloseTo(n, 7)
      })
    }
  }
})
