/** Where a number comes from: the notes' network, fan-outs, repeated inputs, seeds, zeros, large tensors, and runs that are wrong. */
import { describe, expect, test } from 'vitest'
import { parseCircuitFile } from '../../shared/document/file/parse'
import type { Asking } from '../../shared/engine/asking'
import { explainNumber } from '../../shared/engine/explainNumber'
import type { Asked } from '../../shared/engine/quantity'
import { gallery } from '../../shared/gallery/index'
import type { Tensor } from '../../shared/tensor/tensor'
import { computed, notes232, throughEngine } from '../helpers/computed'
import { expectWhole, isClose, plain, quantitiesOf, render, someEntries } from '../helpers/explained'
import { randomCircuit } from '../helpers/randomCircuit'

const raw = String.raw
type Entry = Asked['entry']
const value = (node: string, entry: Entry = null): Asked => ({ quantity: { kind: 'value', node }, entry })
const gradient = (node: string, entry: Entry = null): Asked => ({
  quantity: { kind: 'gradient', node },
  entry,
})
const share = (edge: `${string}.${string}`, entry: Entry = null): Asked => ({
  quantity: { kind: 'share', edge },
  entry,
})
const texts = (lines: readonly { readonly tex: string }[]) => lines.map(({ tex }) => tex)
const notes = computed(notes232)
const dW2 = raw`\frac{\partial L}{\partial W_{2}}`

describe('the gradient of W_2 in the notes’ network', () => {
  const whole = expectWhole(notes, gradient('W_2'))

  test('reads as the notes do, corrected', () => {
    expect(plain(whole.title)).toBe('The gradient of $W_{2}$')
    expect(texts(whole.symbols)).toEqual([raw`${dW2} = a_{1}^{\top}\,\frac{\partial L}{\partial z_{2}}`])
    expect(texts(whole.shapes)).toEqual([raw`(3, 2) = (3, 1)\,(1, 2)`])
  })

  test('shows its operands, turned as they are multiplied, and the product', () => {
    expect(texts(whole.numbers)).toEqual([
      raw`${dW2} = \begin{bmatrix}-0.5980 \\ 0.8397 \\ -0.8996\end{bmatrix}\,\begin{bmatrix}-0.4196 & 0.4196\end{bmatrix} = \begin{bmatrix}0.2509 & -0.2509 \\ -0.3523 & 0.3523 \\ 0.3774 & -0.3774\end{bmatrix}`,
    ])
  })

  test('links to the steps that made its operands', () => {
    expect(whole.operands.map(({ asked, step }) => [asked.quantity, step])).toEqual([
      [{ kind: 'value', node: 'a_1' }, 2],
      [{ kind: 'gradient', node: 'z_2' }, 7],
    ])
    expect(whole.step).toBe(8)
    expect(notes.steps[7 - 1]).toMatchObject({ phase: 'backward', node: 'p' })
  })

  test('is for one entry one product, and links to the two numbers in it', () => {
    const one = expectWhole(notes, gradient('W_2', [0, 1]))
    expect(plain(one.title)).toBe('The gradient of $W_{2}$, row 1, column 2')
    expect(texts(one.symbols)[1]).toBe(
      raw`\left[${dW2}\right]_{1,2} = [a_{1}]_{1,1} \cdot \left[\frac{\partial L}{\partial z_{2}}\right]_{1,2}`,
    )
    expect(texts(one.numbers)).toEqual([raw`\left[${dW2}\right]_{1,2} = (-0.5980) \cdot 0.4196 = -0.2509`])
    expect(one.operands.map(({ asked }) => asked)).toEqual([value('a_1', [0, 0]), gradient('z_2', [0, 1])])
  })
})

test('the numbers of the notes’ network are those that PyTorch finds', () => {
  const golden: readonly [Asked, number][] = [
    [value('z_1', [0, 0]), -0.6900000000000001],
    [value('a_1', [0, 1]), 0.8396541756543754],
    [value('z_2', [0, 0]), 0.5670168484635725],
    [value('p', [0, 1]), 0.4195699425942512],
    [value('L', []), 0.543985971915112],
    [gradient('z_2', [0, 0]), -0.4195699425942512],
    [gradient('a_1', [0, 0]), -0.6293549138913768],
    [gradient('b_1', [1]), -0.09901208377833026],
    [gradient('W_1', [1, 0]), 0.8086172548745882],
    [gradient('W_2', [0, 1]), -0.25089527362173625],
    [gradient('W_2', [1, 0]), -0.3522936542783296],
    [gradient('x', [0, 1]), -0.0882062094408339],
  ]
  for (const [asked, wanted] of golden) {
    const { shown } = expectWhole(notes, asked).result
    expect(isClose(shown!.data[0]!, wanted), `${JSON.stringify(asked)}: ${shown!.data[0]}`).toBe(true)
  }
})

describe('a long sum', () => {
  const place = computed(
    `x:input=normal(1,2;1); W_1:parameter=normal(2,500;2); b_1:parameter=zeros(500); W_2:parameter=normal(500,2;3);
     b_2:parameter=zeros(2); y:constant=[[1,0]]; z_1:affine(W_1,x,b_1); a_1:tanh(z_1); z_2:affine(W_2,a_1,b_2);
     L:softmaxCrossEntropy(z_2,y)`,
  )
  const asked = value('z_2', [0, 1])

  test('shows its leading terms and how many more there are', () => {
    const [line] = expectWhole(place, asked).numbers
    expect(line!.more).toBe(495)
    expect(line!.tex.split(raw`\cdot`)).toHaveLength(5 + 1)
    expect(line!.tex).toContain(raw` + \text{495 more} + `)
  })

  test('unfolds', () => {
    const [line] = explainNumber(place, asked, { terms: 500 })!.numbers
    expect(line!.more).toBe(0)
    expect(line!.tex.split(raw`\cdot`)).toHaveLength(500 + 1)
    expect(line!.tex).not.toContain('more')
    render(line!.tex)
  })

  test('is of large tensors that show their corners and sizes', () => {
    const { shapes, numbers } = expectWhole(place, gradient('W_2'))
    expect(texts(shapes)).toEqual([raw`(500, 2) = (500, 1)\,(1, 2)`])
    expect(numbers[0]!.tex).toMatch(/\\vdots & \\vdots \\\\ \S+.* & \S+.*\\end\{bmatrix\}_\{500 \\times 2\}$/)
  })
})

describe('a fan-out', () => {
  const place = computed('x:parameter=[1,2]; a:square(x); b:multiply(x,x); d:add(a,b); L:sum(d)')
  const left = raw`\frac{\partial L}{\partial x}`

  test('is the sum of what came back on each wire', () => {
    const { symbols, numbers, operands, sentence } = expectWhole(place, gradient('x'))
    const via = (name: string) => raw`\left.${left}\right|_{\text{via }${name}}`
    const parts = [raw`b,\,a`, raw`b,\,b`, 'a']
    expect(texts(symbols)[0]).toBe(`${left} = ${parts.map(via).join(' + ')}`)
    expect(texts(symbols)).toHaveLength(1 + 3)
    expect(texts(numbers)).toEqual([
      raw`${left} = \begin{bmatrix}1 & 2\end{bmatrix} + \begin{bmatrix}1 & 2\end{bmatrix} + \begin{bmatrix}2 & 4\end{bmatrix} = \begin{bmatrix}4 & 8\end{bmatrix}`,
    ])
    expect(operands.map(({ asked }) => asked)).toEqual([share('b.a'), share('b.b'), share('a.x')])
    expect(plain(sentence)).toContain('goes out on 3 wires that lead to $L$')
  })

  test('has shares that are explained by the rule of their wire', () => {
    const { title, symbols, result } = expectWhole(place, share('a.x', [1]))
    expect(plain(title)).toBe('What comes back to $x$ through $a$, entry 2')
    expect(texts(symbols)[0]).toContain(raw`= \frac{\partial L}{\partial a} \odot 2\,x`)
    expect(result.engine.data).toEqual(Float64Array.of(4))
  })

  test('of very many wires shows the first and the sum of the others', () => {
    const many = Array.from({ length: 12 }, (_, i) => `s${i}:linear(x){"k":${i + 1}}`)
    const joined = many.map((_, i) => (i === 0 ? '' : `t${i}:add(${i === 1 ? 's0' : `t${i - 1}`},s${i})`))
    const wide = computed(`x:parameter=2; ${[...many, ...joined].filter(Boolean).join('; ')}`)
    const { numbers, operands, result } = expectWhole(wide, gradient('x'))
    expect(numbers[0]!.more).toBe(7)
    expect(operands).toHaveLength(5)
    expect(result.shown!.data[0]).toBe(78)
    expect(explainNumber(wide, gradient('x'), { terms: 12 })!.numbers[0]).toEqual({
      tex: expect.stringMatching(/^(?!.*cdots).* = 78$/),
      more: 0,
    })
  })
})

describe('an input that was repeated', () => {
  const place = computed('x:input=[[1,2],[3,4]]; b:parameter=[10,20]; z:multiply(x,b); q:square(z); L:sum(q)')

  test('gets the sum over its copies, and is told so', () => {
    const { symbols, shapes, sentence } = expectWhole(place, gradient('b'))
    expect(texts(symbols)[0]).toBe(
      raw`\frac{\partial L}{\partial b} = \sum_{\text{rows}} \frac{\partial L}{\partial z} \odot x`,
    )
    expect(texts(shapes)).toEqual([raw`(2) = \sum_{\text{rows}} (2, 2) \odot (2, 2)`])
    expect(plain(sentence)).toMatch(
      /As \$b\$ was repeated to fit, what comes back is summed over its copies\.$/,
    )
  })

  test('is for one entry a sum of products', () => {
    const { numbers, operands } = expectWhole(place, gradient('b', [1]))
    expect(texts(numbers)).toEqual([
      raw`\left[\frac{\partial L}{\partial b}\right]_{2} = 80 \cdot 2 + 160 \cdot 4 = 800`,
    ])
    expect(operands[1]).toMatchObject({
      asked: value('x'),
      entries: [
        [0, 1],
        [1, 1],
      ],
    })
  })
})

describe('a formula with a shorthand', () => {
  const place = computed('m:parameter=[[1,5],[4,2]]; r:max(m){"axes":[1]}; L:sum(r)')

  test('says what it stands for, and gives it another name than a node has', () => {
    const { symbols } = expectWhole(place, gradient('m'))
    expect(texts(symbols)[0]).toContain(raw`\odot \frac{m'}{`)
    expect(texts(symbols)[1]).toBe(raw`m' = \mathbf{1}[m = \operatorname{spread}(r)]`)
  })

  test('unfolds its entries on lines of their own', () => {
    const { numbers } = expectWhole(place, gradient('m', [0, 1]))
    expect(texts(numbers)).toEqual([
      raw`\left[\frac{\partial L}{\partial m}\right]_{1,2} = \frac{1 \cdot 1}{0 + 1} = 1`,
      raw`[m']_{1,2} = \mathbf{1}[5 = 5] = 1`,
      raw`[m']_{1,1} = \mathbf{1}[1 = 5] = 0`,
    ])
  })

  test('shows means and variances as numbers that are unfolded below', () => {
    const norm = computed(
      'X:input=[[1,2],[3,6],[5,1]]; s:parameter=[1,2]; t:parameter=[0,1]; Y:batchNorm(X,s,t)',
      {
        cotangent: [
          [1, 0],
          [0, 1],
          [1, 1],
        ],
      },
    )
    const { numbers, result } = expectWhole(norm, gradient('X', [0, 1]))
    expect(isClose(result.shown!.data[0]!, -0.5510829439829162)).toBe(true)
    expect(texts(numbers)[0]).toBe(
      raw`\left[\frac{\partial S_{Y}}{\partial X}\right]_{1,2} = \frac{2}{\sqrt{4.667 + 1.000 \cdot 10^{-5}}} \cdot (0 - 0.6667 - (-0.4629) \cdot 0.1543) = -0.5511`,
    )
    expect(texts(numbers)).toContainEqual(
      raw`[\operatorname{Var}_{\text{rows}}(X)]_{2} = \frac{(2 - 3)^{2} + (6 - 3)^{2} + (1 - 3)^{2}}{3} = 4.667`,
    )
  })
})

describe('what no rule makes', () => {
  test('is a seed gradient at the root, and the given one where one is given', () => {
    const { symbols, sentence, operands, step } = expectWhole(notes, gradient('L'))
    expect(texts(symbols)).toEqual([raw`\frac{\partial L}{\partial L} = 1`])
    expect(plain(sentence)).toContain('Backprop starts with the seed gradient')
    expect(operands).toEqual([])
    expect(step).toBe(6)
    const given = computed('x:parameter=[1,2]; y:square(x)', { cotangent: [3, 4] })
    expect(texts(expectWhole(given, gradient('y')).numbers)[0]).toContain(
      raw`\begin{bmatrix}3 & 4\end{bmatrix}`,
    )
  })

  test('is a leaf: typed in, or made by a recipe', () => {
    const place = computed('x:input=[[1,2]]; W:parameter=glorot(2,3;7); z:matmul(x,W)')
    const typed = expectWhole(place, value('x', [0, 1]))
    expect(plain(typed.sentence)).toBe('Nothing computes it: it was typed in.')
    expect(typed.step).toBeNull()
    expect(plain(expectWhole(place, value('W')).sentence)).toContain('Glorot’s recipe with seed 7')
  })

  test('is a gradient that is 0 because the root does not depend on it', () => {
    const place = computed('x:parameter=2; c:parameter=[1,2]; s:square(c); L:square(x)', { root: 'L' })
    for (const node of ['c', 's']) {
      const { symbols, sentence, result } = expectWhole(place, gradient(node))
      expect(texts(symbols)).toEqual([raw`\frac{\partial L}{\partial ${node}} = 0`])
      expect(plain(sentence)).toBe(
        `0, because $L$ does not depend on $${node}$: no wires lead from it to $L$.`,
      )
      expect([...result.shown!.data]).toEqual([0, 0])
    }
  })

  test('is nothing where nothing was computed, nothing wants a gradient, or there is no such entry', () => {
    const place = computed(
      'x:input=[[1,2]]; y:constant=[[1,2]]; W:parameter=[[1,2]]; z:matmul(x,W); L:add(x,y)',
    )
    for (const asked of [value('z'), gradient('y'), share('z.a'), value('nobody'), share('nobody.x')])
      expect(explainNumber(place, asked)).toBeNull()
    for (const entry of [[0], [1, 0], [0, 2], [0, -1], [0, 0.5], []])
      expect(explainNumber(place, value('x', entry))).toBeNull()
  })
})

describe('a run that is wrong', () => {
  const wrong = (change: (place: Asking) => Partial<Asking['run']>): Asking => ({
    ...notes,
    run: { ...notes.run, ...change(notes) },
  })
  const doubled = <K>(of: ReadonlyMap<K, { shape: readonly number[]; data: Float64Array }>, key: K) => {
    const { shape, data } = of.get(key)!
    return new Map([...of, [key, { shape, data: data.map(x => 2 * x) }]])
  }

  test('does not agree, and it is told by how much', () => {
    const place = wrong(({ run }) => ({
      grads: doubled(run.grads, 'W_2'),
      edgeGrads: doubled(run.edgeGrads, 'z_2.W'),
    }))
    for (const entry of [null, [2, 0]]) {
      const { agrees, difference } = explainNumber(place, gradient('W_2', entry))!.result
      expect(agrees).toBe(false)
      expect(difference).toBeCloseTo(0.3774356605742024, 12)
    }
  })

  test('is seen in a value, in a seed, in a leaf and in a zero too', () => {
    const values = wrong(({ run }) => ({ values: doubled(doubled(run.values, 'a_1'), 'x') }))
    expect(explainNumber(values, value('p'))!.result.agrees).toBe(true)
    expect(explainNumber(values, value('a_1', [0, 0]))!.result.agrees).toBe(false)
    expect(explainNumber(values, value('x'))!.result).toMatchObject({ agrees: false, difference: 2 })
    const seed = wrong(({ run }) => ({ grads: doubled(run.grads, 'L') }))
    expect(explainNumber(seed, gradient('L'))!.result.agrees).toBe(false)
  })

  test('says infinitely much where a number is missing', () => {
    const place = wrong(({ run }) => ({
      values: new Map([...run.values, ['L', { shape: [], data: Float64Array.of(Number.NaN) }]]),
    }))
    expect(explainNumber(place, value('L'))!.result).toMatchObject({
      agrees: false,
      difference: Number.POSITIVE_INFINITY,
    })
  })
})

test('a formula that overflows as it is written is told from an engine that is wrong', () => {
  const place = computed('z:parameter=[1000,0]; p:softmax(z)')
  const { agrees, remark } = explainNumber(place, value('p', [0]))!.result
  expect(agrees).toBe(false)
  expect(remark).toMatch(/^As it is written, the formula leaves the range/)
  expect(expectWhole(notes, value('p')).result.remark).toBeNull()
})

describe('a large tensor', { tags: ['long'] }, () => {
  const place = computed(
    'a:parameter=normal(1000,1000;1); b:parameter=normal(1000,1000;2); c:matmul(a,b); q:square(c); L:mean(q)',
  )
  /** The same run, in which reading a number of one of these nodes is counted. */
  function counted(...nodes: string[]) {
    let reads = 0
    const watched = (of: ReadonlyMap<string, Tensor>) =>
      new Map(
        [...of].map(([id, { shape, data }]) => {
          const get = (own: Float64Array, key: string | symbol) => {
            if (typeof key === 'string' && /^\d+$/.test(key)) reads++
            const found: unknown = Reflect.get(own, key)
            return typeof found === 'function' ? found.bind(own) : found
          }
          return [id, nodes.includes(id) ? { shape, data: new Proxy(data, { get }) } : { shape, data }]
        }),
      )
    const { run } = place
    return {
      place: { ...place, run: { ...run, values: watched(run.values), grads: watched(run.grads) } },
      reads: () => reads,
    }
  }

  test('has entries that are explained without working out, or reading, the rest', () => {
    for (const asked of [value('c', [999, 0]), gradient('a', [0, 7]), gradient('b', [500, 500])]) {
      const watched = counted('a', 'b', 'c')
      expect(explainNumber(watched.place, asked)!.result).toMatchObject({ agrees: true, compared: 1 })
      expect(watched.reads(), JSON.stringify(asked)).toBeGreaterThan(1000)
      expect(watched.reads(), JSON.stringify(asked)).toBeLessThan(10_000)
    }
  })

  test('is as a whole held against some of its entries, and says of how many', () => {
    const { place: watched, reads } = counted('a', 'b', 'c')
    const { result, numbers } = explainNumber(watched, value('c'))!
    expect(result).toMatchObject({ agrees: true, shown: null, compared: 24, of: 1e6 })
    expect(numbers[0]!.tex).toContain(raw`_{1000 \times 1000}`)
    expect(reads()).toBeLessThan(100_000)
  })

  test('is added up as a whole where all of it comes together', () => {
    const { result, numbers } = expectWhole(place, value('L', []))
    expect(result.compared).toBe(1)
    expect(numbers[0]!.more).toBe(1e6 - 5)
  })
})

describe.each(gallery)('every number of $id', ({ text }) => {
  const parsed = parseCircuitFile(text)
  if (!parsed.ok) throw new Error('the gallery has a file that does not open')
  const place = throughEngine(parsed.document.circuit)

  test('is explained, whole and entry by entry', () => {
    for (const quantity of quantitiesOf(place)) {
      const { result } = expectWhole(place, { quantity, entry: null })
      for (const [i, entry] of someEntries(result.engine.shape).entries())
        expectWhole(place, { quantity, entry }, { typeset: i === 0 })
    }
  })
})

test('every number of circuits drawn at random is explained', { tags: ['long'] }, () => {
  for (let seed = 1; seed <= 60; seed++) {
    const place = throughEngine(randomCircuit(seed))
    for (const quantity of quantitiesOf(place)) {
      const answered = explainNumber(place, { quantity, entry: null })
      expect(
        answered?.result.agrees,
        `${seed} ${JSON.stringify(quantity)} ${answered?.result.difference}`,
      ).toBe(true)
      for (const entry of someEntries(answered!.result.engine.shape, seed))
        expect(
          explainNumber(place, { quantity, entry })?.result.agrees,
          `${seed} ${JSON.stringify(quantity)} ${entry}`,
        ).toBe(true)
    }
  }
})
