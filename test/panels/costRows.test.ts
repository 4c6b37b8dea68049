/** Which rows the table of costs shows: all of them, or the costliest and the one that is selected. */
import { describe, expect, test } from 'vitest'
import { costRows } from '../../renderer/panels/cost/costRows'
import { costOf } from '../../shared/engine/cost'
import { graphOf } from '../../shared/engine/graph'
import { circuit } from '../helpers/circuit'

/** The entries that each writes grow from `s` to `t`; `p` multiplies and adds most. */
const whole = circuit(`x:input=normal(4,6;1); W:parameter=normal(6,5;2); s:sum(x); p:matmul(x,W); r:relu(p);
  t:tanh(x); L:sum(r)`).circuit
const cost = costOf(whole, graphOf(whole))
const shown = (wanted: string | null, most?: number) => {
  const { rows, left } = costRows(cost, wanted, most)
  return [rows.map(({ node }) => node), left]
}

describe('the rows of the table', () => {
  test('are all nodes that compute, in graph order', () => {
    expect(shown(null)).toEqual([['s', 'p', 'r', 't', 'L'], 0])
  })

  test('are the costliest ones where there are too many, and the others are counted', () => {
    expect(shown(null, 2)).toEqual([['p', 'r'], 3])
  })

  test('hold the selected node also where it is not among them', () => {
    expect(shown('s', 2)).toEqual([['s', 'p', 'r'], 2])
    expect(shown('p', 2)).toEqual([['p', 'r'], 3])
    expect(shown('x', 2)).toEqual([['p', 'r'], 3])
  })
})
