/**
 * What a machine does over and over: it allocates nothing of its own.
 * @module-tag long
 */
import { expect, test } from 'vitest'
import { graphOf } from '../../shared/engine/graph'
import { Machine } from '../../shared/engine/machine'
import { compile } from '../../shared/engine/plan'
import { programOf } from '../../shared/engine/program'
import { machineFor } from '../../shared/engine/run'
import { cases } from '../bench/cases'

test.each([
  ['A1', 3000],
  ['B64', 150],
  ['C', 200],
])('passes over %s leave the heap as it was', (name, passes) => {
  const { circuit } = cases.get(name)!()
  const plan = compile(circuit, graphOf(circuit))
  const machine = machineFor(plan, programOf(plan))
  if (!(machine instanceof Machine)) throw new Error('the circuit is refused')
  const run = () => {
    for (let i = 0; i < passes; i++) {
      machine.forward({ whole: true })
      machine.backward()
    }
  }
  // The first run has its code made fast, which takes memory of its own.
  run()
  const before = process.memoryUsage().heapUsed
  run()
  // A number boxed in every call of B64 would be a thousand bytes a pass, a tensor a hundred thousand.
  expect((process.memoryUsage().heapUsed - before) / passes).toBeLessThan(500)
})
