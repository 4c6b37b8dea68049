/** For every op, every sample and every port: the four stages are there, and the numbers come out of what they display. */
import { describe, expect, test } from 'vitest'
import type { Circuit } from '../../shared/document/document'
import { ops } from '../../shared/ops/index'
import type { Attrs, ComputedOp } from '../../shared/ops/op'
import type { Shape } from '../../shared/tensor/tensor'
import { throughEngine } from '../helpers/computed'
import { expectWhole, quantitiesOf, someEntries } from '../helpers/explained'
import { casesOf, titleOf } from '../ops/gradientFaults'
import { attrsFor, normal, valuesOf } from '../ops/samples'

const computed = [...ops.values()].filter(op => op.kind === 'computed')

/** The op alone, each port on a parameter, so that all of them get a gradient; its own gradient is given. */
function circuitOf(op: ComputedOp, shapes: Readonly<Record<string, Shape>>, attrs: Attrs): Circuit {
  const values = valuesOf(op, shapes)
  const ports = op.inputs.flatMap(({ name }) => (shapes[name] ? [name] : []))
  const out = op.shape(shapes, attrs) as Shape
  return {
    nodes: [
      ...ports.map(name => ({ id: name, op: 'parameter', name, attrs: {}, value: values[name]! })),
      { id: 'result', op: op.name, name: 'result', attrs },
    ],
    edges: ports.map(name => ({ from: name, to: 'result', port: name })),
    root: 'result',
    cotangent: normal(out, 7),
  }
}

/** Everything, whole and entry by entry; returns how many quantities were looked at. The first of the entries is typeset as well. */
function expectAll(circuit: Circuit) {
  const place = throughEngine(circuit)
  const quantities = quantitiesOf(place)
  for (const quantity of quantities) {
    const { result } = expectWhole(place, { quantity, entry: null })
    for (const [i, entry] of someEntries(result.engine.shape).entries())
      expectWhole(place, { quantity, entry }, { typeset: i === 0 })
  }
  return quantities.length
}

/** What the op's rules make, whole and in one entry, without typesetting. */
function expectRules(circuit: Circuit, seed: number) {
  const place = throughEngine(circuit)
  const made = quantitiesOf(place).filter(
    q => q.kind === 'share' || (q.kind === 'value' && q.node === 'result'),
  )
  for (const quantity of made) {
    const { result } = expectWhole(place, { quantity, entry: null }, { typeset: false })
    const entry = someEntries(result.engine.shape, seed).at(-1)!
    expectWhole(place, { quantity, entry }, { typeset: false })
  }
  return made.length
}

describe.each(computed)('the numbers of $name', op => {
  test.each(op.check.samples)('are explained on %j', ({ shapes, attrs: given }) => {
    const ports = Object.keys(shapes).length
    // Each port’s value, gradient and wire; the result’s value and gradient.
    expect(expectAll(circuitOf(op, shapes, attrsFor(op, given)))).toBe(3 * ports + 2)
  })

  test('are explained for whatever shapes it takes', { tags: ['long'] }, () => {
    for (const [seed, { shapes, attrs }] of casesOf(op).entries())
      expect(expectRules(circuitOf(op, shapes, attrs), seed), titleOf(shapes, attrs)).toBeGreaterThan(1)
  })
})
