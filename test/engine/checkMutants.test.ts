/**
 * The gradient check on corrupted ops: every backward rule that computes something else fails it, and no sound one does.
 * @module-tag long
 */
import { afterEach, describe, expect, test } from 'vitest'
import type { Circuit } from '../../shared/document/document'
import { checkGradients, completed } from '../../shared/engine/check'
import { graphOf } from '../../shared/engine/graph'
import { compile } from '../../shared/engine/plan'
import { ops } from '../../shared/ops/index'
import type { ComputedOp, Op } from '../../shared/ops/op'
import { casesOf } from '../ops/gradientFaults'
import { changesResult, isFlat, mutantsOf } from '../ops/mutants'
import { normal, valuesOf } from '../ops/samples'

const sound = new Map(ops)
const registry = ops as Map<string, Op>
afterEach(() => {
  for (const [name, op] of sound) registry.set(name, op)
})

/** The op alone, its operands parameters, one circuit for each shape and attribute that it is tested with. */
const circuitsOf = (op: ComputedOp): readonly Circuit[] =>
  casesOf(op).map(({ shapes, attrs }) => {
    const values = valuesOf(op, shapes)
    const leaves = Object.entries(values).map(([port, value]) => ({
      id: port,
      op: 'parameter',
      name: port,
      attrs: {},
      value,
    }))
    const edges = Object.keys(values).map(port => ({ from: port, to: 'f', port }))
    const cotangent = normal(op.forward(values, attrs).shape, 7)
    return { nodes: [...leaves, { id: 'f', op: op.name, name: 'f', attrs }], edges, root: 'f', cotangent }
  })

function check(circuit: Circuit) {
  const graph = graphOf(circuit)
  return completed(checkGradients(graph, compile(circuit, graph)))
}

/** A gradient that is not finite is refused at once, and the node named. */
function fails(circuit: Circuit): boolean {
  const result = check(circuit)
  return result.ok ? result.leaves.some(({ verdict }) => verdict === 'fail') : result.why === 'fault'
}

const computed = [...sound.values()].filter(op => op.kind === 'computed')

describe.each(computed)('$name', op => {
  test('fails the check with every corrupted backward rule, and with none of its own', () => {
    const circuits = circuitsOf(op)
    for (const circuit of circuits) {
      const result = check(circuit)
      if (!result.ok) throw new Error(`nothing to check: ${result.why}`)
      for (const { verdict } of result.leaves) expect(['pass', 'vacuous']).toContain(verdict)
    }
    const alive: string[] = []
    let changing = 0
    for (const mutant of mutantsOf(op)) {
      if (!changesResult(mutant, op)) continue
      changing++
      registry.set(op.name, mutant.op)
      if (!circuits.some(fails)) alive.push(`${mutant.port}: ${mutant.kind}`)
    }
    expect(alive).toEqual([])
    expect(changing > 0 || isFlat(op)).toBe(true)
  })
})
