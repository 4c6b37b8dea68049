/** The timeline: which steps there are, and what is known at a cursor. */
import { describe, expect, it } from 'vitest'
import { gradientAt, progressAt, valueAt } from '../../shared/engine/steps'
import { computed, notes232 } from '../helpers/computed'

const labels = (text: string) =>
  computed(text).steps.map(s => `${s.phase === 'forward' ? '→' : '←'}${s.node}`)

/** What is known after `cursor` steps. */
function at(text: string, cursor: number) {
  const { run, graph, steps } = computed(text)
  const progress = progressAt(steps, cursor)
  const numbers = (data: Float64Array | undefined) => data && Array.from(data)
  return {
    progress,
    value: (node: string) => numbers(valueAt(run, graph, progress, node)?.data) ?? null,
    gradient: (node: string) => {
      const arrived = gradientAt(run, graph, progress, node)
      return arrived && { gradient: numbers(arrived.gradient.data), from: arrived.from, of: arrived.of }
    },
  }
}

describe('the steps of a circuit', () => {
  it('go forward through every computed node and back in the opposite order', () => {
    expect(labels(notes232)).toEqual(['→z_1', '→a_1', '→z_2', '→p', '→L', '←L', '←p', '←z_2', '←a_1', '←z_1'])
  })

  it('leave out what the root does not depend on when going back', () => {
    expect(labels('x:parameter=[1]; y:constant=[0]; e:exp(x); L:meanSquaredError(x,y)')).toEqual([
      '→e',
      '→L',
      '←L',
    ])
  })

  it('deliver one gradient per wire, and none to a constant', () => {
    const { steps } = computed(notes232)
    expect(steps[5]).toEqual({ phase: 'backward', node: 'L', edges: ['L.p'] })
    expect(steps[9]!.edges).toEqual(['z_1.W', 'z_1.x', 'z_1.b'])
  })

  it('have no backward part when nothing wants a gradient', () => {
    expect(labels('c:constant=1; t:tanh(c)')).toEqual(['→t'])
  })
})

describe('at a cursor', () => {
  it('leaves are known from the start, computed values only after their step', () => {
    expect(at(notes232, 0).value('x')).toEqual([1, -2])
    expect(at(notes232, 1).value('a_1')).toBeNull()
    expect(at(notes232, 2).value('a_1')).toHaveLength(3)
  })

  it('no gradient is known before backprop has begun, then the root has its seed', () => {
    expect(at(notes232, 5).gradient('L')).toBeNull()
    expect(at(notes232, 6).gradient('L')).toEqual({ gradient: [1], from: 1, of: 1 })
    expect(at(notes232, 6).gradient('a_1')).toBeNull()
  })

  const fanOut = 'x:parameter=3; s:square(x); k:linear(x){"k":5}; L:add(s,k)'

  it('a fan-out shows what has arrived so far and from how many branches', () => {
    expect(labels(fanOut).slice(3)).toEqual(['←L', '←k', '←s'])
    expect(at(fanOut, 4).gradient('x')).toBeNull()
    expect(at(fanOut, 5).gradient('x')).toEqual({ gradient: [5], from: 1, of: 2 })
    expect(at(fanOut, 6).gradient('x')).toEqual({ gradient: [11], from: 2, of: 2 })
  })

  it('a branch that sends nothing back is not waited for', () => {
    const half = 'x:parameter=[3]; y:constant=[0]; e:exp(x); L:meanSquaredError(x,y)'
    expect(at(half, 3).gradient('x')).toEqual({ gradient: [6], from: 1, of: 1 })
  })

  it('a parameter off the path has its zero as soon as backprop begins', () => {
    const off = 'w:parameter=1; t:tanh(w); v:parameter=[1]; y:constant=[0]; L:meanSquaredError(v,y)'
    expect(at(off, 2).gradient('w')).toBeNull()
    expect(at(off, 3).gradient('w')).toEqual({ gradient: [0], from: 0, of: 0 })
  })

  it('the step taken last and the one that comes next are known', () => {
    const { progress } = at(notes232, 9)
    expect([progress.current?.node, progress.next?.node]).toEqual(['a_1', 'z_1'])
    expect(at(notes232, 0).progress.current).toBeNull()
    expect(at(notes232, 10).progress.next).toBeNull()
  })
})
