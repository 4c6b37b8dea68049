/** The measured circuits are what the bench says they are: their size, their form, and numbers that every precision can hold. */
import { describe, expect, test } from 'vitest'
import { graphOf } from '../../shared/engine/graph'
import { compile } from '../../shared/engine/plan'
import { execute } from '../../shared/engine/run'
import { cases, taskOf } from './cases'
import { scalarCircuit } from './scalarCircuit'

describe('the scalar circuit', () => {
  const circuit = scalarCircuit(10_000)
  const { leaves, steps, root } = taskOf(cases.get('C')!())
  const readers = new Map<string, number>()
  for (const { from } of circuit.edges) readers.set(from, (readers.get(from) ?? 0) + 1)

  test('has 10,000 nodes, a third of them leaves at most', () => {
    expect(leaves.length + steps.length).toBe(10_000)
    expect(leaves.length).toBeLessThan(10_000 / 3)
    expect(new Set(steps.map(step => step.op))).toEqual(
      new Set(['add', 'subtract', 'multiply', 'tanh', 'relu']),
    )
  })

  test('leads every node to its one root, by one to three wires', () => {
    expect(circuit.nodes.filter(node => !readers.has(node.id)).map(node => node.id)).toEqual([circuit.root])
    expect(Math.max(...readers.values())).toBe(3)
  })

  test('is hundreds of nodes deep', () => {
    const depth: number[] = []
    for (const { in: slots, out } of steps) depth[out] = 1 + Math.max(...slots.map(slot => depth[slot] ?? 0))
    expect(depth[root]).toBeGreaterThan(300)
    expect(depth[root]).toBeLessThan(1000)
  })

  test('keeps its numbers and gradients near 1, and its ReLUs off their kink', { tags: ['long'] }, () => {
    const run = execute(compile(circuit, graphOf(circuit)))
    const sizes = (tensors: typeof run.values) => [...tensors.values()].map(({ data }) => Math.abs(data[0]!))
    expect(Math.max(...sizes(run.values))).toBeLessThan(100)
    expect(Math.max(...sizes(run.grads))).toBeLessThan(100)
    expect(Math.min(...sizes(run.grads).filter(x => x > 0))).toBeGreaterThan(1e-6)
    const kinked = new Set(circuit.nodes.filter(node => node.op === 'relu').map(node => node.id))
    const read = circuit.edges
      .filter(edge => kinked.has(edge.to))
      .map(edge => run.values.get(edge.from)!.data)
    expect(Math.min(...read.map(data => Math.abs(data[0]!)))).toBeGreaterThan(1e-5)
  })
})

test.each(['B64', 'B1024'])(
  'no ReLU of %s reads a number so near 0 that float32 could take the other side',
  { tags: ['long'] },
  name => {
    const { circuit } = cases.get(name)!()
    const plan = { ...compile(circuit, graphOf(circuit)), root: null }
    const { values } = execute(plan)
    for (const id of ['batchNorm_1', 'batchNorm_2']) {
      const nearest = values.get(id)!.data.reduce((least, x) => Math.min(least, Math.abs(x)), 1)
      expect(nearest).toBeGreaterThan(5e-6)
    }
  },
)

test('every number of every case is one of float32', () => {
  for (const make of cases.values())
    for (const { data } of taskOf(make()).leaves) expect(data.every(x => Math.fround(x) === x)).toBe(true)
})
