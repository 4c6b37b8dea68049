/** Every entry of every op's formulas, read one by one, is what the op's rules compute. */
import { describe, expect, test } from 'vitest'
import { downstreamEntry, entryOf } from '../../shared/formula/entry'
import { reckoningOf } from '../../shared/formula/entryValue'
import { indexAt } from '../../shared/formula/indices'
import { parse } from '../../shared/formula/parse'
import { ops } from '../../shared/ops/index'
import { formulaOf } from '../../shared/ops/op'
import { sumTo } from '../../shared/tensor/broadcast'
import type { Tensor } from '../../shared/tensor/tensor'
import { attrsFor, normal, valuesOf } from '../ops/samples'

const computed = [...ops.values()].filter(op => op.kind === 'computed')
const close = (a: number, b: number) =>
  Object.is(a, b) || Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a), Math.abs(b))

function expectEntries(wanted: Tensor, found: (place: number) => number, title: string) {
  const wrong = [...wanted.data.entries()].filter(([place, x]) => !close(x, found(place)))
  expect(
    wrong.map(([place, x]) => `${title}[${place}] is ${x}, read ${found(place)}`),
    title,
  ).toEqual([])
}

describe.each(computed)('the entries of $name', op => {
  test.each(op.check.samples)('on %j', ({ shapes, attrs: given }) => {
    const attrs = attrsFor(op, given)
    const values = valuesOf(op, shapes)
    const out = op.forward(values, attrs)
    const { forward, backward } = formulaOf(op, shapes, attrs)
    const scope = reckoningOf(op, values, attrs)
    expectEntries(out, place => scope.value(entryOf(parse(forward), indexAt(place, out.shape), scope)), 'out')

    const all = { ...values, out, g: normal(out.shape, 7) }
    const back = reckoningOf(op, all, attrs)
    for (const [port, text] of Object.entries(backward)) {
      const shape = shapes[port]
      if (!shape) continue
      const rule = sumTo(op.backward[port]!(all, attrs), shape)
      expectEntries(
        rule,
        place => back.value(downstreamEntry(parse(text), indexAt(place, shape), shape, back)),
        port,
      )
    }
  })
})
