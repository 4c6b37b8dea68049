/** Activations, powers and choices where finite differences cannot look: at kinks and ties, far out, and at the border of a domain. */
import { expect, test } from 'vitest'
import { ops } from '../../shared/ops/index'
import type { ComputedOp } from '../../shared/ops/op'
import { ones, scalar, type Tensor, tensor } from '../../shared/tensor/tensor'
import { attrsFor, type Values } from './samples'

/** The output's numbers and those of each port's gradient, for an upstream gradient `g` (ones by default). −0 reads as 0. */
function run(name: string, values: Values, attrs = {}, g?: Tensor) {
  const op = ops.get(name) as ComputedOp
  const given = attrsFor(op, attrs)
  const out = op.forward(values, given)
  const all = { ...values, out, g: g ?? ones(out.shape) }
  const numbers = (x: Tensor) => Array.from(x.data, v => v + 0)
  const found: { readonly [name: string]: number[]; readonly out: number[] } = {
    out: numbers(out),
    ...Object.fromEntries(op.inputs.map(({ name: port }) => [port, numbers(op.backward[port]!(all, given))])),
  }
  return found
}
const row = (...numbers: number[]) => tensor([numbers.length], numbers)
const ends = row(-Infinity, -1000, 1000)

test('maximum and minimum give half of the gradient to each input at a tie, and exactly 0 to the one not taken', () => {
  const [a, b, g] = [row(1, 2, 3), row(1, 5, -3), row(8, Infinity, 8)]
  expect(run('maximum', { a, b }, {}, g)).toEqual({ out: [1, 5, 3], a: [4, 0, 8], b: [4, Infinity, 0] })
  expect(run('minimum', { a, b }, {}, g)).toEqual({ out: [1, 2, -3], a: [4, Infinity, 0], b: [4, 0, 8] })
})

test('a broken value stays visible in maximum and minimum, and the gradient goes to both', () => {
  const [a, b] = [row(NaN, 1), row(1, NaN)]
  const all = { out: [NaN, NaN], a: [1, 1], b: [1, 1] }
  expect(run('maximum', { a, b })).toEqual(all)
  expect(run('minimum', { a, b })).toEqual(all)
})

test('the power 0 is 1 with gradient 0 and the power 1 has gradient 1, also at 0', () => {
  expect(run('power', { x: row(0, -2) }, { exponent: 0 })).toEqual({ out: [1, 1], x: [0, 0] })
  expect(run('power', { x: row(0, -2) }, { exponent: 1 })).toEqual({ out: [0, -2], x: [1, 1] })
})

test('a negative number has whole powers and no others', () => {
  expect(run('power', { x: scalar(-2) }, { exponent: 3 })).toEqual({ out: [-8], x: [12] })
  expect(run('power', { x: scalar(-2) }, { exponent: -1 })).toEqual({ out: [-0.5], x: [-0.25] })
  expect(run('power', { x: scalar(-2) }, { exponent: 0.5 })).toEqual({ out: [NaN], x: [NaN] })
})

test('a base of 0 sends nothing back to an exponent of 0 or more, and receives nothing from an exponent of 0', () => {
  expect(run('powerTensor', { a: row(0, 0, 0), b: row(0, 1, 2) })).toEqual({
    out: [1, 0, 0],
    a: [0, 1, 0],
    b: [0, 0, 0],
  })
})

test('the gradient of an absolute value is 0 at 0', () => {
  expect(run('abs', { x: row(0, -1.5, 2, NaN) })).toEqual({ out: [0, 1.5, 2, NaN], x: [0, -1, 1, NaN] })
})

test('a square root is infinitely steep at 0 and NaN below', () => {
  expect(run('sqrt', { x: row(0, 4, -1) })).toEqual({ out: [0, 2, NaN], x: [Infinity, 0.25, NaN] })
})

test('the reciprocal of 0 is infinite, with an infinite slope', () => {
  expect(run('reciprocal', { x: row(0, -4) })).toEqual({ out: [Infinity, -0.25], x: [-Infinity, -0.0625] })
})

test('leaky ReLU and ELU have the slope of their negative side at 0', () => {
  expect(run('leakyRelu', { x: row(0, -2, 2) }, { slope: 0.5 })).toEqual({
    out: [0, -1, 2],
    x: [0.5, 0.5, 1],
  })
  expect(run('elu', { x: row(0, -1000, 2) }, { alpha: 3 })).toEqual({ out: [0, -3, 2], x: [3, 0, 1] })
})

test('ELU keeps the digits of a small negative entry', () => {
  expect(run('elu', { x: scalar(-1e-9) }).out[0]).toBeCloseTo(-1e-9 + 5e-19, 24)
})

test('softplus, GELU and SiLU end at 0 on the left and at x on the right, with slopes 0 and 1', () => {
  expect(run('softplus', { x: ends })).toEqual({ out: [0, 0, 1000], x: [0, 0, 1] })
  const far = row(-1000, 1000)
  expect(run('gelu', { x: far })).toEqual({ out: [0, 1000], x: [0, 1] })
  expect(run('silu', { x: far })).toEqual({ out: [0, 1000], x: [0, 1] })
})

test('softplus is exact beyond 20, where it is not yet x, and keeps small values', () => {
  expect(run('softplus', { x: scalar(25) }).out[0]! - 25).toBeCloseTo(Math.exp(-25), 14)
  expect(run('softplus', { x: scalar(-40) }).out[0]! / Math.exp(-40)).toBeCloseTo(1, 14)
})

test('GELU is the exact one: at 1 it is Φ(1), which the approximation by tanh misses in the fourth digit', () => {
  const { out, x }: Readonly<Record<string, readonly number[]>> = run('gelu', { x: scalar(1) })
  expect(out![0]).toBeCloseTo(0.8413447460685429, 15)
  expect(x![0]).toBeCloseTo(0.8413447460685429 + 0.24197072451914337, 15)
})

test('NaN stays NaN through every activation', () => {
  for (const name of ['identity', 'leakyRelu', 'elu', 'softplus', 'gelu', 'silu'])
    expect(run(name, { x: scalar(NaN) }).out, name).toEqual([NaN])
})
