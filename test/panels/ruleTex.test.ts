/** The rule of a node in the circuit's names, and why a node gets no gradient. */
import { describe, expect, it } from 'vitest'
import { ruleTex } from '../../renderer/panels/inspector/ruleTex'
import { whyNoGradient } from '../../renderer/panels/inspector/whyNoGradient'
import type { Document } from '../../shared/document/document'
import { emptyDocument } from '../../shared/document/document'
import { addNode } from '../../shared/document/edit/nodes'
import { type Graph, graphOf } from '../../shared/engine/graph'
import { zeros } from '../../shared/tensor/tensor'

type Leaf = readonly [name: string, op: string, ...shape: number[]]
type Computed = readonly [name: string, op: string, sources: Readonly<Record<string, string>>]

/** Ids are the names. */
function graph(leaves: readonly Leaf[], computed: readonly Computed[]): Graph {
  let document: Document = emptyDocument
  for (const [name, op, ...shape] of leaves)
    document = addNode(document, { op, name, at: { x: 0, y: 0 }, value: zeros(shape) }).document
  for (const [name, op] of computed) document = addNode(document, { op, name, at: { x: 0, y: 0 } }).document
  const { circuit } = document
  const edges = computed.flatMap(([to, , sources]) =>
    Object.entries(sources).map(([port, from]) => ({ from, to, port })),
  )
  return graphOf({ ...circuit, nodes: circuit.nodes.map(node => ({ ...node, id: node.name })), edges })
}

const rule = (of: Graph, name: string) => ruleTex(of, of.byId.get(name)!)
const why = (of: Graph, name: string) => whyNoGradient(of, of.byId.get(name)!)

describe('the rule of a node', () => {
  const layer = graph(
    [
      ['x', 'input', 4, 2],
      ['W_1', 'parameter', 2, 3],
      ['b_1', 'parameter', 3],
    ],
    [
      ['z_1', 'affine', { x: 'x', W: 'W_1', b: 'b_1' }],
      ['L', 'mean', { x: 'z_1' }],
    ],
  )

  it('is written with the names in the circuit', () => {
    expect(rule(layer, 'z_1')?.forward).toBe(String.raw`z_{1} = x\,W_{1} + b_{1}`)
  })

  it('has one equation per input that gets a gradient', () => {
    const tex = rule(layer, 'z_1')?.backward.map(b => b.tex)
    expect(tex?.[0]).toBe(
      String.raw`\frac{\partial L}{\partial W_{1}} = x^{\top}\,\frac{\partial L}{\partial z_{1}}`,
    )
    expect(tex).toHaveLength(3)
  })

  it('says where a gradient is summed because the input was repeated', () => {
    const bias = rule(layer, 'z_1')?.backward.find(b => b.port === 'b')
    expect(bias?.tex).toBe(
      String.raw`\frac{\partial L}{\partial b_{1}} = \sum_{\text{rows}} \frac{\partial L}{\partial z_{1}}`,
    )
  })

  it('marks the share of a fan-out by the node it comes through', () => {
    const twice = graph([['x', 'input']], [['y', 'multiply', { a: 'x', b: 'x' }]])
    expect(rule(twice, 'y')?.backward[0]?.tex).toContain(String.raw`\right|_{\text{via }y,\,a}`)
  })

  it('leaves out inputs that get no gradient', () => {
    const fixed = graph(
      [
        ['c', 'constant'],
        ['w', 'parameter'],
      ],
      [['y', 'multiply', { a: 'w', b: 'c' }]],
    )
    expect(rule(fixed, 'y')?.backward.map(b => b.port)).toEqual(['a'])
  })

  it('does not exist for a leaf', () => {
    expect(rule(layer, 'x')).toBeNull()
  })

  it('explains the shorthands that it uses', () => {
    const norm = graph(
      [
        ['x', 'input', 3, 2],
        ['gamma', 'parameter', 2],
        ['beta', 'parameter', 2],
      ],
      [['y', 'batchNorm', { x: 'x', gamma: 'gamma', beta: 'beta' }]],
    )
    expect(rule(norm, 'y')?.where[0]).toMatch(/^\\hat\{x\} = /)
  })
})

describe('a node without a gradient', () => {
  const two = graph(
    [
      ['c', 'constant'],
      ['w', 'parameter'],
      ['v', 'parameter'],
    ],
    [
      ['d', 'tanh', { x: 'c' }],
      ['e', 'tanh', { x: 'v' }],
      ['L', 'multiply', { a: 'w', b: 'd' }],
    ],
  )

  it('is a constant, or made of constants', () => {
    expect(why(two, 'c')).toBe('c is a constant: backprop passes it by.')
    expect(why(two, 'd')).toBe('d is made of constants only, so backprop passes it by.')
  })

  it('is one that the root does not depend on', () => {
    expect(why(two, 'v')).toBe('L does not depend on v, so no gradient comes back to it.')
  })

  it('is none of those that get one', () => {
    expect([why(two, 'w'), why(two, 'L')]).toEqual([null, null])
  })
})
