/** The graph: order, root, what wants a gradient, and that a broken circuit is described, never thrown at. */
import { describe, expect, it } from 'vitest'
import type { Circuit } from '../../shared/document/document'
import { graphOf } from '../../shared/engine/graph'
import { sentenceOf } from '../../shared/engine/problems'
import { circuit, type Extras } from '../helpers/circuit'
import { notes232 } from '../helpers/computed'

const graph = (text: string, extras: Extras = {}) => graphOf(circuit(text, extras).circuit)
const names = (text: string, extras?: Extras) => graph(text, extras).nodes.map(n => n.name)
const sentences = (text: string, extras?: Extras) => graph(text, extras).problems.map(sentenceOf)
const withWire = (text: string, from: string, to: string, port: string): Circuit => {
  const whole = circuit(text).circuit
  return { ...whole, edges: [{ from, to, port }, ...whole.edges] }
}

describe('the order of a graph', () => {
  it('puts every node after what it reads, and keeps the document’s order among free choices', () => {
    expect(names('t:tanh(s); b:input=2; s:add(a,b); a:input=1')).toEqual(['b', 'a', 's', 't'])
  })

  it('takes a node that is read twice by one consumer as one source with two consumers', () => {
    const { nodes, byId } = graph('x:parameter=3; y:multiply(x,x)')
    expect(nodes.map(n => n.name)).toEqual(['x', 'y'])
    expect(byId.get('x')!.consumers).toEqual([
      { node: 'y', port: 'a' },
      { node: 'y', port: 'b' },
    ])
  })

  it('does not wait for a wire into a port that the op does not have', () => {
    const { nodes, byId } = graphOf(withWire('x:input=1; t:tanh(s); s:negate(x)', 'x', 't', 'q'))
    expect(nodes.map(n => n.name)).toEqual(['x', 's', 't'])
    expect(byId.get('x')!.consumers).toEqual([{ node: 's', port: 'x' }])
  })

  it('lists a node once even if a wire leads into a leaf', () => {
    const { nodes } = graphOf(withWire('x:input=1; y:input=2', 'x', 'y', 'x'))
    expect(nodes.map(n => n.name)).toEqual(['x', 'y'])
  })

  it('is found for ten thousand nodes', () => {
    const chain = Array.from({ length: 9_999 }, (_, i) => `n${i + 1}:add(n${i},n${i >> 1})`)
    expect(graph(`n0:parameter=1; ${chain.join(';')}`).root).toBe('n9999')
  })
})

describe('shapes', () => {
  it('are inferred through the whole circuit', () => {
    const shapes = graph(notes232).nodes.map(n => [n.name, n.shape])
    expect(Object.fromEntries(shapes)).toMatchObject({
      z_1: [1, 3],
      a_1: [1, 3],
      z_2: [1, 2],
      p: [1, 2],
      L: [],
    })
  })

  it('that do not fit are told with the port, what it must be, and what it is', () => {
    expect(sentences('x:input=[[1,2,3]]; W:parameter=[[1],[2]]; b:parameter=[0]; z:affine(W,x,b)')).toEqual([
      'W of z must be (3, k); it is (2, 1).',
    ])
  })
})

describe('a node whose value would not fit into memory', () => {
  const text = 'a:parameter=zeros(100000,1); b:parameter=zeros(1,100000); z:matmul(a,b); L:mean(z); t:tanh(a)'

  it('is told with its shape and how many numbers that is', () =>
    expect(sentences(text)).toEqual([
      'z would be (100000, 100000), 10,000,000,000 numbers; a node holds at most 16,000,000.',
    ]))

  it('is not computed, nor is what reads it; the rest is', () => {
    const { nodes, root } = graph(text)
    expect(nodes.filter(n => n.shape !== null).map(n => n.name)).toEqual(['a', 'b', 't'])
    expect(root).toBe('t')
  })

  it('may be a leaf', () =>
    expect(graph('w:parameter=zeros(4001,4000)').problems).toMatchObject([{ code: 'tooLarge', node: 'w' }]))

  it('holds sixteen million numbers and not one more', () => {
    expect(graph('w:parameter=zeros(4000,4000)').problems).toEqual([])
    expect(graph('w:parameter=zeros(16000001)').problems).toMatchObject([{ shape: [16_000_001] }])
  })
})

describe('a broken circuit', () => {
  it('names every missing wire, and blames nothing that comes after it', () => {
    expect(sentences('x:input=1; s:add(x); t:tanh(s)')).toEqual(['s waits for a wire into b.'])
  })

  it('keeps the shapes of its good part and takes the root from there', () => {
    const { byId, root } = graph('x:parameter=1; t:tanh(x); s:add(t); u:tanh(s)')
    expect(byId.get('t')!.shape).toEqual([])
    expect(root).toBe('t')
  })

  it('keeps a node of an unknown kind with its wires and says so', () => {
    const text = 'x:input=1; q:quux(x); t:tanh(q)'
    expect(sentences(text)).toEqual([
      'q is of a kind this version does not know, “quux”; it is kept, but not computed.',
    ])
    expect(graph(text).byId.get('q')!.sources).toEqual(['x'])
  })

  it('says that a leaf without a value has none', () => {
    expect(sentences('x:input; t:tanh(x)')).toEqual(['x has no value yet; type one in the inspector.'])
  })

  it('blames a loop on the nodes that lie on it, not on those that merely wait for it', () => {
    const { problems } = graph('x:input=1; a:add(x,c); c:tanh(a); d:tanh(c)')
    expect(problems).toMatchObject([
      { code: 'cycle', node: 'a', port: 'b' },
      { code: 'cycle', node: 'c', port: 'x' },
    ])
  })

  it('does not blame a node between two loops', () => {
    const { problems } = graph('a:add(b,b); b:tanh(a); m:tanh(b); c:add(m,d); d:tanh(c)')
    expect(problems.map(p => p.node)).toEqual(['a', 'b', 'c', 'd'])
  })

  it('lists the nodes of a loop too, so that they can be drawn', () => {
    const { nodes, root } = graph('a:tanh(b); b:tanh(a)')
    expect(nodes.map(n => n.name)).toEqual(['a', 'b'])
    expect(root).toBeNull()
  })

  it('may be empty', () => {
    expect(graph('')).toMatchObject({ nodes: [], root: null, problems: [] })
  })
})

describe('the root', () => {
  const two = 'x:parameter=[[1,2]]; y:constant=[[0,1]]; L:meanSquaredError(x,y); e:tanh(x)'

  it('is the loss, even when another node comes last', () => expect(graph(two).root).toBe('L'))

  it('is not given to another node while the loss waits for a wire', () =>
    expect(graph('x:parameter=[[1,2]]; t:tanh(x); L:meanSquaredError(t)').root).toBe(null))

  it('is the last of several losses', () => {
    const third = `${two}; M:meanSquaredError(e,y); t:tanh(x)`
    expect(graph(third).root).toBe('M')
  })

  it('is the last loss that nothing reads: one inside a sum is only a term of it', () =>
    expect(graph(`${two}; M:meanSquaredError(e,y); s:square(M)`).root).toBe('L'))

  it('is the last node that nothing reads when there is no loss', () =>
    expect(graph('x:parameter=1; e:exp(x); t:tanh(e)').root).toBe('t'))

  it('is the chosen node, wherever it stands', () => expect(graph(two, { root: 'e' }).root).toBe('e'))

  it('is nothing when the chosen node cannot be computed: no other node is put in its place', () =>
    expect(graph(`${two}; s:add(x)`, { root: 's' }).root).toBeNull())

  it('is told to be impossible where the chosen node is a leaf', () =>
    expect(sentences(two, { root: 'x' })).toEqual([
      'Backprop cannot start at x: its value is typed in, not computed; choose another node in Settings or let Chainrule choose.',
    ]))

  it('is told to be impossible where the chosen node cannot be computed', () =>
    expect(sentences(`${two}; s:add(x)`, { root: 's' })).toEqual([
      's waits for a wire into b.',
      'Backprop cannot start at s: it cannot be computed; choose another node in Settings or let Chainrule choose.',
    ]))

  it('starts with ones, and this is told, where the seed gradient has another shape', () =>
    expect(sentences('x:parameter=[1,2]; y:square(x)', { cotangent: [1, 2, 3] })).toEqual([
      'The seed gradient of y must be (2); it is (3). Until it fits, backprop starts with ones.',
    ]))

  it('has no problem with a seed gradient that fits', () =>
    expect(graph('x:parameter=[1,2]; y:square(x)', { cotangent: [1, 2] }).problems).toEqual([]))
})

describe('gradients', () => {
  it('are wanted above parameters and inputs, not by constants or by what only constants feed', () => {
    const { nodes } = graph('w:parameter=1; c:constant=2; k:exp(c); s:multiply(w,k)')
    expect(nodes.filter(n => n.needsGradient).map(n => n.name)).toEqual(['w', 's'])
  })

  it('come only from nodes that the root depends on', () => {
    const { nodes } = graph('w:parameter=1; t:tanh(w); e:exp(t)', { root: 't' })
    expect(nodes.filter(n => n.feedsRoot).map(n => n.name)).toEqual(['w', 't'])
  })
})
