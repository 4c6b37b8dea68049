/** What circuits cost: the golden counts, the polynomials, and that both agree with runs of other sizes. */
import { describe, expect, it } from 'vitest'
import { type Cost, costOf, type Expense } from '../../shared/engine/cost'
import { axesOf } from '../../shared/engine/costAxes'
import { texOf, textOf, valueAt } from '../../shared/engine/costTerms'
import { noteOnFree } from '../../shared/engine/costWords'
import { graphOf } from '../../shared/engine/graph'
import { circuit } from '../helpers/circuit'
import { notes232 } from '../helpers/computed'
import { randomCircuit } from '../helpers/randomCircuit'

function costFor(text: string): Cost {
  const whole = circuit(text).circuit
  const graph = graphOf(whole)
  expect(graph.problems).toEqual([])
  return costOf(whole, graph)
}

const namesOf = (cost: Cost) => cost.axes.map(({ name }) => name)
const of = (cost: Cost, node: string) => cost.nodes.find(n => n.node === node)!
/** `[multiply-adds, entries]` in symbols. */
const symbols = (cost: Cost, { multiplyAdds, entries }: Expense) =>
  [multiplyAdds, entries].map(count => textOf(count.symbols, namesOf(cost)))

const data = 'X:constant=normal(100,10;1); y:constant=normal(100,1;2)'

describe('multiply-adds', () => {
  it('of XᵀX are 10,000 and of Xᵀy 1,000 for 100 examples of 10 features', () => {
    const cost = costFor(`${data}; T:transpose(X); A:matmul(T,X); b:matmul(T,y)`)
    expect(of(cost, 'A').forward.multiplyAdds.number).toBe(10_000)
    expect(of(cost, 'b').forward.multiplyAdds.number).toBe(1000)
    expect(symbols(cost, of(cost, 'A').forward)[0]).toBe('N D²')
  })

  it('of one gradient step over the whole batch of a linear regression are 2,000, half of them backward', () => {
    const cost = costFor(`${data}; w:parameter=normal(10,1;3); p:matmul(X,w); L:meanSquaredError(p,y)`)
    const { forward, backward } = cost.all
    expect([forward.multiplyAdds.number, backward.multiplyAdds.number]).toEqual([1000, 1000])
    expect(symbols(cost, forward)).toEqual(['N D', '2 N + 2'])
  })
})

describe('bytes', () => {
  it('are those of every operand of a kernel, read or written', () => {
    const { forward, backward } = of(costFor('x:parameter=[1,2,3]; y:tanh(x)'), 'y')
    expect(forward.bytes.number).toBe(8 * 2 * 3)
    expect(backward.bytes.number).toBe(8 * 3 * 3)
  })

  it('halve in float32', () => {
    const whole = circuit(notes232).circuit
    const double = costOf(whole, graphOf(whole))
    const single = costOf(whole, graphOf(whole), 'float32')
    expect(single.all.backward.bytes.number).toBe(double.all.backward.bytes.number / 2)
    expect(single.memoryBytes).toBe(double.memoryBytes / 2)
  })
})

it('what the seed gradient alone decides is no work: a sum hands on ones, whatever comes in', () => {
  const { nodes } = costFor('x:input=normal(2,3;1); m:mean(x){"axes":[0]}; L:sum(m)')
  for (const { backward } of nodes) expect(backward.bytes).toEqual({ number: 0, symbols: [] })
})

describe('symbols', () => {
  it('of the notes’ network name batch, features, hidden units and classes, also for a batch of one', () => {
    const cost = costFor(notes232)
    expect(namesOf(cost)).toEqual(['N', 'D', 'H', 'k'])
    expect(symbols(cost, of(cost, 'z_1').forward)).toEqual(['N D H', '0'])
    expect(symbols(cost, of(cost, 'z_1').backward)).toEqual(['2 N D H', 'H'])
    expect(symbols(cost, of(cost, 'a_1').backward)).toEqual(['0', 'N H'])
    expect(symbols(cost, cost.all.forward)[0]).toBe('N D H + N H k')
    // The sum over one example is no work.
    expect(of(cost, 'z_1').backward.entries.number).toBe(0)
  })

  it('tell axes apart that happen to have one size', () => {
    const cost = costFor(
      notes232
        .replace(/x:input=\S+;/, 'x:input=normal(4,4;1);')
        .replace(/W_1:\S+;/, 'W_1:parameter=normal(4,4;2);')
        .replace(/b_1:\S+;/, 'b_1:parameter=zeros(4);')
        .replace(/W_2:\S+;/, 'W_2:parameter=normal(4,4;3);')
        .replace(/b_2:\S+;/, 'b_2:parameter=zeros(4);')
        .replace(/y:\S+;/, 'y:constant=oneHot(4,4;4);'),
    )
    expect(cost.axes.map(({ name, size }) => `${name} ${size}`)).toEqual(['N 4', 'D 4', 'H 4', 'k 4'])
    expect(symbols(cost, cost.all.backward)[0]).toBe('2 N D H + 2 N H k')
  })

  it('number the hidden layers when there are several', () => {
    const cost = costFor(`x:input=normal(5,4;1); V:parameter=normal(4,3;1); W:parameter=normal(3,2;1);
      h:matmul(x,V); z:matmul(h,W); L:sum(z)`)
    expect(symbols(cost, cost.all.forward)).toEqual(['N D H_1 + N H_1 H_2', '1'])
  })

  it('of batch norm hold features and batch', () => {
    const cost = costFor(
      'x:input=normal(5,3;1); g:parameter=ones(3); b:parameter=zeros(3); n:batchNorm(x,g,b); s:square(n); L:sum(s)',
    )
    expect(namesOf(cost)).toEqual(['N', 'D'])
    expect(symbols(cost, of(cost, 's').backward)).toEqual(['0', '2 N D'])
    for (const { multiplyAdds, entries } of [of(cost, 'n').forward, of(cost, 'n').backward]) {
      expect(multiplyAdds.number).toBe(0)
      expect(entries.symbols.map(({ axes }) => axes)).toEqual([[0, 1], [1]])
    }
  })

  it('of a convolution leave the sizes of image and filter as numbers', () => {
    const cost = costFor(`x:input=normal(5,2,6,7;1); w:parameter=normal(4,2,3,3;2); b:parameter=zeros(4);
      c:conv2d(x,w,b); r:relu(c); L:sum(r)`)
    expect(namesOf(cost)).toEqual(['N', 'C', 'O'])
    // 4 · 5 places, each of which sees 3 · 3 pixels of each channel.
    expect(symbols(cost, of(cost, 'c').forward)[0]).toBe('180 N C O')
    expect(symbols(cost, of(cost, 'r').forward)).toEqual(['0', '20 N O'])
  })

  it('keep the number of an axis that is written into an attribute', () => {
    const cost = costFor('x:input=normal(5,6;1); r:reshape(x){"shape":[-1,2,3]}; t:tanh(r); L:sum(t)')
    expect(symbols(cost, of(cost, 't').forward)).toEqual(['0', '6 N'])
  })

  it('of a concatenation are no product that only some sizes give: 2 · 101 + 211 + 431 = 4 · 211', () => {
    const cost = costFor(`a:parameter=normal(3;1); b:parameter=normal(3;2); c:parameter=normal(3;3);
      y:concatenate(a,b,c,a); L:sum(y)`)
    expect(cost.axes).toEqual([{ name: 'H', size: 3 }])
    expect(symbols(cost, of(cost, 'y').forward)).toEqual(['0', '4 H'])
    const apart = costFor('a:parameter=normal(3;1); b:parameter=normal(2;2); y:concatenate(a,b); L:sum(y)')
    expect(symbols(apart, of(apart, 'y').forward)).toEqual(['0', '5'])
  })

  it('of a reshape that mixes axes are plain numbers; of one that keeps them apart they are not', () => {
    const cost = (shape: string) =>
      costFor(`x:input=normal(4,6;1); r:reshape(x){"shape":[${shape}]}; s:tanh(r)`)
    expect(symbols(cost('8,3'), of(cost('8,3'), 's').forward)).toEqual(['0', '24'])
    expect(symbols(cost('-1'), of(cost('-1'), 's').forward)).toEqual(['0', 'N D'])
    expect(symbols(cost('2,-1,6'), of(cost('2,-1,6'), 's').forward)).toEqual(['0', '24'])
  })

  it('of one image, its filters and its height and width, which padding keeps', () => {
    const cost = costFor(`x:input=normal(1,2,4,5;1); w:parameter=normal(3,2,3,3;2); b:parameter=zeros(3);
      c:conv2d(x,w,b){"padding":[1,1]}; L:sum(c)`)
    // Each of 3 · 4 · 5 entries is a sum over 2 channels of 3 · 3 pixels.
    expect(of(cost, 'c').forward.multiplyAdds.number).toBe(3 * 4 * 5 * 2 * 9)
    expect(symbols(cost, of(cost, 'c').forward)[0]).toBe('9 N C O H W')
  })

  it('of a shared parameter and of a part that the root does not depend on', () => {
    const cost =
      costFor(`x:input=normal(5,4;1); W:parameter=normal(4,3;2); T:transpose(W); h:matmul(x,W); z:matmul(h,T);
      L:meanSquaredError(z,x); p:parameter=normal(7,2;3); q:tanh(p)`)
    expect(symbols(cost, of(cost, 'z').backward)[0]).toBe('2 N D H_1')
    expect(symbols(cost, of(cost, 'q').forward)).toEqual(['0', 'H_2 H_3'])
  })

  it('are plain numbers where there is no axis', () => {
    const cost = costFor('x:parameter=3; y:square(x)')
    expect(cost.axes).toEqual([])
    expect(symbols(cost, cost.all.backward)).toEqual(['0', '2'])
  })
})

it('symbols are typeset with numbered names, powers and thousands', () => {
  const polynomial = [
    { times: 12_000, axes: [0, 0, 1] },
    { times: 1, axes: [1] },
    { times: 3, axes: [] },
  ]
  expect(texOf(polynomial, ['N', 'H_12'])).toBe(String.raw`12{,}000\,N^{2}\,H_{12} + H_{12} + 3`)
  expect(texOf([], ['N'])).toBe('0')
})

it('a circuit’s symbols give the numbers of the same circuit at other sizes', () => {
  const net = (n: number, d: number, h: number) => `x:input=normal(${n},${d};1); y:constant=oneHot(${n},3;2);
    V:parameter=normal(${d},${h};3); b:parameter=zeros(${h}); W:parameter=normal(${h},3;4); c:parameter=zeros(3);
    a:affine(V,x,b); r:relu(a); z:affine(W,r,c); L:softmaxCrossEntropy(z,y)`
  const [small, large] = [costFor(net(2, 4, 5)), costFor(net(64, 30, 7))]
  const sizes = large.axes.map(({ size }) => size)
  for (const phase of ['forward', 'backward'] as const)
    for (const quantity of ['multiplyAdds', 'entries', 'bytes'] as const) {
      const { symbols: polynomial } = small.all[phase][quantity]
      expect(valueAt(polynomial, sizes)).toBe(large.all[phase][quantity].number)
    }
})

it('the symbols of random circuits give the numbers of the same circuits with longer axes', {
  tags: ['long'],
}, () => {
  let compared = 0
  for (let seed = 1; seed <= 60; seed++) {
    const whole = randomCircuit(seed)
    const graph = graphOf(whole)
    const [cost, { leafShapes }] = [costOf(whole, graph), axesOf(graph)]
    const sizes = cost.axes.map(({ size }, i) => Math.max(2, size) + (i % 3))
    const shapes = leafShapes(sizes)
    const longer = {
      ...whole,
      nodes: whole.nodes.map(node => {
        const shape = shapes.get(node.id)
        return shape ? { ...node, value: { shape, init: 'ones', seed: 0 } as const } : node
      }),
    }
    const other = costOf(longer, graphOf(longer))
    for (const { node, ...phases } of cost.nodes)
      for (const phase of ['forward', 'backward'] as const)
        for (const quantity of ['multiplyAdds', 'entries', 'bytes'] as const) {
          const { symbols: polynomial } = phases[phase][quantity]
          const wanted = of(other, node)[phase][quantity].number
          expect(valueAt(polynomial, sizes), `${phase} ${quantity} of ${node}, seed ${seed}`).toBe(wanted)
          if (polynomial.some(({ axes }) => axes.length > 0)) compared++
        }
  }
  expect(compared).toBeGreaterThan(2000)
})

it('the sound part of a broken circuit has a cost', () => {
  const whole = circuit('x:input=normal(2,3;1); y:tanh(x); z:add(y)').circuit
  expect(costOf(whole, graphOf(whole)).all.forward.entries.number).toBe(6)
})

it('a root as large as a document may hold is counted without being made', () => {
  const whole = circuit('x:input=zeros(4000,4000;0); y:tanh(x)').circuit
  const before = process.memoryUsage().arrayBuffers
  expect(costOf(whole, graphOf(whole)).all.backward.entries.number).toBe(16e6)
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8e6)
})

it.each([
  ['passed on as it is', 'x:parameter=[1,2]; y:add(x,x); t:tanh(y); L:sum(t)', true],
  ['the same in every run', 'x:parameter=[1,2]; y:sum(x)', true],
  ['not there', 'x:constant=[1,2]; y:sum(x)', false],
  ['computed', 'x:parameter=[1,2]; t:tanh(x)', false],
])('a gradient that is %s is told to be free, or not', (_, text, isFree) => {
  const whole = circuit(text).circuit
  const graph = graphOf(whole)
  expect(noteOnFree(costOf(whole, graph), graph) !== null).toBe(isFree)
})
