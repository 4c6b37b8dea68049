/**
 * The tests of the ops are tested: every corrupted backward rule that computes something else is caught.
 * @module-tag long
 */
import { describe, expect, test } from 'vitest'
import { ops } from '../../shared/ops/index'
import { gradientFaults } from './gradientFaults'
import { changesResult, isFlat, mutantsOf } from './mutants'

const computed = [...ops.values()].filter(op => op.kind === 'computed')

describe.each(computed)('$name', op => {
  test('has no corrupted backward rule that its contract would let pass', () => {
    const alive: string[] = []
    let changing = 0
    for (const mutant of mutantsOf(op)) {
      if (!changesResult(mutant, op)) continue
      changing++
      if (gradientFaults(mutant.op).next().done) alive.push(`${mutant.port}: ${mutant.kind}`)
    }
    expect(alive).toEqual([])
    expect(changing > 0 || isFlat(op)).toBe(true)
  })
})
