/** Convolutions, pools and batch norm on images: borders, ties, and what a plan makes of them. */
import { describe, expect, test } from 'vitest'
import { programOf } from '../../shared/engine/program'
import type { Attrs } from '../../shared/ops/op'
import { sumTo } from '../../shared/tensor/broadcast'
import { type Tensor, tensor } from '../../shared/tensor/tensor'
import { computed } from '../helpers/computed'
import { numbers, opOf, run } from './applied'
import { attrsFor, normal, numericalGradient, type Values, valuesOf } from './samples'

const image = (...rows: number[][]) => tensor([1, 1, rows.length, rows[0]!.length], rows.flat())

/** As `run`, in plain numbers. */
function numbersOf(name: string, values: Values, attrs: Attrs = {}, g?: Tensor) {
  const { out, grads } = run(name, values, g, attrs)
  return { out: numbers(out), gradient: (port: string) => numbers(grads[port]) }
}

describe('a convolution', () => {
  test('does not turn its filter over', () => {
    const { out } = numbersOf('conv2d', { x: image([1, 2, 3]), w: image([1, 10]) })
    expect(out).toEqual([21, 32])
  })

  test('sends no gradient to pixels that its stride jumps over', () => {
    const { gradient } = numbersOf('conv2d', { x: image([1, 2, 3, 4]), w: image([5]) }, { stride: [1, 3] })
    expect(gradient('x')).toEqual([5, 0, 0, 5])
    expect(gradient('w')).toEqual([1 + 4])
  })

  test('may see nothing but padding, and then is its bias', () => {
    const { out } = numbersOf(
      'conv2d',
      { x: image([7]), w: image([1]), b: tensor([1], [3]) },
      { padding: [0, 1] },
    )
    expect(out).toEqual([3, 10, 3])
  })

  test('costs the products of filters and windows, forward and for each gradient, and cuts its patches once', () => {
    const { plan } = computed('x:input=normal(2,3,5,5;1); w:parameter=he(4,3,3,3;2); y:conv2d(x,w); L:sum(y)')
    const program = programOf(plan)
    const costs = [program.forward, program.backward].map(calls =>
      calls.flatMap(call => (call.kernel.multiplyAdds ? [call.kernel.multiplyAdds(call as never)] : [])),
    )
    const products = 2 * 4 * (3 * 3) * (3 * 3 * 3)
    expect(costs).toEqual([[products], [products, products]])
    const cuts = [...program.forward, ...program.backward].filter(call => call.kernel.name === 'patches')
    expect(cuts).toHaveLength(1)
  })
})

describe('a max pool', () => {
  const window = { kernel: [2, 2], stride: [2, 2], padding: [1, 1] }

  test('never takes padding for the maximum, however negative the image is', () => {
    const { out } = numbersOf('maxPool2d', { x: image([-1e300, -2], [-3, -4]) }, window)
    expect(out).toEqual([-1e300, -2, -3, -4])
  })

  test('gives the whole gradient to the first of equal maxima, row by row', () => {
    const { gradient } = numbersOf('maxPool2d', { x: image([1, 5], [5, 5]) }, {}, tensor([1, 1, 1, 1], [7]))
    expect(gradient('x')).toEqual([0, 7, 0, 0])
  })

  test('adds up what overlapping windows send to the same entry, and leaves the others exactly 0', () => {
    const upstream = tensor([1, 1, 1, 2], [Infinity, 3])
    const both = numbersOf('maxPool2d', { x: image([1, 9, 2]) }, { kernel: [1, 2], stride: [1, 1] }, upstream)
    expect(both.out).toEqual([9, 9])
    expect(both.gradient('x')).toEqual([0, Infinity, 0])
  })

  test('never sends the gradient to padding, also where a window sees nothing but −Infinity', () => {
    const x = image([-Infinity, 2], [-Infinity, 3])
    const upstream = tensor([1, 1, 2, 2], [1, 10, 100, 1000])
    const window = { kernel: [2, 2], stride: [2, 2], padding: [1, 1] }
    const { out, gradient } = numbersOf('maxPool2d', { x }, window, upstream)
    expect(out).toEqual([-Infinity, 2, -Infinity, 3])
    expect(gradient('x')).toEqual([1, 10, 100, 1000])
  })

  test('lets NaN through, and sends the gradient back to it', () => {
    const { out, gradient } = numbersOf('maxPool2d', { x: image([1, Number.NaN], [3, 2]) })
    expect(out).toEqual([Number.NaN])
    expect(gradient('x')).toEqual([0, 1, 0, 0])
  })
})

test('an average pool counts padding as zeros or not at all, and shares its gradient accordingly', () => {
  const x = image([4, 8], [12, 16])
  const window = { kernel: [2, 2], stride: [2, 2], padding: [1, 1] }
  expect(numbersOf('averagePool2d', { x }, window).out).toEqual([1, 2, 3, 4])
  expect(numbersOf('averagePool2d', { x }, window).gradient('x')).toEqual([0.25, 0.25, 0.25, 0.25])
  const within = numbersOf('averagePool2d', { x }, { ...window, countPadding: false })
  expect(within.out).toEqual([4, 8, 12, 16])
  expect(within.gradient('x')).toEqual([1, 1, 1, 1])
})

describe.each(['batch', 'running'])('batch norm of images with %s statistics', statistics => {
  const op = opOf('batchNorm')
  const attrs = attrsFor(op, { statistics })
  const shapes = { x: [2, 3, 2, 2], gamma: [3], beta: [3], mean: [3], variance: [3] }

  test('delivers the gradients that central differences find', () => {
    const values = valuesOf(op, shapes)
    const out = op.forward(values, attrs)
    const g = normal(out.shape, 3)
    for (const [port, value] of Object.entries(values)) {
      const rule = sumTo(op.backward[port]!({ ...values, out, g }, attrs), value.shape)
      const numeric = numericalGradient(op, port, values, attrs, g)
      for (const [i, n] of numeric.data.entries()) expect(rule.data[i]).toBeCloseTo(n, 7)
    }
  })
})

test('batch norm that runs on statistics of its own gives no gradient to those that it ignores', () => {
  const values = valuesOf(opOf('batchNorm'), { x: [4, 2], gamma: [2], beta: [2], mean: [2], variance: [2] })
  const { gradient } = numbersOf('batchNorm', values)
  expect([...gradient('mean'), ...gradient('variance')]).toEqual([0, 0, 0, 0])
})

test('running statistics are constants of the formula: the gradient of x is γ/σ times upstream', () => {
  const values = {
    x: tensor([2, 1], [5, -1]),
    gamma: tensor([1], [3]),
    beta: tensor([1], [1]),
    mean: tensor([1], [1]),
    variance: tensor([1], [4]),
  }
  const given = { statistics: 'running', eps: 1e-12 }
  const { out, gradient } = numbersOf('batchNorm', values, given, tensor([2, 1], [2, -4]))
  for (const [got, wanted] of [
    [out, [7, -2]],
    [gradient('x'), [3, -6]],
    [gradient('mean'), [3]],
    [gradient('variance'), [-(2 * 3 * 2 + -4 * 3 * -1) / (2 * 4)]],
  ] as const)
    for (const [i, x] of wanted.entries()) expect(got[i]).toBeCloseTo(x, 9)
})
