/** What moves, picks or drops entries: ties, bounds, indices that name nothing, masks, and gradients put back in their place. */
import { describe, expect, test } from 'vitest'
import { graphOf } from '../../shared/engine/graph'
import { compile } from '../../shared/engine/plan'
import { execute } from '../../shared/engine/run'
import { isMismatch } from '../../shared/ops/op'
import { filled, ones, scalar, tensor } from '../../shared/tensor/tensor'
import { circuit } from '../helpers/circuit'
import { expectClose, numbers, opOf, run } from './applied'
import { attrsFor, normal } from './samples'

const shapeOf = (name: string, shapes: Record<string, number[]>, attrs = {}) =>
  opOf(name).shape(shapes, attrsFor(opOf(name), attrs))

const ran = (text: string) => {
  const { circuit: whole } = circuit(text)
  return execute(compile(whole, graphOf(whole)))
}

describe('max', () => {
  test('shares the gradient evenly among the largest entries, group by group', () => {
    const x = tensor([2, 3], [5, 1, 5, -2, -2, -2])
    const { out, grads } = run('max', { x }, tensor([2], [4, 9]), { axes: [1] })
    expect(numbers(out)).toEqual([5, -2])
    expect(numbers(grads.x)).toEqual([2, 0, 2, 3, 3, 3])
    expect(numbers(run('max', { x }, scalar(1)).grads.x)).toEqual([0.5, 0, 0.5, 0, 0, 0])
  })

  test('gives exactly 0 to what is not the largest, even for an infinite gradient', () => {
    const { grads } = run('max', { x: tensor([3], [-1e3, 1e3, 0]) }, scalar(Infinity))
    expect(numbers(grads.x)).toEqual([0, Infinity, 0])
  })

  test('is NaN where an entry is, and sends the gradient there', () => {
    const { out, grads } = run('max', { x: tensor([2, 2], [1, NaN, 3, 4]) }, tensor([2], [7, 8]), {
      axes: [1],
    })
    expect(numbers(out)).toEqual([NaN, 4])
    expect(numbers(grads.x)).toEqual([0, 7, 0, 8])
  })

  test('takes −0 and 0 for equal', () => {
    expect(numbers(run('max', { x: tensor([2], [-0, 0]) }).grads.x)).toEqual([0.5, 0.5])
  })
})

describe('log-softmax', () => {
  test('stays exact for scores of ±1000, where the logarithm of softmax is −∞', () => {
    const { out, grads } = run('logSoftmax', { x: tensor([2], [1000, -1000]) }, tensor([2], [0, 1]))
    expect(numbers(out)).toEqual([0, -2000])
    expect(numbers(grads.x)).toEqual([-1, 1])
  })
})

describe('transpose', () => {
  test('turns every matrix of a batch, or puts the axes in the order that is given', () => {
    const x = tensor([2, 1, 2], [1, 2, 3, 4])
    expect(run('transpose', { x }).out).toEqual(tensor([2, 2, 1], [1, 2, 3, 4]))
    expect(run('transpose', { x }, undefined, { axes: [2, 1, 0] }).out).toEqual(
      tensor([2, 1, 2], [1, 3, 2, 4]),
    )
  })

  test('moves the gradient back by the inverse order, also where that is another one', () => {
    const g = normal([3, 4, 2], 1)
    const { grads } = run('transpose', { x: normal([2, 3, 4], 2) }, g, { axes: [1, 2, 0] })
    expect(grads.x!.shape).toEqual([2, 3, 4])
    expect(grads.x!.data[1 * 12 + 2 * 4 + 3]).toBe(g.data[2 * 8 + 3 * 2 + 1])
  })

  test.each([[[0]], [[0, 0]], [[0, 2]], [[-1, 1]], [[0, 1, 2]]])('refuses the order %j of a matrix', axes => {
    expect(isMismatch(shapeOf('transpose', { x: [2, 3] }, { axes }))).toBe(true)
  })
})

describe('reshape', () => {
  test('makes a scalar of one entry, and a vector of any tensor', () => {
    expect(shapeOf('reshape', { x: [1, 1] }, { shape: [] })).toEqual([])
    expect(shapeOf('reshape', { x: [2, 3, 4] })).toEqual([24])
    expect(shapeOf('reshape', { x: [] })).toEqual([1])
    expect(shapeOf('reshape', { x: [2, 3] }, { shape: [1, -1, 2] })).toEqual([1, 3, 2])
  })
})

describe('slice', () => {
  const x = tensor([5], [0, 1, 2, 3, 4])
  test.each([
    [1, 3, [1, 2]],
    [-2, 99, [3, 4]],
    [-99, 1, [0]],
    [0, -3, [0, 1]],
    [-3, -1, [2, 3]],
  ])('takes %i:%i as Python does, and puts the gradient back into zeros', (start, stop, wanted) => {
    const { out, grads } = run('slice', { x }, undefined, { start, stop })
    expect(numbers(out)).toEqual(wanted)
    expect(numbers(grads.x)).toEqual(numbers(x).map(i => (wanted.includes(i) ? 1 : 0)))
  })

  test.each([
    [2, 2],
    [3, 1],
    [5, 9],
    [0, 0.5],
  ])('refuses %d:%d, of which nothing would be left', (start, stop) => {
    expect(isMismatch(shapeOf('slice', { x: [5] }, { start, stop }))).toBe(true)
  })
})

describe('concatenate', () => {
  test('joins along any axis, and cuts the gradient up again', () => {
    const values = { x0: tensor([2, 1], [1, 4]), x3: tensor([2, 2], [2, 3, 5, 6]) }
    const { out, grads } = run('concatenate', values, tensor([2, 3], [10, 20, 30, 40, 50, 60]))
    expect(out).toEqual(tensor([2, 3], [1, 2, 3, 4, 5, 6]))
    expect(numbers(grads.x0)).toEqual([10, 40])
    expect(numbers(grads.x3)).toEqual([20, 30, 50, 60])
  })

  test('counts its inputs by number: the tenth comes after the third', () => {
    const values = { x0: tensor([1], [1]), x2: tensor([1], [2]), x10: tensor([2], [3, 4]) }
    const { out, grads } = run('concatenate', values, tensor([4], [10, 20, 30, 40]))
    expect(numbers(out)).toEqual([1, 2, 3, 4])
    expect(numbers(grads.x2)).toEqual([20])
    expect(numbers(grads.x10)).toEqual([30, 40])
  })

  test('adds up what comes back to a tensor that is joined with itself', () => {
    const { values, grads } = ran(
      'x:parameter=[1,2]; c:concatenate(x,x,x); w:constant=[1,2,3,4,5,6]; p:multiply(c,w); L:sum(p)',
    )
    expect(numbers(values.get('c'))).toEqual([1, 2, 1, 2, 1, 2])
    expect(numbers(grads.get('x'))).toEqual([9, 12])
  })
})

describe('one-hot and embedding', () => {
  test('an index that names no class becomes a row of NaN, and no gradient passes', () => {
    const { out, grads } = run('oneHot', { indices: tensor([4], [1, 2, -1, 0.5]) }, undefined, { classes: 2 })
    expect(numbers(out)).toEqual([0, 1, NaN, NaN, NaN, NaN, NaN, NaN])
    expect(numbers(grads.indices)).toEqual([0, 0, 0, 0])
  })

  test('a row of the table gets the sum over the places that used it, the others 0', () => {
    const table = tensor([3, 2], [1, 2, 3, 4, 5, 6])
    const indices = tensor([2, 2], [2, 0, 2, 2])
    const { out, grads } = run('embedding', { table, indices }, tensor([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8]))
    expect(out).toEqual(tensor([2, 2, 2], [5, 6, 1, 2, 5, 6, 5, 6]))
    expect(numbers(grads.table)).toEqual([3, 4, 0, 0, 13, 16])
    expect(numbers(grads.indices)).toEqual([0, 0, 0, 0])
  })

  test('a single index gives one row, and the gradient comes back to that row', () => {
    const { out, grads } = run('embedding', { table: tensor([2, 2], [1, 2, 3, 4]), indices: scalar(1) })
    expect(out).toEqual(tensor([2], [3, 4]))
    expect(numbers(grads.table)).toEqual([0, 0, 1, 1])
  })

  test.each([3, -1, 0.5, NaN, Infinity])(
    'the index %d of three rows gives NaN and leaves the table alone',
    i => {
      const { out, grads } = run('embedding', { table: ones([3, 2]), indices: tensor([2], [1, i]) })
      expect(numbers(out)).toEqual([1, 1, NaN, NaN])
      expect(numbers(grads.table)).toEqual([0, 0, 1, 1, 0, 0])
    },
  )

  test('the search for the first NaN leads to the lookup', () => {
    const run = ran('E:parameter=[[1,2],[3,4]]; i:input=[0,2]; e:embedding(E,i); t:tanh(e); L:sum(t)')
    expect(run.fault).toMatchObject({ node: 'e' })
  })
})

describe('dropout', () => {
  const x = ones([40, 25])

  test('drops about the share p, and divides the others by 1 − p', () => {
    const { out } = run('dropout', { x }, undefined, { p: 0.2 })
    expect(new Set(numbers(out))).toEqual(new Set([0, 1.25]))
    const dropped = numbers(out).filter(v => v === 0).length / 1000
    expect(Math.abs(dropped - 0.2)).toBeLessThan(4 * Math.sqrt((0.2 * 0.8) / 1000))
  })

  test('sends the gradient through the mask that the values went through', () => {
    const { out, grads } = run('dropout', { x }, filled([40, 25], 3), { seed: 5 })
    expectClose(
      grads.x,
      numbers(out).map(v => 3 * v),
    )
  })

  test('draws the same mask for the same seed and shape, whatever the numbers, and another for another seed', () => {
    const maskOf = (seed: number, k = 1) =>
      numbers(run('dropout', { x: filled([40, 25], k) }, undefined, { seed }).out).map(v => v !== 0)
    expect(maskOf(3, 7)).toEqual(maskOf(3))
    expect(maskOf(4)).not.toEqual(maskOf(3))
  })

  test('its numbers never change: files keep only the seed', () => {
    expect(numbers(run('dropout', { x: ones([8]) }).out)).toEqual([2, 2, 0, 2, 2, 0, 2, 0])
  })

  test('passes everything unchanged when it is not training or drops nothing, and nothing for p = 1', () => {
    const some = normal([3], 1)
    for (const attrs of [{ training: false }, { p: 0 }]) {
      const { out, grads } = run('dropout', { x: some }, some, attrs)
      expect(out).toEqual(some)
      expect(grads.x).toEqual(some)
    }
    const none = run('dropout', { x: some }, some, { p: 1 })
    expect([...numbers(none.out), ...numbers(none.grads.x)].every(v => v === 0)).toBe(true)
  })

  test('a pass-through as the root, or between others, is run like any op', () => {
    const { values, grads } = ran('x:parameter=[1,-2]; d:dropout(x){"training":false}')
    expect(numbers(values.get('d'))).toEqual([1, -2])
    expect(numbers(grads.get('x'))).toEqual([1, 1])
    const between = ran('x:parameter=[1,-2]; d:dropout(x){"p":0}; q:square(d); L:sum(q)')
    expect(numbers(between.grads.get('x'))).toEqual([2, -4])
  })
})
