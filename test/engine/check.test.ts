/** The gradient check: what passes, what fails, what shows nothing, and what is left out and why. */
import { afterEach, describe, expect, test } from 'vitest'
import { parseCircuitFile } from '../../shared/document/file/parse'
import { type CheckOptions, checkGradients, completed } from '../../shared/engine/check'
import { sampleOf } from '../../shared/engine/checkSample'
import { sweepSteps } from '../../shared/engine/checkSweep'
import { graphOf } from '../../shared/engine/graph'
import { compile } from '../../shared/engine/plan'
import { execute } from '../../shared/engine/run'
import { gallery } from '../../shared/gallery/index'
import { ops } from '../../shared/ops/index'
import type { ComputedOp, Op } from '../../shared/ops/op'
import { scale } from '../../shared/tensor/elementwise'
import type { Tensor } from '../../shared/tensor/tensor'
import { circuit, type Extras } from '../helpers/circuit'
import { notes232 } from '../helpers/computed'
import { randomCircuit } from '../helpers/randomCircuit'

function planned(whole: Parameters<typeof graphOf>[0]) {
  const graph = graphOf(whole)
  return { graph, plan: compile(whole, graph) }
}

const made = (text: string, extras?: Extras) => planned(circuit(text, extras).circuit)

function checked({ graph, plan }: ReturnType<typeof planned>, options: CheckOptions = {}) {
  const result = completed(checkGradients(graph, plan, options))
  if (!result.ok) throw new Error(`nothing to check: ${result.why}`)
  return result.leaves
}

const check = (text: string, options?: CheckOptions, extras?: Extras) => checked(made(text, extras), options)
const verdicts = (leaves: ReturnType<typeof check>) => leaves.map(leaf => leaf.verdict)

/** The own gradients of a circuit, that of `leaf` made into something else. */
function corrupted(text: string, leaf: string, corrupt: (x: number, i: number) => number, extras?: Extras) {
  const { grads } = execute(made(text, extras).plan)
  const own = grads.get(leaf)!
  const analytic = new Map<string, Tensor>([[leaf, { ...own, data: own.data.map(corrupt) }]])
  return check(text, { analytic }, extras).find(({ name }) => name === leaf)!
}

describe('correct gradients', () => {
  test("of the notes' network pass, every entry within 1e-7", () => {
    const leaves = check(notes232)
    expect(leaves.map(({ name, entries, checked, excluded }) => [name, entries, checked, excluded])).toEqual([
      ['x', 2, 2, 0],
      ['W_1', 6, 6, 0],
      ['b_1', 3, 3, 0],
      ['W_2', 6, 6, 0],
      ['b_2', 2, 2, 0],
    ])
    for (const { verdict, worst } of leaves) {
      expect(verdict).toBe('pass')
      expect(worst!.relative).toBeLessThan(1e-7)
    }
  })

  test.each(['float64', 'float32'] as const)(
    'of every gallery circuit neither fail nor warn in %s',
    precision => {
      for (const { id, text } of gallery) {
        const parsed = parseCircuitFile(text)
        if (!parsed.ok) throw new Error(parsed.reason)
        for (const { name, verdict } of checked(planned(parsed.document.circuit), { precision }))
          expect(['pass', 'vacuous'], `${name} of ${id}`).toContain(verdict)
      }
    },
  )

  test('of random circuits do not fail', { tags: ['long'] }, () => {
    const found: Record<string, number> = {}
    for (let seed = 1; seed <= 150; seed++) {
      const { graph, plan } = planned(randomCircuit(seed))
      const result = completed(checkGradients(graph, plan, { most: 5 }))
      if (!result.ok) continue
      for (const { name, verdict, worst } of result.leaves) {
        expect(verdict, `${name} of ${seed}: ${JSON.stringify(worst)}`).not.toBe('fail')
        found[verdict] = (found[verdict] ?? 0) + 1
      }
    }
    expect(found.pass).toBeGreaterThan(20 * (found.warn ?? 0))
  })

  test('pass where the step is too long for the curvature: a shorter one is taken', () => {
    expect(check('x:parameter=[0.0001,0.0002]; y:log(x)')).toMatchObject([{ checked: 2, verdict: 'pass' }])
  })

  test.each([
    ['1 / x beside its pole', 'x:parameter=3e-9; y:reciprocal(x)'],
    ['1 / x² beside its pole', 'x:parameter=3e-9; y:power(x){"exponent":-2}'],
    [
      'a sigmoid as steep as a step',
      'x:parameter=0.3; z:linear(x){"k":1e9}; b:constant=-3e8; s:add(z,b); y:sigmoid(s)',
    ],
    ['x³ near 0', 'x:parameter=1e-7; y:power(x){"exponent":3}'],
  ])('neither fail nor warn, however much shorter: %s', (_, text) => {
    expect(verdicts(check(text))).toEqual(['pass'])
    expect(corrupted(text, 'x', x => 1.001 * x).verdict).toBe('fail')
  })

  test('of a cube at 0, which is 0, are not told wrong by the h² that a difference finds there', () => {
    for (const precision of ['float64', 'float32'] as const)
      expect(verdicts(check('x:parameter=0; y:power(x){"exponent":3}', { precision }))).toEqual(['vacuous'])
    expect(corrupted('x:parameter=0; y:power(x){"exponent":3}', 'x', () => 1e-3).verdict).toBe('fail')
  })

  test('pass at numbers near the largest there is: the error allowed for rounding does not overflow', () => {
    for (const text of ['x:parameter=1e308; y:identity(x)', 'x:parameter=709.7; y:exp(x)']) {
      expect(verdicts(check(text))).toEqual(['pass'])
      expect(corrupted(text, 'x', x => x / 2).verdict).toBe('fail')
    }
  })

  test('pass at large and at tiny numbers', () => {
    expect(verdicts(check('x:parameter=[1e8,-3e-9]; c:constant=[1e-12,1e12]; y:multiply(x,c)'))).toEqual([
      'pass',
    ])
  })

  test('pass where large numbers cancel on their way to a small root', () => {
    expect(verdicts(check('x:parameter=3; c:constant=1000000; s:add(x,c); y:subtract(s,c)'))).toEqual([
      'pass',
    ])
  })

  test('are those of the seed gradient at a root that is not a scalar', () => {
    const [leaf] = check('x:parameter=[1,2]; y:square(x)', {}, { cotangent: [3, -5] })
    expect(leaf).toMatchObject({ verdict: 'pass', worst: { index: expect.any(Number) } })
    expect([6, -20]).toContain(leaf!.worst!.analytic)
    expect(corrupted('x:parameter=[1,2]; y:square(x)', 'x', x => -x, { cotangent: [3, -5] }).verdict).toBe(
      'fail',
    )
  })
})

describe('a corrupted gradient', () => {
  test.each([
    ['the sign', (x: number) => -x],
    ['a factor of 2', (x: number) => 2 * x],
    ['a part in a thousand', (x: number) => 1.001 * x],
    ['a missing one', () => 0],
    ['one entry', (x: number, i: number) => (i === 4 ? x + 1e-3 : x)],
    ['not a number', () => Number.NaN],
  ])('fails: %s', (_, corrupt) => {
    expect(corrupted(notes232, 'W_1', corrupt).verdict).toBe('fail')
  })

  test('is found at its worst entry', () => {
    const { worst } = corrupted(notes232, 'W_1', (x, i) => (i === 4 ? x + 1e-3 : x))
    expect(worst).toMatchObject({ index: 4, analytic: 0.19902416755666055 })
    expect(worst!.numeric).toBeCloseTo(0.19802416755666052, 9)
    expect(worst!.relative).toBeCloseTo(1e-3 / 0.19902416755666055, 9)
  })

  test('fails where the right one is 0', () => {
    expect(corrupted('x:parameter=[1,2]; t:threshold(x); y:sum(t)', 'x', () => 1e-3).verdict).toBe('fail')
  })

  test("fails with the notes' Jacobian of softmax, ln σ · ln(1 − σ)", () => {
    const text = 'z:parameter=0.3; s:sigmoid(z)'
    const s = 1 / (1 + Math.exp(-0.3))
    expect(corrupted(text, 'z', () => Math.log(s) * Math.log(1 - s)).verdict).toBe('fail')
    expect(corrupted(text, 'z', () => s * (1 - s)).verdict).toBe('pass')
  })
})

describe('a corrupted rule of an op', () => {
  const sound = new Map(ops)
  const registry = ops as Map<string, Op>
  afterEach(() => {
    for (const [name, op] of sound) registry.set(name, op)
  })
  const corruptions = ['affine', 'tanh', 'softmax', 'crossEntropy'].flatMap(name => {
    const op = sound.get(name) as ComputedOp
    return op.inputs.filter(({ role }) => role !== 'target').map(({ name: port }) => ({ op, name, port }))
  })

  test.each(corruptions)("fails the notes' network: $name, $port", ({ op, name, port }) => {
    const rule = op.backward[port]!
    const twice: ComputedOp['backward'][string] = (known, attrs) => scale(rule(known, attrs), 2)
    registry.set(name, { ...op, backward: { ...op.backward, [port]: twice } })
    expect(verdicts(check(notes232))).toContain('fail')
  })
})

describe('kinks', () => {
  test('an entry whose two points lie on different sides is left out, never failed', () => {
    expect(check('x:parameter=[0.000001,2]; r:relu(x); y:sum(r)')).toMatchObject([
      {
        entries: 2,
        checked: 1,
        excluded: 1,
        verdict: 'pass',
        strays: [{ index: 0, node: 'r', why: 'kink', analytic: 1 }],
      },
    ])
    const [x] = check('x:parameter=0.000001; r:relu(x)')
    expect(x!.strays[0]!.numeric).toBeCloseTo(0.55, 10)
  })

  test('nothing is left to compare where every entry is left out', () => {
    expect(check('x:parameter=0.000001; y:relu(x)')).toMatchObject([
      { checked: 0, excluded: 1, worst: null, verdict: 'vacuous' },
    ])
  })

  test('count at every node, far from the leaf too, and the node is named', () => {
    const deep =
      'x:parameter=2; c:constant=3.999999; s:square(x); d:subtract(s,c); e:square(d); r:relu(d); y:add(r,e)'
    expect(check(deep)[0]).toMatchObject({ excluded: 1, strays: [{ node: 'r', why: 'kink' }] })
  })

  test('count only where the root depends on them', () => {
    const dead = 'x:parameter=0.000001; r:relu(x); y:square(x)'
    expect(check(dead, {}, { root: 'y' })[0]).toMatchObject({ excluded: 0, verdict: 'pass' })
  })

  test('a point where a number is not finite is left out as well', () => {
    expect(check('x:parameter=[0.000001,1]; l:log(x); y:sum(l)')).toMatchObject([
      { checked: 1, excluded: 1, verdict: 'pass', strays: [{ index: 0, node: 'l', why: 'notFinite' }] },
    ])
  })
})

test('whole numbers that name rows are left alone', () => {
  const rows = 'x:parameter=[[1,2],[3,4]]; i:input=[1,0,1]; e:embedding(x,i); s:square(e); y:sum(s)'
  const leaves = check(rows)
  expect(leaves.find(({ name }) => name === 'x')).toMatchObject({ verdict: 'pass' })
  expect(leaves.find(({ name }) => name === 'i')).toMatchObject({
    checked: 0,
    excluded: 3,
    verdict: 'vacuous',
    strays: [{ node: 'e', why: 'whole' }, {}, {}],
  })
})

test('every entry that was compared is told, in the order of places, beside those left out', () => {
  const [x] = check('x:parameter=[3,0.000001,-2]; r:relu(x); q:square(r); y:sum(q)')
  expect(x!.comparisons.map(({ index, analytic }) => [index, analytic])).toEqual([
    [0, 6],
    [2, 0],
  ])
  expect(x!.strays).toMatchObject([{ index: 1, why: 'kink' }])
  expect(x!.comparisons).toContainEqual(x!.worst)
})

test('0 against 0 shows nothing: that is said, and is no pass', () => {
  expect(check('x:parameter=[1,2]; t:threshold(x); y:sum(t)')).toMatchObject([
    { checked: 2, worst: { analytic: 0, numeric: 0, relative: 0 }, verdict: 'vacuous' },
  ])
  const apart = 'x:parameter=1; y:square(x); z:parameter=2; w:square(z)'
  expect(verdicts(check(apart, {}, { root: 'y' }))).toEqual(['pass', 'vacuous'])
})

describe('sampling', () => {
  const large = 'x:parameter=normal(30,20;1); s:square(x); y:sum(s)'

  test('looks at as many entries as are asked for, the same for the same seed', () => {
    expect(check(large)).toMatchObject([{ entries: 600, checked: 100, verdict: 'pass' }])
    expect(check(large, { most: 600 })).toMatchObject([{ entries: 600, checked: 600 }])
    expect(check(large, { most: 7, seed: 3 })).toEqual(check(large, { most: 7, seed: 3 }))
  })

  test('draws distinct places in order, from the whole tensor', () => {
    const drawn = sampleOf(1000, 200, 5)
    expect([...new Set(drawn)].sort((a, b) => a - b)).toEqual(drawn)
    expect(drawn).toHaveLength(200)
    expect(drawn[0]).toBeLessThan(50)
    expect(drawn.at(-1)).toBeGreaterThan(950)
    expect(drawn.at(-1)).toBeLessThan(1000)
    expect(sampleOf(1000, 200, 6)).not.toEqual(drawn)
    expect(sampleOf(3, 3, 1)).toEqual([0, 1, 2])
  })
})

describe('what cannot be checked is said', () => {
  test.each([
    ['x:parameter=1', 'noRoot'],
    ['c:constant=1; y:square(c)', 'noGradient'],
    ['x:parameter=-1; y:log(x)', 'fault'],
  ])('%s: %s', (text, why) => {
    const { graph, plan } = made(text)
    expect(completed(checkGradients(graph, plan))).toMatchObject({ ok: false, why })
    expect(completed(sweepSteps(plan))).toMatchObject({ ok: false, why })
  })
})

test('a check says how far it is and can be stopped between entries', () => {
  const { graph, plan } = made(notes232)
  const work = checkGradients(graph, plan)
  expect(work.next()).toEqual({ done: false, value: { node: 'x', done: 1, of: 19 } })
  expect([...work].at(-1)).toEqual({ node: 'b_2', done: 19, of: 19 })
  const stopped = checkGradients(graph, plan)
  stopped.next()
  stopped.return(undefined as never)
  expect(stopped.next().done).toBe(true)
})
