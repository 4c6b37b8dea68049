/** `chainrule check`: what it prints of each parameter and input, what can be asked for, and when it exits with 1. */
import { describe, expect, it } from 'vitest'
import { ops } from '../../shared/ops/index'
import type { ComputedOp, Op } from '../../shared/ops/op'
import type { Tensor } from '../../shared/tensor/tensor'
import { answered, answeredFor, chainrule, expectError, galleryFile } from './chainrule'

const notes = galleryFile('notes-mlp-2-3-2')
const checked = (text: string, ...flags: string[]) => answeredFor(text, 'check', ...flags)

describe('chainrule check', () => {
  it('prints a table of every parameter and input', async () => {
    const { code, out, err } = await chainrule(['check', notes])
    expect(out).toMatch(
      /^leaf +entries +checked +excluded +worst +backprop +difference +relative +verdict\n─/,
    )
    expect(out).toMatch(/\nW_1 +6 +6 +0 +\[\d, \d\] +\S+ +\S+ +\S+ +pass\n/)
    expect([code, err]).toEqual([0, ''])
  })

  it('writes JSON with exactly what was found of each', async () => {
    const text = 'x:parameter=[0.000001,3]; r:relu(x); w:input=0.000001; s:relu(w); y:multiply(r,s)'
    const { code, out } = await checked(text, '--json')
    expect(code).toBe(0)
    const numeric = expect.closeTo(1e-6, 12)
    const worst = { index: 1, analytic: 1e-6, numeric, relative: expect.any(Number) }
    expect(JSON.parse(out)).toEqual([
      { name: 'x', entries: 2, checked: 1, excluded: 1, worst, verdict: 'pass' },
      { name: 'w', entries: 1, checked: 0, excluded: 1, worst: null, verdict: 'vacuous' },
    ])
  })

  it('says which kink an entry is left out for, and that zeros show nothing', async () => {
    const kinked = await checked('x:parameter=[3,0.000001]; r:relu(x)')
    expect(kinked.out).toContain(
      'x: 1 entry is left out: the two points lie on different sides of a kink of r (ReLU).',
    )
    const flat = await checked('x:parameter=3; t:threshold(x)')
    expect(flat.out).toMatch(/vacuous\n\nx: backprop and the differences both give 0/)
    expect([kinked.code, flat.code]).toEqual([0, 0])
  })

  it('exits with 1 when a gradient is wrong, and names it', async () => {
    const registry = ops as Map<string, Op>
    const tanh = ops.get('tanh') as ComputedOp
    registry.set('tanh', { ...tanh, backward: { x: ({ g }: { g: Tensor }) => g } })
    const ran = await answered(['check', notes])
    const asked = await answered(['check', notes, '--json'])
    registry.set('tanh', tanh)
    expectError(ran, 1, /notes-mlp-2-3-2\.circuit: The gradient of x, W_1, b_1 is wrong\./)
    expect(ran.out).toMatch(/\nW_1 .* fail\nb_1 .* fail\nW_2 .* pass\n/)
    const verdicts = JSON.parse(asked.out).map(({ verdict }: { verdict: string }) => verdict)
    expect([asked.code, verdicts]).toEqual([1, ['fail', 'fail', 'fail', 'pass', 'pass']])
  })

  it.each([
    ['x:parameter=3', /There is no node to start backprop from/],
    ['c:constant=3; y:square(c)', /no parameter and no input/],
    ['x:parameter=-1; y:log(x)', /y is the first node whose/],
    ['x:input=zeros(4000,1;0); w:input=zeros(4001;0); y:add(x,w)', /a node holds at most 16,000,000/],
  ])('says in one line why there is nothing to check: %s', async (text, line) => {
    expectError(await checked(text), 1, line)
    expect((await checked(text, '--json')).out).toBe('[]\n')
    expect((await checked(text, '--sweep', '--json')).out).toBe('{\n  "points": [],\n  "best": null\n}\n')
  })

  it('checks the good part of a circuit with a problem, and exits with 1 for the problem', async () => {
    const ran = await checked('x:parameter=3; y:square(x); s:add(y)')
    expect(ran.out).toMatch(/\nx .* pass\n/)
    expectError(ran, 1, /s waits for a wire into b\./)
  })
})

describe('asked for more, chainrule check', () => {
  it('takes another step: across the kink a shorter one does not reach', async () => {
    const text = 'x:parameter=0.000001; r:relu(x)'
    expect(JSON.parse((await checked(text, '--json')).out)).toMatchObject([{ excluded: 1 }])
    expect(JSON.parse((await checked(text, '--json', '--step', '1e-7')).out)).toMatchObject([
      { excluded: 0, verdict: 'pass' },
    ])
    const lost = await checked('x:parameter=3; y:square(x)', '--step', '1e-300')
    expect(lost.out).toContain('x: 1 entry is left out: the step is lost in the rounding of the entry.')
  })

  it('looks at as many entries as it is told to, others for another seed', async () => {
    const text = 'x:parameter=normal(30,20;1); s:square(x); y:sum(s)'
    const at = async (...flags: string[]) => {
      const [leaf] = JSON.parse((await checked(text, '--json', '--samples', '2', ...flags)).out)
      expect(leaf).toMatchObject({ entries: 600, checked: 2, excluded: 0 })
      return leaf.worst.index
    }
    expect(await at('--seed', '1')).toBe(await at())
    expect(await at('--seed', '2')).not.toBe(await at())
    const { out } = await checked(text)
    expect(out).toContain('x: 100 of the 600 entries were drawn at random; the others were not looked at.')
  })

  it('computes in float32, where the difference is worse and says so when a number is too large', async () => {
    const [double, single] = await Promise.all(
      ['float64', 'float32'].map(async precision => {
        const { out } = await answered(['check', notes, '--json', '--precision', precision])
        return JSON.parse(out)
      }),
    )
    for (const [i, { verdict, worst }] of single.entries()) {
      expect(verdict).toBe('pass')
      expect(Math.fround(worst.analytic)).toBe(worst.analytic)
      expect(worst.relative).toBeGreaterThan(100 * double[i].worst.relative)
    }
    const large = ['x:parameter=1e30; y:square(x)', '--precision', 'float32'] as const
    expectError(await checked(...large), 1, /In float32, y is the first node whose value is not a finite/)
    expectError(await checked(...large, '--sweep'), 1, /In float32, y is the first node/)
    expect((await checked('x:parameter=1e30; y:square(x)')).code).toBe(0)
  })

  it('prints the error for each step, a V that is lower and further left in float64', async () => {
    const sweep = async (precision: string) => {
      const { code, out } = await answered(['check', notes, '--sweep', '--json', '--precision', precision])
      expect(code).toBe(0)
      return JSON.parse(out)
    }
    const [double, single] = [await sweep('float64'), await sweep('float32')]
    expect(double.points).toHaveLength(25)
    expect(double.points[0]).toMatchObject({ h: 1, checked: 19, excluded: 0 })
    expect(double.best > 1e-6 && double.best < 1e-5, `${double.best}`).toBe(true)
    expect(single.best > 0.9e-3 && single.best < 1.1e-2, `${single.best}`).toBe(true)
    const { out } = await answered(['check', notes, '--sweep', '--samples', '1'])
    expect(out).toMatch(/^step +error +checked +excluded\n─.*\n1 +0\.\d\d +5 +0\n/)
    expect(out).toContain('\nThe error is least with the step 3.2e−6: ')
    expect((await checked('x:parameter=3; t:threshold(x)', '--sweep')).out).toMatch(
      /\n1\.0e−12 +– +1 +0\n\nThere is nothing to compare: /,
    )
  })

  it.each([
    [['--step', '0'], '--step must be a number above 0; it is “0”'],
    [['--step', 'tiny'], '--step must be a number above 0; it is “tiny”'],
    [['--step=-1'], '--step must be a number above 0; it is “-1”'],
    [['--step', 'Infinity'], '--step must be a number above 0; it is “Infinity”'],
    [['--step', '1e-5', '--sweep'], '--sweep goes through steps of its own; leave out --step'],
    [['--samples', '0'], '--samples must be a whole number from 1; it is “0”'],
    [['--samples', '1.5'], '--samples must be a whole number from 1; it is “1.5”'],
    [['--seed', ''], '--seed must be a whole number from 0; it is “”'],
    [['--seed', '99999999999999999'], '--seed must be a whole number from 0; it is “99999999999999999”'],
    [['--precision', 'float16'], '--precision must be float64 or float32; it is “float16”'],
  ])('refuses %j with code 2', async (flags, why) => {
    expect(await answered(['check', notes, ...flags])).toEqual({
      code: 2,
      out: '',
      err: `chainrule: ${why} (see chainrule check --help)\n`,
    })
  })
})
