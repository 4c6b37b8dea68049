/** Every reference case that PyTorch computed, run through the engine as any circuit runs. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { reportOf, verdictOf } from '../../shared/engine/conformance'
import { readVectors } from '../../shared/engine/conformanceFormat'

/** The public vectors, and what we computed in the same way, at other edges. */
const vectors = ['reference', 'reference-more'].flatMap(name => {
  const folder = new URL(`../fixtures/${name}/`, import.meta.url)
  return readdirSync(folder).map(file => {
    const read = readVectors(readFileSync(new URL(file, folder), 'utf8'))
    if (!read.ok || !read.value) throw new Error(`${file}: ${read.ok ? 'no vectors' : read.reason}`)
    return read.value
  })
})

test('the fixtures are all groups of the public vectors, and two of ours', () => {
  expect(vectors.map(({ group, cases }) => [group, cases.length])).toEqual([
    ['networks-random', 8],
    ['networks-seed', 18],
    ['ops-activation', 75],
    ['ops-arithmetic', 64],
    ['ops-linear', 11],
    ['ops-loss', 29],
    ['ops-norm-conv-pool', 25],
    ['ops-shape-reduce', 37],
    ['networks-more', 11],
    ['ops-more', 211],
  ])
})

test.each(vectors)('$group agrees with PyTorch, values and gradients', ({ group, cases }) => {
  const verdicts = cases.map(verdictOf)
  const { passed, skipped, failed } = reportOf(verdicts)
  console.info(`${group}: ${cases.length} cases, ${passed} passed, ${skipped.length} skipped`)
  expect(failed).toEqual([])
  // What goes beyond the core may be left out; the core may not.
  const beyond = new Set(cases.filter(({ tags }) => tags.includes('extended')).map(({ id }) => id))
  expect(skipped.filter(({ id }) => !beyond.has(id))).toEqual([])
  // At ties we do what PyTorch does, not one of the ways that would be right as well.
  expect(verdicts.filter(v => v.verdict === 'passed' && v.rule !== null)).toEqual([])
})
