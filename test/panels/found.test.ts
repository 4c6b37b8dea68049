import { describe, expect, test } from 'vitest'
import { freeNear } from '../../renderer/canvas/freePlace'
import { findCircuits, findOps, fitOf } from '../../renderer/panels/found'
import { ops } from '../../shared/ops/index'
import { circuit } from '../helpers/circuit'

const found = (search: string) => findOps(search).flatMap(group => group.ops.map(op => op.name))

describe('the palette', () => {
  test('shows every op once, in groups', () => {
    expect(found('').sort()).toEqual([...ops.keys()].sort())
  })

  test('finds an op by label, keyword and category, whatever the case', () => {
    expect(found('Batch')).toContain('batchNorm')
    expect(found('dense')).toContain('affine')
    expect(found('losses')).toEqual(expect.arrayContaining(['crossEntropy', 'meanSquaredError']))
    expect(found('losses')).not.toContain('tanh')
  })

  test('finds what has every word of the search', () => {
    expect(found('softmax loss')).toContain('softmaxCrossEntropy')
    expect(found('softmax nothing')).toEqual([])
  })

  test('finds gallery circuits too', () => {
    expect(findCircuits('xor').map(item => item.id)).toEqual(['xor'])
  })
})

test('the command palette puts first what is called as the search says', () => {
  const fits = ['Zoom in', 'In zoom', 'Minimap', 'Fit'].map(called => fitOf('zoom in', [called, 'zoom in']))
  expect(fits).toEqual([...fits].sort((a, b) => b - a))
  expect(fits[0]).toBe(1)
  expect(fitOf('zoom', ['Fit', 'whole'])).toBe(0)
})

describe('an op added in the middle', () => {
  test('stands there when there is room', () => {
    expect(freeNear(circuit(''), { x: 100, y: 50 })).toEqual({ x: 100, y: 50 })
  })

  test('stands clear of what is there', () => {
    const wanted = { x: 28, y: 28 }
    const place = freeNear(circuit('x:input=1; a:tanh(x)', { positions: { a: [0, 0], x: [400, 0] } }), wanted)
    expect(Math.max(Math.abs(place.x - wanted.x), Math.abs(place.y - wanted.y))).toBeGreaterThanOrEqual(90)
  })
})
