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

/** Whole and entry by entry; returns how many answers were looked at. */
function expectAll(
  circuit: Circuit,
  entries: (shape: Shape) => readonly (readonly number[])[],
  typeset = true,
) {
  const place = throughEngine(circuit)
  let answers = 0
  for (const quantity of quantitiesOf(place)) {
    const { result } = expectWhole(place, { quantity, entry: null }, { typeset })
    for (const entry of entries(result.engine.shape)) expectWhole(place, { quantity, entry }, { typeset })
    answers++
  }
  return answers
}

describe.each(computed)('the numbers of $name', op => {
  test.each(op.check.samples)('are explained on %j', ({ shapes, attrs: given }) => {
    const attrs = attrsFor(op, given)
    const ports = Object.keys(shapes).length
    // Each port’s value, gradient and wire; the result’s value and gradient.
    expect(expectAll(circuitOf(op, shapes, attrs), someEntries)).toBe(3 * ports + 2)
  })

  test('are explained for whatever shapes it takes', { tags: ['long'] }, () => {
    for (const { shapes, attrs } of casesOf(op))
      expect(
        expectAll(circuitOf(op, shapes, attrs), someEntries, false),
        titleOf(shapes, attrs),
      ).toBeGreaterThan(0)
  })
})
