/** `chainrule conformance`: which files of a folder are run, and what is printed of them. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { chainrule } from './chainrule'

const numbers = (...data: number[]) => ({ shape: [data.length], data })
const square = (id: string, output: number) => ({
  id,
  kind: 'op',
  op: 'square',
  inputs: { x: numbers(3) },
  output: numbers(output),
  upstream: numbers(1),
  grads: { x: numbers(6) },
})
const vectors = (group: string, ...cases: unknown[]) => ({ format: 'circuit-reference/1', group, cases })

let folder = ''
const put = (name: string, json: unknown) => writeFile(join(folder, name), JSON.stringify(json))
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chainrule-'))
})
afterEach(() => rm(folder, { recursive: true }))

it('runs all files of vectors, and leaves out what lies beside them and says so', async () => {
  await put('a.json', vectors('one', square('s1', 9)))
  await put('b.json', vectors('two', square('s2', 9), square('s3', 9)))
  await put('index.json', { files: ['a.json', 'b.json'] })
  await writeFile(join(folder, 'FORMAT.md'), 'how to read these')
  await mkdir(join(folder, 'more.json'))
  const { code, out, err } = await chainrule(['conformance', folder])
  expect(out).toMatch(/\nall +3 +3 +0 +0\n/)
  expect(out).toContain('left out index.json: it is no file of reference vectors\n')
  expect([code, err]).toEqual([0, ''])
  const { out: json } = await chainrule(['conformance', folder, '--json'])
  expect(JSON.parse(json)).toEqual({ cases: 3, passed: 3, skipped: [], failed: [], leftOut: ['index.json'] })
})

it('exits with 1 when a case fails, naming it, and prints what is different', async () => {
  await put('a.json', vectors('one', square('s1', 9), square('s2', 8)))
  const { code, out, err } = await chainrule(['conformance', folder])
  expect(out).toContain('failed s2: output[0] should be 8; it is 9\n')
  expect([code, err]).toEqual([1, 'chainrule: 1 of 2 cases failed; it is s2.\n'])
})

it('refuses a folder without vectors, and vectors that it cannot read', async () => {
  await put('index.json', { files: [] })
  const none = await chainrule(['conformance', folder])
  expect([none.code, none.out]).toEqual([1, ''])
  expect(none.err).toMatch(/holds no reference vectors: no \.json file in it is in the format/)
  await put('b.json', { ...vectors('two'), format: 'circuit-reference/2' })
  const newer = await chainrule(['conformance', folder])
  expect([newer.code, newer.out]).toEqual([1, ''])
  expect(newer.err).toMatch(/b\.json: \/format is “circuit-reference\/2”; this version of Chainrule reads/)
})
