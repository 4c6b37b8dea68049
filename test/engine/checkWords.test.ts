/** What a gradient check found, in sentences. */
import { describe, expect, test } from 'vitest'
import { type CheckOptions, checkGradients, completed } from '../../shared/engine/check'
import {
  countedPlace,
  notesOf,
  overallText,
  placeText,
  refusalText,
  spokenCheck,
} from '../../shared/engine/checkWords'
import { computed, notes232 } from '../helpers/computed'

function check(text: string, options: CheckOptions = {}) {
  const { graph, plan, run } = computed(text)
  const result = completed(checkGradients(graph, plan, options))
  return { graph, run, result, leaves: result.ok ? result.leaves : [] }
}

const overall = (text: string, options?: CheckOptions) =>
  overallText(check(text, options).leaves, options?.precision ?? 'float64')

/** The notes' network, a gradient of it multiplied. */
function off(factor: number, ...names: string[]) {
  const { run } = computed(notes232)
  const analytic = new Map(
    names.map(name => {
      const { shape, data } = run.grads.get(name)!
      return [name, { shape, data: data.map(x => factor * x) }] as const
    }),
  )
  return overall(notes232, { analytic })
}

describe('all gradients in a sentence', () => {
  test('pass with the border of their tier', () => {
    expect(overall(notes232)).toBe('All 5 gradients pass: no relative error is above 1e−7.')
    expect(overall(notes232, { precision: 'float32' })).toMatch(/^All 5 gradients pass: .* 1e−4/)
    expect(overall('x:parameter=3; y:square(x)')).toBe('1 gradient passes: no relative error is above 1e−7.')
  })

  test('are wrong or doubtful by name, and the others are counted', () => {
    expect(off(2, 'W_1', 'b_2')).toBe(
      'The gradient of W_1, b_2 is wrong: its relative error is above 1e−4. 3 gradients pass: no relative error is above 1e−7.',
    )
    expect(off(1 + 1e-6, 'x')).toMatch(
      /^The gradient of x is doubtful: its relative error is above 1e−7, within 1e−4\. 4 gradients pass/,
    )
  })

  test('that are two are both of them', () => {
    expect(overall('x:parameter=3; w:parameter=2; y:multiply(x,w)')).toMatch(/^Both gradients pass: /)
  })

  test('of zeros are not said to pass', () => {
    expect(overall('x:parameter=3; t:threshold(x)')).toBe('It shows nothing of x.')
  })

  test('that only rounding lets pass are not said to be right to 1e−7', () => {
    const cancelled = 'x:parameter=3; c:constant=1000000; s:add(x,c); y:subtract(s,c)'
    expect(overall(cancelled)).toBe('1 gradient passes: right to 1e−7, or as closely as rounding can tell.')
  })
})

test('a leaf is read out with its error and what it leaves out', () => {
  const { leaves, graph } = check(
    'x:parameter=[3,0.000001]; r:relu(x); w:parameter=3; t:threshold(w); y:add(r,t)',
  )
  expect(leaves.map(leaf => spokenCheck(leaf, graph))).toEqual([
    expect.stringMatching(
      /^gradient passes, relative error at most [\d.e−]+; 1 entry is left out: the two points lie on different sides of a kink of r \(ReLU\)$/,
    ),
    'gradient shows nothing',
  ])
  expect(spokenCheck(leaves[0]!, graph, name => `<${name}>`)).toContain('kink of <r> (ReLU)')
})

test('notes say that entries were drawn, left out, or are zero', () => {
  const sampled = check('x:parameter=normal(5,4;1); s:square(x); y:sum(s)', { most: 3 })
  expect(notesOf(sampled.leaves[0]!, sampled.graph)).toEqual([
    '3 of the 20 entries were drawn at random; the others were not looked at.',
  ])
  const flat = check('x:parameter=0.000001; t:threshold(x)')
  expect(notesOf(flat.leaves[0]!, flat.graph)).toEqual([
    '1 entry is left out: the two points lie on different sides of a kink of t (threshold).',
    'no entry could be checked, so this shows nothing.',
  ])
})

test('places are counted from 0 for those who compute and from 1 for those who read', () => {
  expect(placeText(5, [2, 3])).toBe('[1, 2]')
  expect(countedPlace(5, [2, 3])).toBe('2, 3')
  expect(countedPlace(0, [])).toBe('–')
})

test('why there is nothing to check names the arithmetic if it is the reason', () => {
  const { graph, result } = check('x:parameter=1e30; y:square(x)', { precision: 'float32' })
  if (result.ok) throw new Error('it was checked')
  expect(refusalText(result, graph, 'float32')).toMatch(/^In float32, y is the first node/)
})
