/** The chain rule from the loss: all paths, their products in symbols and numbers, and the sums where they meet. */
import { describe, expect, test } from 'vitest'
import { parseCircuitFile } from '../../shared/document/file/parse'
import type { Asking } from '../../shared/engine/asking'
import { type Chain, chainTo } from '../../shared/engine/chain'
import { gallery } from '../../shared/gallery/index'
import { computed, notes232, throughEngine } from '../helpers/computed'
import { isClose, plain, render } from '../helpers/explained'
import { randomCircuit } from '../helpers/randomCircuit'

const raw = String.raw
const texts = (lines: readonly { readonly tex: string }[]) => lines.map(({ tex }) => tex)

/** The chain, whose sum must be the engine's gradient and whose every line KaTeX must accept. */
function expectChain(place: Asking, node: string, options = {}): Chain {
  const chain = chainTo(place, node, options)!
  expect(chain.agrees, `${node} differs by ${chain.difference}`).toBe(true)
  expect(chain.shown, node).not.toBeNull()
  for (const [i, x] of chain.engine.data.entries())
    expect(isClose(x, chain.shown!.data[i]!), `${node}[${i}]: ${chain.shown!.data[i]} for ${x}`).toBe(true)
  const paths = chain.paths.flatMap(({ raw: tex, numbers, rules }) => [
    { tex },
    ...numbers,
    ...rules,
    ...rules.map(({ shapes }) => ({ tex: shapes })),
  ])
  for (const { tex } of [...chain.raw, ...chain.replaced, ...chain.numbers, ...paths]) render(tex)
  return chain
}

describe('in the course’s (x + y) z', () => {
  const place = computed('x:parameter=-2; y:parameter=5; z:parameter=-4; q:add(x,y); f:multiply(q,z)')
  const chain = expectChain(place, 'x')

  test('the chain of x is one product of two local derivatives', () => {
    expect(chain.count).toBe(1)
    expect(chain.paths[0]!.nodes).toEqual(['f', 'q', 'x'])
    expect(chain.paths[0]!.edges).toEqual(['f.a', 'q.a'])
    const df = raw`\frac{\partial f}{\partial x}`
    expect(texts(chain.raw)).toEqual([
      raw`${df} = \frac{\partial f}{\partial q}\,\frac{\partial q}{\partial x}`,
    ])
    expect(texts(chain.replaced)).toEqual([
      raw`${df} = \frac{\partial f}{\partial q}\,\frac{\partial q}{\partial x} = \frac{\partial f}{\partial q}`,
    ])
    expect(texts(chain.paths[0]!.numbers)).toEqual([raw`${df} = -4 \cdot 1 = -4`])
    expect(texts(chain.numbers)).toEqual([raw`${df} = -4`])
  })

  test('the chain of the root is its seed', () => {
    const root = expectChain(place, 'f')
    expect(texts(root.raw)).toEqual([raw`\frac{\partial f}{\partial f} = \frac{\partial f}{\partial f}`])
    expect(root.shown!.data[0]).toBe(1)
  })
})

describe('where a variable is used in several places', () => {
  const place = computed('x:parameter=3; s:square(x); m:multiply(x,s); e:multiply(m,m); L:add(e,s)')

  test('the products of all paths are added up', () => {
    const chain = expectChain(place, 'x')
    // x → s → L, x → s → m ⇉ e → L, x → m ⇉ e → L
    expect(chain.count).toBe(1 + 2 + 2)
    expect(chain.paths).toHaveLength(5)
    expect(chain.numbers[0]!.more).toBe(0)
    // L = x⁶ + x²
    expect(chain.shown!.data[0]).toBe(6 * 3 ** 5 + 2 * 3)
    expect(chain.paths.map(({ raw: tex }) => tex)).toContain(
      raw`\frac{\partial L}{\partial e}\,\left.\frac{\partial e}{\partial m}\right|_{a}\,\frac{\partial m}{\partial x}`,
    )
  })

  test('paths that cancel are held against each other as exactly as they are', () => {
    const cancelling = computed(
      'x:parameter=0.1; a:input=0.3; k:input=1000000000.1; c:input=1000000000; m:multiply(x,a); mk:multiply(m,k); mc:multiply(m,c); L:subtract(mk,mc)',
    )
    expect(chainTo(cancelling, 'x')!.agrees).toBe(true)
  })

  test('earlier results stand by their names, wire by wire', () => {
    expect(texts(expectChain(place, 's').replaced)).toEqual([
      raw`\frac{\partial L}{\partial s} = \frac{\partial L}{\partial L}\,\frac{\partial L}{\partial s} + \frac{\partial L}{\partial m}\,\frac{\partial m}{\partial s}`,
      expect.stringContaining(
        raw`|_{\text{via }L} = \frac{\partial L}{\partial L}\,\frac{\partial L}{\partial s} = \frac{\partial L}{\partial L}`,
      ),
      expect.stringContaining(raw`\frac{\partial L}{\partial m} \cdot x`),
    ])
  })

  test('only the first paths are shown, and the others are counted and added', () => {
    const chain = expectChain(place, 'x', { paths: 2 })
    expect(chain.count).toBe(5)
    expect(chain.paths).toHaveLength(2)
    expect(chain.numbers[0]!.more).toBe(3)
    expect(chain.raw[0]!.tex).toMatch(/ \+ \\text\{3 more\}$/)
    expect(chain.numbers[0]!.tex).toMatch(/ \+ \\text\{3 more\} = 1464$/)
  })

  test('more paths than can be walked are counted', () => {
    const doublings = Array.from({ length: 60 }, (_, i) => `x${i + 1}:add(x${i},x${i})`)
    const chain = expectChain(computed(`x0:parameter=1; ${doublings.join('; ')}`), 'x0')
    expect(chain.count).toBe(2 ** 60)
    expect(chain.shown!.data[0]).toBe(2 ** 60)
  })
})

describe('in the notes’ network', () => {
  const place = computed(notes232)
  const chain = expectChain(place, 'W_1')

  test('the chain of W_1 goes back through every layer', () => {
    expect(chain.paths.map(({ nodes }) => nodes)).toEqual([['L', 'p', 'z_2', 'a_1', 'z_1', 'W_1']])
    expect(texts(chain.raw)).toEqual([
      [
        raw`\frac{\partial L}{\partial W_{1}} = \frac{\partial L}{\partial p}`,
        raw`\frac{\partial p}{\partial z_{2}}`,
        raw`\frac{\partial z_{2}}{\partial a_{1}}`,
        raw`\frac{\partial a_{1}}{\partial z_{1}}`,
        raw`\frac{\partial z_{1}}{\partial W_{1}}`,
      ].join(raw`\,`),
    ])
    expect(texts(chain.replaced)[0]).toMatch(/= x\^\{\\top\}\\,\\frac\{\\partial L\}\{\\partial z_\{1\}\}$/)
  })

  test('tensors go through the rule of each step, with shapes', () => {
    const [path] = chain.paths
    expect(path!.rules.map(({ shapes }) => shapes)).toEqual([
      expect.stringContaining('(1, 2)'),
      expect.stringContaining('(1, 2)'),
      raw`(1, 3) = (1, 2)\,(2, 3)`,
      raw`(1, 3) = (1, 3) \odot (1, 3)`,
      raw`(2, 3) = (2, 1)\,(1, 3)`,
    ])
    expect(path!.numbers).toHaveLength(5)
    expect(path!.numbers[4]!.tex).toContain('0.8086')
  })

  test('the numbers come from the formulas, not from the run’s gradients', () => {
    const { run } = place
    const wrong = new Map([...run.edgeGrads].map(([key, g]) => [key, { ...g, data: g.data.map(x => 2 * x) }]))
    const inner = new Map(
      [...run.grads].map(([id, g]) => [id, id === 'L' ? g : { ...g, data: g.data.map(x => 2 * x) }]),
    )
    const told = chainTo({ ...place, run: { ...run, edgeGrads: wrong, grads: inner } }, 'W_1')!
    expect(told.shown).toEqual(chain.shown)
    expect(told.agrees).toBe(false)
    expect(told.difference).toBeCloseTo(0.8086172548745882, 12)
  })
})

test('a seed that is not 1 is a factor of every path', () => {
  const scaled = computed('x:parameter=3; y:square(x)', { cotangent: 10 })
  const chain = expectChain(scaled, 'x')
  expect(texts(chain.paths[0]!.numbers)[0]).toMatch(/= 10 \\cdot 6 = 60$/)
  const tensors = computed('x:parameter=[1,2]; y:square(x)', { cotangent: [3, 5] })
  expect([...expectChain(tensors, 'x').shown!.data]).toEqual([6, 20])
})

test('what the loss does not depend on has a chain that says so', () => {
  const place = computed('x:parameter=2; c:parameter=[1,2]; s:square(c); L:square(x)', { root: 'L' })
  const chain = expectChain(place, 'c')
  expect(plain(chain.zero!)).toBe('0, because $L$ does not depend on $c$: no wires lead from it to $L$.')
  expect(chain).toMatchObject({ count: 0, paths: [], raw: [] })
})

test('what has no gradient has no chain', () => {
  expect(chainTo(computed('x:constant=1; y:square(x)'), 'x')).toBeNull()
  expect(chainTo(computed('x:parameter=1; y:square(x)'), 'nobody')).toBeNull()
})

test('tensors that are too large to be multiplied out keep their rules', () => {
  const place = computed(
    'a:parameter=normal(300,300;1); b:parameter=normal(300,300;2); c:matmul(a,b); L:sum(c)',
  )
  const chain = chainTo(place, 'a')!
  expect(chain).toMatchObject({ count: 1, shown: null, numbers: [] })
  expect(chain.paths[0]!.rules).toHaveLength(2)
})

test.each(gallery)('every chain of $id adds up to its gradient', ({ text }) => {
  const parsed = parseCircuitFile(text)
  if (!parsed.ok) throw new Error('the gallery has a file that does not open')
  const place = throughEngine(parsed.document.circuit)
  expect(place.run.grads.size).toBeGreaterThan(0)
  for (const node of place.run.grads.keys()) expectChain(place, node)
})

test('every chain of circuits drawn at random adds up to its gradient', { tags: ['long'] }, () => {
  for (let seed = 1; seed <= 60; seed++) {
    const place = throughEngine(randomCircuit(seed))
    for (const node of place.run.grads.keys()) {
      const chain = chainTo(place, node, { paths: 3 })
      expect(chain?.agrees, `${seed} ${node} ${chain?.difference}`).toBe(true)
    }
  }
})
