/** `chainrule conformance`: the reference vectors that come with the tests, and folders that are wrong in every way. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileOf, halves, list, square, tie } from '../helpers/referenceCases'
import { answered, chainrule, expectError, folderOf } from './chainrule'

const fixtures = 'test/fixtures/reference'

const vectors = (group: string, ...cases: object[]) => JSON.stringify(fileOf(group, ...cases))

describe('chainrule conformance', () => {
  it('runs every case of a folder and prints, for each group and in all, how many agree', async () => {
    const { code, out, err } = await chainrule(['conformance', fixtures])
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/^group +cases +passed +skipped +failed\n─/)
    expect(out).toMatch(/\nops-loss +29 +28 +1 +0\n/)
    expect(out).toMatch(/\nall +267 +266 +1 +0\n/)
    expect(out).toMatch(/\nskipped pub-bce-06: PyTorch’s own way, which is not copied: torch clamps log/)
  })

  it('writes JSON, and leaves out what is optional with the reason', async () => {
    const { code, out } = await answered(['conformance', fixtures, '--json'])
    const reason = expect.stringContaining('not copied')
    expect(JSON.parse(out)).toEqual({
      cases: 267,
      passed: 266,
      skipped: [{ id: 'pub-bce-06', reason }],
      failed: [],
    })
    expect(code).toBe(0)
  })

  it('exits with 1 for a wrong number, and says which, what was expected and what came', async () => {
    const folder = await folderOf({
      'b.json': vectors('second', square, { ...square, id: 'square-2', grads: { x: list(2, 41) } }),
      'a.json': vectors('first', { ...square, id: 'square-3', output: { shape: [2, 1], data: [1, 4] } }),
      'notes.txt': 'not read',
    })
    const ran = await answered(['conformance', folder])
    expect(ran.out).toMatch(/\nfirst +1 +0 +0 +1\nsecond +2 +1 +0 +1\nall +3 +1 +0 +2\n/)
    expect(ran.out).toContain('\nfailed square-2: grads.x[1]: expected 41; got 40\n')
    expect(ran.out).toContain('\nfailed square-3: output: expected (2, 1); got (2)\n')
    expectError(ran, 1, /: 2 of 3 cases failed; the first is square-3\.$/m)
    const { out, code } = await answered(['conformance', folder, '--json'])
    expect(JSON.parse(out).failed[1]).toEqual({
      id: 'square-2',
      port: 'grads.x',
      index: 1,
      expected: 41,
      got: 40,
    })
    expect(code).toBe(1)
  })

  it('fails loudly for a case of the core that it cannot run; beyond the core it leaves it out', async () => {
    const unknown = { ...square, op: 'cosh' }
    const ran = await answered(['conformance', await folderOf({ 'a.json': vectors('core', unknown) })])
    expect(ran.out).toContain('\nfailed square-1: output: expected a run; got no op for cosh\n')
    expectError(ran, 1, /1 of 1 cases failed; it is square-1\./)
    const beyond = vectors('beyond', { ...unknown, tags: ['extended'] })
    const left = await answered(['conformance', await folderOf({ 'a.json': beyond })])
    expect(left.out).toContain('\nskipped square-1: no op for cosh\n')
    expect(left.code).toBe(0)
  })

  it('tells when another tie rule than PyTorch’s was followed', async () => {
    const allowed = vectors('tie', { ...tie, grads_alt: [halves] })
    const { out, code } = await answered(['conformance', await folderOf({ 'a.json': allowed })])
    expect(out).toContain('\npassed square-1 by the tie rule “halves”\n')
    expect(code).toBe(0)
  })

  it('leaves out what lies beside the vectors, and says so of JSON files', async () => {
    const folder = await folderOf({
      'a.json': vectors('one', square),
      'index.json': '{"files": ["a.json"]}',
      'FORMAT.md': 'how to read these',
    })
    await mkdir(join(folder, 'more.json'))
    const { code, out } = await answered(['conformance', folder])
    expect(out).toMatch(/\nall +1 +1 +0 +0\n/)
    expect(out).toContain('left out index.json: it is no file of reference vectors\n')
    expect(code).toBe(0)
  })
})

describe('a folder that cannot be run is answered in one line, with code 1:', () => {
  const refused = async (folder: string, line: RegExp) => {
    for (const flags of [[], ['--json']]) {
      const ran = await answered(['conformance', folder, ...flags])
      expect(ran.out).toBe('')
      expectError(ran, 1, line)
    }
  }

  it('one that is not there, a file, an empty one', async () => {
    await refused('nowhere', /nowhere cannot be read: there is no such folder\./)
    await refused(join(fixtures, 'ops-loss.json'), /it is a file, not a folder\./)
    await refused(await folderOf({}), /holds no reference vectors: there is no \.json file in it\./)
    await refused(await folderOf({ 'a.txt': vectors('a', square) }), /there is no \.json file in it\./)
  })

  it('one with a file that is broken, of another format, or without a case', async () => {
    const whole = vectors('a', square)
    const broken = await folderOf({ 'a.json': whole, 'b.json': whole.slice(0, -9) })
    await refused(broken, /b\.json: The file is not JSON: line 1, column \d+ must be/)
    await refused(
      await folderOf({ 'a.json': '{"name": "chainrule"}' }),
      /no \.json file in it is in the format/,
    )
    await refused(await folderOf({ 'a.json': '' }), /a\.json: The file is empty/)
    await refused(await folderOf({ 'a.json': vectors('a') }), /holds no reference case/)
  })
})
