/** The command line: what it prints, its exit codes, and that every error is one line. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { commandLine } from '../../electron/cli/commandLine'
import { subcommands } from '../../electron/cli/subcommands'
import { chainrule, expectError, file, galleryFile, runJson } from './chainrule'

const notes = galleryFile('notes-mlp-2-3-2')

describe('chainrule run', () => {
  it('prints a table of every node', async () => {
    const { code, out, err } = await chainrule(['run', notes])
    expect(out).toMatch(/^node +op +value +gradient\n─/)
    expect(out).toMatch(/\na_1 +tanh +\(−0\.5980, 0\.8397, −0\.8996\) +\(−0\.6294, −0\.3357, 0\.2098\)\n/)
    expect(out).toContain('The gradients are those of L.')
    expect([code, err]).toEqual([0, ''])
  })

  it('tells what keeps the circuit from learning, which is no problem of the file', async () => {
    const text = file('x:parameter=[[9,-9]]; a:tanh(x); L:sum(a)')
    const { code, out } = await chainrule(['run', '-'], text)
    expect(out).toMatch(/The gradients are those of L\.\na is saturated at all of its 2 entries: [^\n]+\n$/)
    expect(code).toBe(0)
    const { health } = await runJson('-', text)
    expect(health).toMatchObject([
      { node: 'a', kind: 'saturated', sentence: expect.stringContaining('saturated') },
    ])
  })

  it('reads standard input for -', async () => {
    const { out } = await chainrule(['run', '-'], file('x:parameter=3; y:square(x)'))
    expect(out).toMatch(/\ny +square +9 +1\n/)
  })

  it('writes JSON with the op, value and gradient of every node by its name', async () => {
    const { root, nodes, problems } = await runJson('-', file('x:input=[2]; c:constant=[5]; y:multiply(x,c)'))
    expect({ root, nodes, problems }).toEqual({
      root: 'y',
      nodes: {
        x: { op: 'input', value: { shape: [1], data: [2] }, gradient: { shape: [1], data: [5] } },
        c: { op: 'constant', value: { shape: [1], data: [5] }, gradient: null },
        y: { op: 'multiply', value: { shape: [1], data: [10] }, gradient: { shape: [1], data: [1] } },
      },
      problems: [],
    })
  })

  it('writes what JSON has no number for as words, and keeps −0', async () => {
    const { nodes, problems, code } = await runJson('-', file('x:input=[0,-1,-0.0]; n:negate(x); y:log(n)'))
    expect(nodes.n!.value!.data).toEqual([-0, 1, 0])
    expect(nodes.y!.value!.data).toEqual(['-Infinity', 0, '-Infinity'])
    expect(problems).toMatchObject([{ code: 'nonFinite', node: 'y' }])
    expect(code).toBe(1)
  })

  it('computes the good part of a circuit with a problem, tells it, and exits with 1', async () => {
    const text = file('x:parameter=3; y:square(x); s:add(y)')
    const { nodes, problems, code, err } = await runJson('-', text)
    expect(nodes.y!.value!.data).toEqual([9])
    expect(nodes.s).toEqual({ op: 'add', value: null, gradient: null })
    expect(problems).toEqual([{ node: 's', code: 'unwired', sentence: 's waits for a wire into b.' }])
    expectError({ code, err, out: '' }, 1, /standard input: s waits for a wire into b\./)
  })

  it('is quiet when the reader goes away', async () => {
    const child = spawn(process.execPath, [
      'build/run.mjs',
      'electron/cli.ts',
      'run',
      galleryFile('notes-mlp-2-500-2'),
      '--json',
    ])
    let err = ''
    child.stderr.on('data', text => (err += text))
    child.stdout.once('data', () => child.stdout.destroy())
    await once(child, 'close')
    expect(err).toBe('')
  })
})

describe('chainrule steps', () => {
  it('prints the timeline, one line per step', async () => {
    const { code, out } = await chainrule(['steps', notes])
    const lines = out.trimEnd().split('\n')
    expect(lines).toHaveLength(10)
    expect(lines[8]).toBe(' 9  tanh a₁, backward: gradient of z₁ is (−0.4043, −0.0990, 0.0400)')
    expect(code).toBe(0)
  })
})

describe('chainrule validate', () => {
  it('says that a good file has no problem', async () => {
    expect(await chainrule(['validate', notes])).toEqual({
      code: 0,
      out: 'No problem: 11 nodes, 10 wires.\n',
      err: '',
    })
  })

  it('prints one line per problem and exits with 1', async () => {
    const ran = await chainrule(['validate', '-'], file('x:parameter=3; s:add(x); t:tanh'))
    expect(ran.out).toBe('s waits for a wire into b.\nt waits for a wire into x.\n')
    expectError(ran, 1, /s waits for a wire into b\. \(and 1 more\)/)
  })

  it('refuses a file that is no circuit with its place and exits with 1', async () => {
    expectError(
      await chainrule(['validate', '-'], '{"format": "something"}'),
      1,
      /standard input: \/format must be/,
    )
    expectError(await chainrule(['validate', '-'], 'not json'), 1, /standard input: /)
  })

  it('refuses bytes that are no text', async () => {
    expectError(await chainrule(['validate', '-'], Uint8Array.of(0xff, 0xfe, 0x00)), 1, /not a text file/)
  })

  it('says when a file is not there or is a folder', async () => {
    expectError(
      await chainrule(['validate', 'nowhere.circuit']),
      1,
      /nowhere\.circuit cannot be read: there is no such file/,
    )
    expectError(await chainrule(['validate', 'shared']), 1, /shared cannot be read: it is a folder/)
  })
})

describe('wrong usage', () => {
  it('exits with 2 and one line', async () => expectError(await chainrule(['run']), 2, /expected run FILE/))

  it.each([
    [[], /expected a command: run, steps, validate/],
    [['rum'], /no command “rum”/],
    [['run'], /expected run FILE \[--json\], found no argument/],
    [['steps', 'a', 'b'], /expected steps FILE, found 2 arguments/],
    [['run', notes, '--jason'], /Unknown option '--jason'/],
    [['--jason'], /Unknown option '--jason'/],
    [['run', notes, '--json=yes'], /--json/],
  ] as const)('%j is answered in one line', async (args, line) => {
    const { code, error, out } = await commandLine(args)
    expect(code).toBe(2)
    expect(error).toMatch(line)
    expect(error).not.toContain('\n')
    expect(out).toBeUndefined()
  })

  it('is explained by --help, for all commands and for one', async () => {
    const { code, out } = await commandLine(['--help'])
    expect(code).toBe(0)
    for (const word of [
      'run FILE [--json]',
      'steps FILE',
      'validate FILE',
      'check FILE [--json]',
      'cost FILE [--json]',
      'conformance DIR [--json]',
      'Exit code',
    ])
      expect(out).toContain(word)
    expect(out!.split('\n').filter(line => line.length > 130)).toEqual([])
    expect((await commandLine(['run', '--help'])).out).toMatch(/^usage: chainrule run FILE \[--json\]\n/)
  })

  it.each([...subcommands])('%s --help explains its options', async (name, { options }) => {
    const { code, out } = await commandLine([name, '--help'])
    expect(code).toBe(0)
    for (const [option, { takes, about }] of Object.entries(options)) {
      const line = out!.split('\n').find(other => other.startsWith(`  --${option} `))
      expect(line!.split(/ {2,}/).slice(1)).toEqual([`--${option}${takes ? ` ${takes}` : ''}`, about])
    }
    expect(out!.split('\n').filter(line => line.length > 130)).toEqual([])
  })
})

it('a fault of the program is one line, and exits with 1', async () => {
  const broken = {
    usage: 'FILE',
    about: '',
    options: {},
    takes: 1,
    run: async () => {
      throw new Error('internal: two\nlines')
    },
  }
  expect(await commandLine(['break', 'a.circuit'], new Map([['break', broken]]))).toEqual({
    code: 1,
    error: 'this failed by a fault in the program: internal: two lines',
  })
})

it('--version prints the version of the package', async () => {
  expect((await chainrule(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
})
