/** Applies an op to numbers by itself, forward and backward. */
import { expect } from 'vitest'
import { ops } from '../../shared/ops/index'
import type { Attrs, ComputedOp } from '../../shared/ops/op'
import { sumTo } from '../../shared/tensor/broadcast'
import { ones, type Tensor } from '../../shared/tensor/tensor'
import { attrsFor, type Values } from './samples'

export const opOf = (name: string) => ops.get(name) as ComputedOp

/** The output and the gradient of every port, summed back to its shape, for an upstream gradient `g` (ones by default). */
export function run(name: string, values: Values, g?: Tensor, given: Attrs = {}) {
  const op = opOf(name)
  const attrs = attrsFor(op, given)
  const out = op.forward(values, attrs)
  const all = { ...values, out, g: g ?? ones(out.shape) }
  const grads = Object.fromEntries(
    op.inputs.flatMap(({ name }) =>
      values[name] ? [[name, sumTo(op.backward[name]!(all, attrs), values[name].shape)]] : [],
    ),
  )
  return { out, grads }
}

export const numbers = (x: Tensor | undefined) => [...x!.data]
export const expectClose = (got: Tensor | undefined, wanted: readonly number[]) => {
  expect(got!.data.length).toBe(wanted.length)
  got!.data.forEach((x, i) => {
    expect(Math.abs(x - wanted[i]!)).toBeLessThanOrEqual(1e-12 * Math.abs(wanted[i]!) + 1e-14)
  })
}
