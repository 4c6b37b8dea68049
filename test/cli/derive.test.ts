/** `chainrule derive`: what it writes, in which format, and what it says of wrong usage and of broken circuits. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { answered, answeredFor, chainrule, expectError, galleryFile } from './chainrule'

const notes = galleryFile('notes-mlp-2-3-2')
const kept = (name: string) => readFileSync(`test/fixtures/derivations/${name}`, 'utf8')

it.each([
  [[], 'notes.tex'],
  [['--numbers'], 'notes.numbers.tex'],
  [['--format', 'latex'], 'notes.tex'],
  [['--format', 'markdown'], 'notes.md'],
  [['--format', 'markdown', '--numbers'], 'notes.numbers.md'],
])('with %j writes %s', async (flags, name) => {
  expect(await answered(['derive', notes, ...flags])).toEqual({ code: 0, out: kept(name), err: '' })
})

it('takes its title from the file’s name where the circuit has none', async () => {
  expect((await answeredFor('x:parameter=2; L:square(x)', 'derive')).out).toContain('\\title{a}')
})

it('reads standard input in a process of its own', async () => {
  const { code, out, err } = await chainrule(['derive', '-', '--format', 'markdown'], readFileSync(notes))
  expect([code, out, err]).toEqual([0, kept('notes.md'), ''])
})

it('knows no other format', async () => {
  expectError(
    await answered(['derive', notes, '--format', 'word']),
    2,
    /must be latex or markdown; it is “word”/,
  )
})

it('derives the good part of a broken circuit, and exits with 1 for the problem', async () => {
  const ran = await answeredFor('x:parameter=2; L:square(x); z:add(x)', 'derive', '--format', 'markdown')
  expect(ran.out).toContain('L = x^{2}')
  expectError(ran, 1, /z waits for a wire into b\./)
})
