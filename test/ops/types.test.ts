/** The type check is a test too: `npm run check` fails when one of these mistakes is no longer refused. */
import { expect, test } from 'vitest'
import { defineOp } from '../../shared/ops/op'
import tanh from '../../shared/ops/tanh'
import { add } from '../../shared/tensor/arithmetic'
import { scale } from '../../shared/tensor/elementwise'

const { palette, says, export: code } = tanh
const rest = { palette, says, export: code }

test('an op whose gradient for a port is missing does not pass the type check', () => {
  const op = defineOp({
    ...rest,
    name: 'wrong',
    inputs: [
      { name: 'a', tex: 'a', role: 'data' },
      { name: 'b', tex: 'b', role: 'data' },
    ],
    attrs: {},
    shape: ({ a }) => a,
    forward: ({ a, b }) => add(a, b),
    // @ts-expect-error: no rule for b
    backward: { a: ({ g }) => g },
    formula: { forward: 'a + b', backward: { a: 'g', b: 'g' } },
    check: { samples: [], errors: [] },
  })
  expect(op.backward.b).toBeUndefined()
})

test('an op that misspells an attribute does not pass the type check', () => {
  const op = defineOp({
    ...rest,
    name: 'wrong',
    inputs: [{ name: 'x', tex: 'x', role: 'data' }],
    attrs: { k: { kind: 'number', label: 'k', default: 1 } },
    shape: ({ x }) => x,
    forward: ({ x }, { k }) => scale(x, k),
    // @ts-expect-error: the attribute is k
    backward: { x: ({ g }, { K }) => scale(g, K) },
    formula: { forward: 'k * x', backward: { x: 'k * g' } },
    check: { samples: [], errors: [] },
  })
  expect(Object.keys(op.attrs)).toEqual(['k'])
})

test('an op that misspells a port does not pass the type check', () => {
  const op = defineOp({
    ...rest,
    name: 'wrong',
    inputs: [{ name: 'x', tex: 'x', role: 'data' }],
    attrs: {},
    shape: ({ x }) => x,
    // @ts-expect-error: the port is x
    forward: ({ y }) => y,
    backward: { x: ({ g }) => g },
    formula: { forward: 'x', backward: { x: 'g' } },
    check: { samples: [], errors: [] },
  })
  expect(op.inputs).toHaveLength(1)
})
