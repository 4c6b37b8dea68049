/** What the tab of the gradient check shows: rows of the table, cells of the picture, points of the curve. */
import { describe, expect, test } from 'vitest'
import { checkRows, worstOf } from '../../renderer/panels/check/checkRows'
import { errorAt, errorRange, pathOf, ticksOf } from '../../renderer/panels/check/curveScale'
import { errorCells, most, strengthOf, worstFirst } from '../../renderer/panels/check/errorCells'
import { type CheckOptions, checkGradients, completed, type LeafCheck } from '../../shared/engine/check'
import { computed } from '../helpers/computed'

function check(text: string, options: CheckOptions = {}): readonly LeafCheck[] {
  const { graph, plan } = computed(text)
  const result = completed(checkGradients(graph, plan, options))
  if (!result.ok) throw new Error(result.why)
  return result.leaves
}

describe('rows', () => {
  const [pass] = check('x:parameter=3; y:square(x)')
  const leaves = (['pass', 'fail', 'pass', 'vacuous', 'warn', 'pass'] as const).map((verdict, i) => ({
    ...pass!,
    node: `n${i}`,
    verdict,
  }))
  const shown = (wanted: string | null, rows: number) =>
    checkRows(leaves, wanted, rows).rows.map(({ node }) => node)

  test('stand in the order of the circuit; where there are too many, those that pass are left out first', () => {
    expect(shown(null, 6)).toEqual(['n0', 'n1', 'n2', 'n3', 'n4', 'n5'])
    expect(shown(null, 4)).toEqual(['n0', 'n1', 'n3', 'n4'])
    expect(shown(null, 2)).toEqual(['n1', 'n4'])
    expect(checkRows(leaves, null, 2).left).toBe(4)
  })

  test('hold the wanted one', () => {
    expect(shown('n5', 3)).toEqual(['n1', 'n4', 'n5'])
  })

  test('the worst is the one with the worst entry, of those without any the first', () => {
    const [x, w] = check('x:parameter=3; w:parameter=0.000001; r:relu(w); q:exp(x); y:add(q,r)')
    expect(worstOf([w!, x!], 'float64')).toBe(x)
    expect(worstOf([w!], 'float64')).toBe(w)
    expect(worstOf([], 'float64')).toBeNull()
  })
})

describe('cells', () => {
  test('stand where the entries stand, also those that were left out or not looked at', () => {
    const [x] = check('x:parameter=[[3,0.000001,5],[1,2,4]]; r:relu(x); y:sum(r)', { most: 4, seed: 2 })
    const { columns, cells, inPlace } = errorCells(x!, [2, 3], 'float64')
    expect([columns, cells.length, inPlace]).toEqual([3, 6, true])
    for (const { index, found } of cells) if (found) expect(found.index).toBe(index)
    expect(cells.filter(({ found }) => found === null)).toHaveLength(2)
    const [all] = check('x:parameter=[3,0.000001]; r:relu(x); y:sum(r)')
    expect(errorCells(all!, [2], 'float64').cells[1]!.found).toMatchObject({ why: 'kink' })
  })

  test('of a wide tensor are those that were looked at, in order, the worst of too many', () => {
    const [x] = check('x:parameter=normal(20,30;1); q:exp(x); y:sum(q)')
    const some = errorCells(x!, [20, 30], 'float64')
    expect([some.inPlace, some.cells.length, some.left]).toEqual([false, 100, 0])
    const indices = some.cells.map(({ index }) => index)
    expect(indices).toEqual(indices.toSorted((a, b) => a - b))
    const [every] = check('x:parameter=normal(20,30;1); q:exp(x); y:sum(q)', { most: 600 })
    const worst = errorCells(every!, [20, 30], 'float64')
    expect([worst.cells.length, worst.left]).toEqual([most.cells, 600 - most.cells])
    const off = { ...every!.comparisons[599]!, relative: 1, absolute: 1, analytic: 2, numeric: 1 }
    const last = { ...every!, comparisons: [...every!.comparisons.slice(0, 599), off] }
    expect(errorCells(last, [20, 30], 'float64').cells.at(-1)).toEqual({ index: 599, found: off })
  })

  test('are the stronger the larger the error', () => {
    expect([0, 1e-20, 1e-8, 1, Number.NaN].map(strengthOf)).toEqual([
      0.15,
      0.15,
      expect.closeTo(0.575, 9),
      1,
      1,
    ])
  })

  test('entries come worst first', () => {
    const [x] = check('x:parameter=[1,2,3,4]; q:exp(x); y:sum(q)')
    const sorted = worstFirst(x!.comparisons, 'float64')
    expect(sorted[0]).toEqual(x!.worst)
    const errors = sorted.map(({ relative }) => relative)
    expect(errors).toEqual(errors.toSorted((a, b) => b - a))
    const [first, second, third] = x!.comparisons
    const zero = { ...first!, analytic: 0, numeric: 0, relative: 0, absolute: 0 }
    const wrong = { ...second!, relative: 0.1, absolute: 1 }
    const lost = { ...third!, analytic: Number.NaN, relative: Number.NaN, absolute: Number.NaN }
    expect(worstFirst([zero, first!, wrong, lost], 'float64')).toEqual([lost, wrong, first, zero])
  })
})

describe('the curve', () => {
  const points = (errors: readonly (number | null)[]) =>
    errors.map((error, i) => ({ h: 10 ** -i, error, checked: 1, excluded: 0 }))
  const result = (errors: readonly (number | null)[]) =>
    ({ ok: true, best: null, points: points(errors) }) as const

  test('has room for all errors, in whole powers of ten', () => {
    expect(errorRange([result([0.5, 3e-9]), result([20, null])])).toEqual({ from: -9, to: 2 })
    expect(errorRange([result([null])])).toEqual({ from: -4, to: 0 })
    expect(errorRange([{ ok: false, why: 'noRoot' }])).toEqual({ from: -4, to: 0 })
  })

  test('shows an error of 0 at the lowest border', () => {
    expect(errorAt(0)).toBe(-17)
    expect(errorAt(1e-3)).toBeCloseTo(-3, 12)
  })

  test('has ticks at every third power, at every sixth where there are many', () => {
    expect(ticksOf({ from: -12, to: 0 })).toEqual([-12, -9, -6, -3, 0])
    expect(ticksOf({ from: -17, to: 1 })).toEqual([-12, -6, 0])
  })

  test('is broken where a step has no error', () => {
    const x = (h: number) => -Math.log10(h)
    const y = (error: number) => error
    expect(pathOf(points([1, 2, null, 3, 4]), x, y)).toBe('M0.0,1.0L1.0,2.0M3.0,3.0L4.0,4.0')
  })
})
