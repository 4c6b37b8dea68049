/** What an op says it is made of computes what the op computes, forward and backward. */
import { describe, expect, test } from 'vitest'
import type { Circuit } from '../../shared/document/document'
import { ops } from '../../shared/ops/index'
import type { ComputedOp, InsideStep } from '../../shared/ops/op'
import { sumTo } from '../../shared/tensor/broadcast'
import type { Shape, Tensor } from '../../shared/tensor/tensor'
import { throughEngine } from '../helpers/computed'
import { attrsFor, normal, type Values, valuesOf } from './samples'

/** The steps as a circuit of their own, in which the op's ports are leaves. */
function circuitOf(steps: readonly InsideStep[], values: Values, cotangent: Tensor): Circuit {
  const leaf = (name: string, op: string, value: Tensor) => ({ id: name, op, name, attrs: {}, value })
  return {
    nodes: [
      ...Object.entries(values).map(([name, value]) => leaf(name, 'input', value)),
      ...steps.map(step => {
        if ('value' in step) return leaf(step.name, 'constant', step.value)
        return { id: step.name, op: step.op, name: step.name, attrs: step.attrs ?? {} }
      }),
    ],
    edges: steps.flatMap(step =>
      'value' in step
        ? []
        : Object.entries(step.inputs).map(([port, from]) => ({ from, to: step.name, port })),
    ),
    root: steps.at(-1)!.name,
    cotangent,
  }
}

function expectClose(got: Tensor, wanted: Tensor, what: string) {
  expect(got.shape, what).toEqual(wanted.shape)
  for (const [i, x] of wanted.data.entries())
    expect(Math.abs(got.data[i]! - x), `${what}[${i}]`).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(x)))
}

const made = [...ops.values()].filter(op => op.kind === 'computed').filter(op => op.inside)
/** Shapes that an op's formulas do not speak of, and its samples leave out. */
const more: Readonly<Record<string, ComputedOp['check']['samples']>> = {
  batchNorm: (['batch', 'running'] as const).map(statistics => ({
    shapes: { x: [2, 3, 2, 2], gamma: [3], beta: [3], mean: [3], variance: [3] } as Record<string, Shape>,
    attrs: { statistics },
  })),
}

describe.each(made)('inside $name', op => {
  test.each(op.check.samples)(
    'every step has a name of its own, and reads ports and earlier steps on %j',
    sample => {
      const known = op.inputs.map(port => port.name).filter(port => sample.shapes[port])
      const steps = op.inside!(sample.shapes, attrsFor(op, sample.attrs))
      for (const step of steps) {
        expect(known).not.toContain(step.name)
        if (!('value' in step)) {
          const made = ops.get(step.op)
          expect(made?.kind, step.op).toBe('computed')
          expect(step.op).not.toBe(op.name)
          expect(made!.inputs.map(port => port.name)).toEqual(
            expect.arrayContaining(Object.keys(step.inputs)),
          )
          expect(Object.keys(made!.attrs)).toEqual(expect.arrayContaining(Object.keys(step.attrs ?? {})))
          expect(known).toEqual(expect.arrayContaining(Object.values(step.inputs)))
        }
        known.push(step.name)
      }
      const read = steps.flatMap(step => ('value' in step ? [] : Object.values(step.inputs)))
      for (const { name } of steps.slice(0, -1)) expect(read, `${name} is read`).toContain(name)
    },
  )

  test.each([...op.check.samples, ...(more[op.name] ?? [])])('are ops with the same result on %j', sample => {
    const attrs = attrsFor(op, sample.attrs)
    const values = valuesOf(op, sample.shapes)
    const out = op.forward(values, attrs)
    const g = normal(out.shape, 7)
    const steps = op.inside!(sample.shapes, attrs)
    const { graph, run } = throughEngine(circuitOf(steps, values, g))
    expect(graph.problems).toEqual([])
    expectClose(run.values.get(steps.at(-1)!.name)!, out, 'out')
    for (const [port, value] of Object.entries(values)) {
      const wanted = sumTo(op.backward[port]!({ ...values, out, g }, attrs), value.shape)
      const got = run.grads.get(port)
      if (got) expectClose(got, wanted, `gradient of ${port}`)
      else expect([...wanted.data].every(x => x === 0)).toBe(true)
    }
  })
})
