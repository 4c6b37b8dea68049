/** Circuit health: what is told, what is not, on both sides of every border, and that the gallery is told nothing untrue. */
import { describe, expect, it, test } from 'vitest'
import { tensorAt } from '../../shared/engine/asking'
import { graphOf } from '../../shared/engine/graph'
import { healthOf, isReached } from '../../shared/engine/health'
import { type Finding, findingSentence, findingWord } from '../../shared/engine/healthFindings'
import { compile } from '../../shared/engine/plan'
import { execute } from '../../shared/engine/run'
import { progressAt } from '../../shared/engine/steps'
import { ops } from '../../shared/ops/index'
import { attrsOf, type ComputedOp } from '../../shared/ops/op'
import { ones, tensor } from '../../shared/tensor/tensor'
import type { Extras } from '../helpers/circuit'
import { computed, notes232, throughEngine } from '../helpers/computed'
import { galleryCircuits } from '../helpers/everyCircuit'
import { randomCircuit } from '../helpers/randomCircuit'

function health(text: string, extras: Extras = {}): readonly Finding[] {
  return computed(text, extras).health
}
const words = (text: string, extras: Extras = {}) =>
  health(text, extras).map(finding => `${finding.name} ${findingWord(finding)}`)
const sentences = (text: string, extras: Extras = {}) => health(text, extras).map(findingSentence)

/** A row of the numbers, fed to one activation. */
const activated = (op: string, ...x: number[]) => `x:parameter=${JSON.stringify([x])}; a:${op}(x); L:sum(a)`

describe('an activation is saturated', () => {
  // The slope of tanh is 1 % at artanh √0.99.
  const border = Math.atanh(Math.sqrt(0.99))

  it('where its slope is below 1 % of the steepest, and not just above', () => {
    expect(words(activated('tanh', border + 1e-6))).toEqual(['a saturated'])
    expect(words(activated('tanh', -border - 1e-6))).toEqual(['a saturated'])
    expect(words(activated('tanh', border - 1e-6))).toEqual([])
  })

  it('alike for tanh at x and the sigmoid at 2x, which are one curve', () => {
    for (const x of [2, border - 1e-6, border + 1e-6, 5])
      expect(words(activated('sigmoid', 2 * x))).toEqual(words(activated('tanh', x)))
  })

  it('when half of its entries are, and not when fewer are', () => {
    expect(sentences(activated('tanh', 4, 0.1, -5, 0))).toEqual([
      'a is saturated at 2 of its 4 entries: its slope there is less than 1 % of its steepest, so hardly any gradient passes back.',
    ])
    expect(words(activated('tanh', 4, 0.1, 0, 5, 0))).toEqual([])
  })

  it('also where it levels off on one side only', () => {
    for (const op of ['elu', 'softplus', 'gelu', 'silu']) {
      expect([op, ...words(activated(op, -9))]).toEqual([op, 'a saturated'])
      expect([op, ...words(activated(op, 9))]).toEqual([op])
    }
  })

  it('never where it does not level off, or is flat by nature', () => {
    for (const op of ['leakyRelu', 'linear', 'identity'])
      for (const x of [-50, 50]) expect([op, ...words(activated(op, x))]).toEqual([op])
    expect(words('x:parameter=[[50,1]]; a:linear(x){"k":0.001}; L:sum(a)')).toEqual([])
    expect(words(activated('threshold', 3, -3))).toEqual(['x no gradient'])
  })

  it('only if a gradient should pass: not when no leaf wants one, and not where the root does not read it', () => {
    expect(words('x:constant=[9]; a:tanh(x); L:sum(a)')).toEqual([])
    expect(words('x:parameter=[9]; a:tanh(x); L:sum(x)', { root: 'L' })).toEqual([])
  })

  it('not before a loss of probabilities, which is as steep as it is flat', () => {
    const into = (loss: string) => `z:parameter=[[9,-9]]; y:constant=[[0,1]]; p:sigmoid(z); L:${loss}(p,y)`
    expect(words(into('binaryCrossEntropy'))).toEqual([])
    expect(words(into('meanSquaredError'))).toEqual(['p saturated'])
  })

  it('and asks about what came back at the first entry that is, at a fan-out through it alone', () => {
    const asks = (text: string) => health(text).find(({ kind }) => kind === 'saturated')!.asks
    expect(asks(activated('tanh', 0.1, 4, 5))).toEqual({
      quantity: { kind: 'gradient', node: 'x' },
      entry: [0, 1],
    })
    expect(asks('x:parameter=[[4]]; a:tanh(x); s:add(a,x); L:sum(s)').quantity).toEqual({
      kind: 'share',
      edge: 'a.x',
    })
  })
})

describe('ReLU', () => {
  const batch = (rows: number[][], op = 'relu') => `x:parameter=${JSON.stringify(rows)}; a:${op}(x); L:sum(a)`
  const rows = (n: number) => Array.from({ length: n }, () => [-1, 2, -3])

  it('is dead in the units that are off for every example', () => {
    expect(
      words(
        batch([
          [-1, 2, -3],
          [0, -2, -1],
        ]),
      ),
    ).toEqual(['a dead 2/3'])
    expect(
      words(
        batch([
          [-1, 2, -3],
          [1e-9, -2, 1],
        ]),
      ),
    ).toEqual([])
  })

  it('names the units, and says so when the examples are few', () => {
    expect(sentences(batch(rows(9)))).toEqual([
      '2 of the 3 units of a are dead (numbers 1 and 3): they are switched off for all 9 examples, so no gradient passes back; so few examples are a weak sign.',
    ])
    expect(sentences(batch(rows(10)))[0]).toMatch(/all 10 examples, so no gradient passes back\.$/)
    expect(sentences(batch([[-1], [-2]]))[1]).toMatch(/^a is dead: it is switched off for all 2 examples/)
  })

  it('is told of one example only when it is off altogether, as the weak sign that it is', () => {
    expect(words(batch([[-1, 2, -3]]))).toEqual([])
    expect(words(batch([[-1, 0, -3]]))).toEqual(['x no gradient', 'a off'])
    expect(sentences(batch([[-1, 0, -3]])).join()).toContain(
      'All 3 entries of a are switched off for the only example, so no gradient passes back; that is a weak sign',
    )
    expect(sentences('x:parameter=-1; a:relu(x)').join()).toContain('a is switched off for the only example')
  })

  it('has channels for units where it reads images', () => {
    const image = (...channels: number[]) => channels.map(x => [[x, x]])
    const x = JSON.stringify([image(-1, 1), image(-2, -1)])
    expect(sentences(`x:parameter=${x}; a:relu(x); L:sum(a)`)[0]).toMatch(
      /^1 of the 2 units of a is dead \(number 1\)/,
    )
  })

  it('that leaks is never dead', () => {
    expect(words(batch(rows(20), 'leakyRelu'))).toEqual([])
  })
})

describe('a parameter gets no gradient', () => {
  it('when the root does not depend on it', () => {
    expect(sentences('w:parameter=2; v:parameter=3; u:square(v); L:square(w)', { root: 'L' })).toEqual([
      'v gets no gradient: L does not depend on it.',
    ])
  })

  it('which is not told while something on the way cannot be computed, nor of inputs', () => {
    expect(words('w:parameter=2; v:parameter=3; u:add(v); L:square(w)', { root: 'L' })).toEqual([])
    expect(words('w:parameter=2; v:input=3; u:square(v); L:square(w)', { root: 'L' })).toEqual([])
  })

  it('when it is exactly 0, for the node that passes nothing back', () => {
    expect(sentences('w:parameter=2; x:input=0; u:multiply(w,x); s:tanh(u); L:square(s)')).toEqual([
      'w gets no gradient: what L passes back is exactly 0.',
    ])
    expect(sentences('w:parameter=2; x:input=0; u:multiply(w,x); L:exp(u)')).toEqual([
      'w gets no gradient: what u passes back is exactly 0.',
    ])
    expect(words('w:parameter=2; x:input=1e-300; u:multiply(w,x); L:exp(u)')).not.toContain('w no gradient')
  })

  it('when what comes back cancels, exactly or but for rounding', () => {
    expect(sentences('w:parameter=2; d:subtract(w,w); L:exp(d)')).toEqual([
      'w gets no gradient: what comes back to w adds up to 0.',
    ])
    const shifted = `x:input=[[1,2],[3,6],[5,1]]; b:parameter=[0.1,0.2]; h:add(x,b); g:constant=[1,2]; c:constant=[0,0];
      y:batchNorm(h,g,c); L:exp(y)`
    expect(sentences(shifted)).toEqual([
      'b gets no gradient: what comes back to b adds up to 0, but for rounding.',
    ])
  })

  it('when backprop starts with 0', () => {
    expect(sentences('w:parameter=[1,2]; y:exp(w)', { cotangent: [0, 0] })).toEqual([
      'w gets no gradient: backprop starts with 0.',
    ])
  })
})

describe('a gradient', () => {
  const two = (k: number) =>
    `x:input=1; W:parameter=1; h:multiply(x,W); s:linear(h){"k":${k}}; V:parameter=2; z:multiply(s,V); L:identity(z)`

  it('vanishes when it is more than ten thousand times smaller than at the layer nearest to the root', () => {
    expect(words(two(0.49e-4))).toEqual(['W vanishing', 'h vanishing', 'V vanishing'])
    expect(words(two(0.51e-4))).toEqual(['V vanishing'])
    expect(words(two(1.01e-4))).toEqual([])
  })

  it('explodes when it is as many times larger', () => {
    expect(words(two(0.49e4))).toEqual([])
    expect(words(two(0.51e4))).toEqual(['W exploding', 'h exploding'])
    expect(words(two(1.01e4))).toEqual(['W exploding', 'h exploding', 'V exploding'])
  })

  it('is told with its size and that at the layer', () => {
    expect(sentences(two(4e-5))).toContain(
      'The gradient of W is vanishing: its entries are of size 8.000e−5, those of the gradient of z, nearer to the root, of size 1.',
    )
  })

  it('is told of a long chain of sigmoids at the node where it begins, and at every parameter from there on', () => {
    const layers = 12
    const chain = Array.from(
      { length: layers },
      (_, i) => `w${i}:parameter=1; u${i}:multiply(${i ? `a${i - 1}` : 'x'},w${i}); a${i}:sigmoid(u${i})`,
    ).join('; ')
    const found = health(`x:input=1; ${chain}; L:square(a${layers - 1})`)
    expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(['vanishing']))
    const { graph, run } = computed(`x:input=1; ${chain}; L:square(a${layers - 1})`)
    const near = Math.abs(run.grads.get(`u${layers - 1}`)!.data[0]!)
    const small = graph.nodes.filter(n => Math.abs(run.grads.get(n.id)!.data[0]!) < near / 1e4).map(n => n.id)
    expect(found.filter(({ name }) => name.startsWith('w')).map(({ name }) => name)).toEqual(
      small.filter(id => id.startsWith('w')),
    )
    expect(found.filter(({ name }) => !name.startsWith('w'))).toHaveLength(1)
  })

  it('is compared the same whatever the loss is scaled by, even where squares would be lost', () => {
    for (const scale of [1e-170, 1e-9, 1e9, 1e170])
      for (const k of [0.49e-4, 0.51e-4, 0.49e4, 0.51e4]) {
        const scaled = words(two(k), { cotangent: scale })
        expect([scale, k, ...scaled]).toEqual([scale, k, ...words(two(k))])
      }
  })

  it('does not vanish at a minimum, where all are small together, nor by a mean over many entries', () => {
    const close = `x:input=[[1,2]]; W:parameter=[[1],[1]]; z:matmul(x,W); y:input=[[3.0000001]]`
    expect(words(`${close}; L:meanSquaredError(z,y)`)).toEqual([])
    expect(words('z:parameter=[[3.0000001]]; y:constant=[[3]]; L:meanSquaredError(z,y)')).toEqual([])
    expect(words(`${close}; d:subtract(z,y); s:square(d); L:mean(s)`)).toEqual([])
    expect(words('x:parameter=normal(200,200;1); m:mean(x); b:parameter=1; z:add(m,b); L:exp(z)')).toEqual([])
  })
})

describe('a number that is not finite', () => {
  it('is told at the first node that has one, with the number and its place', () => {
    expect(words('x:parameter=[[1,0]]; y:log(x); z:exp(y); L:sum(z)')[0]).toBe('y −∞')
    expect(sentences('x:parameter=[[1,0]]; y:log(x); z:exp(y); L:sum(z)')[0]).toBe(
      'The value of y, row 1, column 2, is −∞, though all that it is made from is finite.',
    )
    expect(words('x:parameter=-1; y:log(x)')).toContain('y NaN')
  })

  it('is told of a gradient', () => {
    expect(words('x:parameter=0; y:sqrt(x)')).toEqual(['x ∞'])
    expect(sentences('x:parameter=0; y:sqrt(x)')[0]).toBe(
      'The gradient of x is ∞, though all that it is made from is finite.',
    )
    expect(sentences('x:parameter="Infinity"; y:tanh(x)')[0]).toBe('The value of x is ∞.')
  })

  it('says nothing about slopes, or sizes of gradients', () => {
    expect(
      words('x:parameter=[[-1,-2]]; y:log(x); a:relu(y); w:parameter=[[1],[1]]; L:matmul(a,w)'),
    ).not.toContain('a off')
  })
})

it('says nothing where nothing was computed, and nothing of a circuit that is well', () => {
  const long = Array.from({ length: 20 }, (_, i) => `n${i}:tanh(${i ? `n${i - 1}` : 'x'})`).join('; ')
  expect(words(`x:parameter=zeros(2000,2000;0); ${long}; L:sum(n19)`)).toEqual([])
  expect(words(notes232)).toEqual([])
  expect(words('w:parameter=1')).toEqual([])
})

test('in the gallery only what is truly so is told', () => {
  const told = Object.fromEntries(
    galleryCircuits.flatMap(({ title, document }) => {
      const { graph, run } = throughEngine(document.circuit)
      const found = healthOf(graph, run).map(finding => `${finding.name} ${findingWord(finding)}`)
      return found.length > 0 ? [[title, found]] : []
    }),
  )
  expect(told).toEqual({
    // Its threshold is flat, which is what its question is about; the text says that the upper unit saturates.
    xor: ['w_1', 'w_2', 'w_3', 'w_4']
      .map(w => `${w} no gradient`)
      .concat('h_1 saturated', 'w_5 no gradient', 'w_6 no gradient'),
    // Batch norm takes the mean out, so that what is added before it changes nothing: its question, too.
    batchnorm: ['b no gradient'],
  })
})

test('every finding of random circuits asks about a number that there is, and has its sentence', () => {
  const kinds = new Set<string>()
  for (let seed = 0; seed < 80; seed++) {
    const circuit = randomCircuit(seed)
    const graph = graphOf(circuit)
    const plan = compile(circuit, graph)
    const run = execute(plan)
    for (const finding of healthOf(graph, run)) {
      kinds.add(finding.kind)
      const { quantity, entry } = finding.asks
      const found = tensorAt({ graph, run, steps: [] }, quantity)
      expect(found, `seed ${seed}`).not.toBeNull()
      if (entry)
        expect(entry.every((i, axis) => i < found!.shape[axis]!) && entry.length).toBe(found!.shape.length)
      expect(findingSentence(finding)).toMatch(/^\S.*[^ .]\.$/)
    }
  }
  expect(kinds).toContain('saturated')
  expect(kinds).toContain('dead')
  expect(kinds).toContain('noGradient')
})

test('a finding says which numbers it gives away', () => {
  const gradients = (...nodes: string[]) => nodes.map(node => ({ kind: 'gradient', node }))
  const values = (...nodes: string[]) => nodes.map(node => ({ kind: 'value', node }))
  const tells = (text: string) => Object.fromEntries(health(text).map(({ name, tells }) => [name, tells]))
  expect(tells(activated('tanh', 4))).toEqual({ a: values('a', 'x') })
  expect(tells('x:parameter=[[-1,-2]]; u:identity(x); a:relu(u); L:sum(a)')).toEqual({
    x: gradients('x', 'u'),
    a: [...values('a', 'u'), ...gradients('u')],
  })
  const small =
    'x:input=1; W:parameter=1; h:multiply(x,W); s:linear(h){"k":1e-5}; V:parameter=9; z:multiply(s,V); L:identity(z)'
  expect(tells(small)).toMatchObject({ W: gradients('W', 'z'), h: gradients('h', 'z') })
  expect(tells('x:parameter=-1; y:log(x)')).toMatchObject({ y: values('y') })
})

describe('only what the timeline has reached is judged:', () => {
  const text = `x:input=[[1,-2]]; W:parameter=[[0,0],[0,0]]; h:matmul(x,W); b:parameter=[9,-9]; z:add(h,b); a:tanh(z); v:parameter=3; L:sum(a)`
  const { graph, run, steps } = computed(text)
  const found = healthOf(graph, run)
  const at = (cursor: number) =>
    found
      .filter(finding => isReached(finding, run, graph, progressAt(steps, cursor)))
      .map(({ name, kind }) => `${name} ${kind}`)

  it('a value once it is computed, a gradient once all of it has arrived', () => {
    const forward = steps.filter(step => step.phase === 'forward').length
    const computedAt = steps.findIndex(step => step.node === 'a') + 1
    expect(at(0)).toEqual([])
    expect(at(computedAt - 1)).toEqual([])
    expect(at(computedAt)).toEqual(['a saturated'])
    expect(at(forward)).toEqual(['a saturated'])
    expect(at(forward + 1)).toEqual(['a saturated', 'v noGradient'])
  })

  it('at the end, everything', () => {
    expect(at(steps.length)).toEqual(found.map(({ name, kind }) => `${name} ${kind}`))
  })

  it('of a fan-out, not before the last branch', () => {
    const circuit = computed('w:parameter=2; d:subtract(w,w); L:exp(d)')
    const finding = healthOf(circuit.graph, circuit.run)[0]!
    const reached = (cursor: number) =>
      isReached(finding, circuit.run, circuit.graph, progressAt(circuit.steps, cursor))
    expect([3, 4].map(reached)).toEqual([false, true])
  })
})

test('every op that says it works entry by entry does', () => {
  const entrywise = [...ops.values()].filter(
    (op): op is ComputedOp => op.kind === 'computed' && op.entrywise === true,
  )
  expect(entrywise.length).toBeGreaterThan(15)
  const x = tensor([2, 2], [0.3, 0.6, 0.9, 1.2])
  for (const op of entrywise) {
    const [port] = op.inputs
    expect([op.name, op.inputs.length]).toEqual([op.name, 1])
    const attrs = attrsOf(op, {})
    const out = op.forward({ [port!.name]: x }, attrs)
    const back = (g: typeof x) => [...op.backward[port!.name]!({ [port!.name]: x, out, g }, attrs).data]
    const whole = back(ones([2, 2]))
    for (let i = 0; i < 4; i++) {
      const alone = back(
        tensor(
          [2, 2],
          [0, 1, 2, 3].map(j => Number(i === j)),
        ),
      )
      expect([op.name, ...alone.map(Math.abs)]).toEqual([
        op.name,
        ...whole.map((s, j) => (i === j ? Math.abs(s) : 0)),
      ])
    }
  }
})
