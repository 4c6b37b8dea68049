/** What is hidden, what can be, and that the words of no step and no hint tell it. */
import { describe, expect, test } from 'vitest'
import type { Hidden } from '../../shared/document/document'
import { explainStep } from '../../shared/engine/explain'
import { askable, hiddenIn } from '../../shared/engine/hidden'
import { hintsFor } from '../../shared/engine/hints'
import { textOfStep } from '../../shared/engine/stepWords'
import { formatNumber } from '../../shared/formula/formatNumber'
import type { Tensor } from '../../shared/tensor/tensor'
import { circuit } from '../helpers/circuit'
import { notes232, throughEngine } from '../helpers/computed'

const hidden = (of: Hidden['of'], node: string, state: Hidden['state'] = 'open'): Hidden => ({
  of,
  node,
  state,
  tries: 0,
  hints: 0,
})
const withHidden = (text: string, ...all: Hidden[]) => circuit(text, { lesson: { hidden: all } })
const fanOut = 'x:parameter=[0.3,0.4]; a:tanh(x); b:exp(x); c:multiply(a,b); L:sum(c)'

describe('hidden is', () => {
  test('an open value, and nothing else of its node', () => {
    const is = hiddenIn(withHidden(notes232, hidden('value', 'z_1')))
    expect(is({ kind: 'value', node: 'z_1' })).toBe(true)
    expect(is({ kind: 'gradient', node: 'z_1' })).toBe(false)
    expect(is({ kind: 'value', node: 'a_1' })).toBe(false)
  })

  test('an open gradient with its share on every wire out of the node, not on those into it', () => {
    const is = hiddenIn(withHidden(fanOut, hidden('gradient', 'x'), hidden('gradient', 'c')))
    expect(is({ kind: 'gradient', node: 'x' })).toBe(true)
    for (const edge of ['a.x', 'b.x', 'L.x'] as const) expect(is({ kind: 'share', edge })).toBe(true)
    for (const edge of ['c.a', 'c.b'] as const) expect(is({ kind: 'share', edge })).toBe(false)
  })

  test('not what was found or shown, and not the numbers of a leaf', () => {
    const is = hiddenIn(
      withHidden(fanOut, hidden('value', 'a', 'found'), hidden('value', 'b', 'shown'), hidden('value', 'x')),
    )
    for (const node of ['a', 'b', 'x']) expect(is({ kind: 'value', node })).toBe(false)
  })

  test('also on a wire that has just been cut, while the numbers from before are on screen', () => {
    const before = withHidden(fanOut, hidden('gradient', 'x'))
    const edges = before.circuit.edges.filter(({ to }) => to !== 'b')
    const is = hiddenIn({ ...before, circuit: { ...before.circuit, edges } }, before.circuit)
    expect(is({ kind: 'share', edge: 'b.x' })).toBe(true)
  })
})

describe('to be asked for', () => {
  const { graph } = throughEngine(circuit(notes232).circuit)
  test('are computed values as they are computed', () =>
    expect(askable(graph, 'value')).toEqual(['z_1', 'a_1', 'z_2', 'p', 'L']))
  test('are gradients as they come back, without the seed and without constants', () =>
    expect(askable(graph, 'gradient')).toEqual(['p', 'z_2', 'W_2', 'a_1', 'b_2', 'z_1', 'W_1', 'x', 'b_1']))
  test('is a gradient at a fan-out after the last of its shares', () =>
    expect(askable(throughEngine(circuit(fanOut).circuit).graph, 'gradient')).toEqual(['c', 'a', 'b', 'x']))
  test('is nothing of a circuit that cannot be computed', () => {
    const broken = throughEngine(circuit('x:parameter=1; y:add(x)').circuit).graph
    expect([...askable(broken, 'value'), ...askable(broken, 'gradient')]).toEqual([])
  })
})

/** With targets between 0 and 1, so that no gradient shows the digits of a probability. */
const network = notes232.replace('[[1,0]]', '[[0.7,0.3]]')

/** The digits that a person would recognise it by; what is 0 or 1 stands in every formula. */
const telling = ({ data }: Tensor) =>
  [...data].map(x => formatNumber(Math.abs(x))).filter(text => text.length > 3)

describe('the words of a step', () => {
  const toldBy = (...all: Hidden[]) => {
    const whole = withHidden(network, ...all)
    const done = throughEngine(whole.circuit)
    const isHidden = hiddenIn(whole)
    const steps = done.steps.map((step, index) =>
      [
        JSON.stringify(explainStep({ ...done, index, isHidden })),
        textOfStep(done.run, done.graph, step, isHidden),
      ].join('\n'),
    )
    return { ...done, steps }
  }

  test.each(['z_1', 'a_1', 'z_2', 'p', 'L'])(
    'do not tell the hidden value of %s, nor as an operand',
    node => {
      const { run, steps } = toldBy(hidden('value', node))
      const digits = telling(run.values.get(node)!)
      expect(digits.length).toBeGreaterThan(0)
      for (const text of steps) for (const number of digits) expect(text).not.toContain(number)
      expect(steps.some(text => text.includes(`"hidden":[{"kind":"value","node":"${node}"}]`))).toBe(true)
    },
  )

  test('do not tell one hidden gradient, and go on telling the others', () => {
    const { run, steps } = toldBy(hidden('gradient', 'W_2'))
    const all = steps.join('\n')
    for (const number of telling(run.grads.get('W_2')!)) expect(all).not.toContain(number)
    for (const number of telling(run.grads.get('a_1')!)) expect(all).toContain(number)
    expect(all).toContain('gradient of W₂ is hidden; gradient of a₁ is (')
  })

  test('tell no gradient when all are hidden', () => {
    const { run, graph } = throughEngine(circuit(network).circuit)
    const { steps } = toldBy(...askable(graph, 'gradient').map(node => hidden('gradient', node)))
    for (const node of askable(graph, 'gradient'))
      for (const number of telling(run.grads.get(node)!)) expect(steps.join('\n')).not.toContain(number)
  })

  test('say nothing of zeros or of the sum at a fan-out whose gradient is hidden', () => {
    const dead = 'x:parameter=[-1,-2]; r:relu(x); s:square(x); t:add(r,s); L:sum(t)'
    const remarksOf = (...all: Hidden[]) => {
      const whole = withHidden(dead, ...all)
      const done = throughEngine(whole.circuit)
      return done.steps
        .map((_, index) => JSON.stringify(explainStep({ ...done, index, isHidden: hiddenIn(whole) })))
        .join()
    }
    expect(remarksOf()).toContain('No learning signal')
    expect(remarksOf()).toContain(String.raw`= \\begin{bmatrix}-2 & -4`)
    expect(remarksOf(hidden('gradient', 'x'))).not.toContain('No learning signal')
    expect(remarksOf(hidden('gradient', 'x'))).not.toContain(String.raw`= \\begin{bmatrix}-2 & -4`)
  })

  test('do not tell the seed where the gradient of the root is hidden', () => {
    expect(toldBy().steps.join()).toContain('Backprop starts with the seed')
    expect(toldBy(hidden('gradient', 'L')).steps.join()).not.toContain('Backprop starts with the seed')
  })
})

describe('the hints to', () => {
  const hintsIn = (text: string, kind: 'value' | 'gradient', node: string) => {
    const { rules, operands, constants } = hintsFor(throughEngine(circuit(text).circuit), { kind, node })
    return {
      rules: rules.map(r => r.tex),
      operands: operands.map(o => o.asked.quantity),
      constants: constants.map(c => c.tex),
    }
  }

  test('a value are its rule and what that reads', () => {
    const { rules, operands } = hintsIn(notes232, 'value', 'z_2')
    expect(rules).toEqual([String.raw`z_{2} = a_{1}\,W_{2} + b_{2}`])
    expect(operands).toEqual(['a_1', 'W_2', 'b_2'].map(node => ({ kind: 'value', node })))
  })

  test('a gradient are the rule of what reads the node, and N where that speaks of it', () => {
    const { operands, constants } = hintsIn(notes232, 'gradient', 'p')
    expect(operands).toContainEqual({ kind: 'gradient', node: 'L' })
    expect(constants).toEqual(['N = 1'])
  })

  test('a gradient at a fan-out are the rules of every branch and what these read, not the shares', () => {
    const { rules, operands } = hintsIn(fanOut, 'gradient', 'x')
    expect(rules.length).toBeGreaterThanOrEqual(3)
    expect(operands).toEqual(
      expect.arrayContaining([
        { kind: 'gradient', node: 'a' },
        { kind: 'gradient', node: 'b' },
      ]),
    )
    expect(operands.some(({ kind }) => kind === 'share')).toBe(false)
  })
})
