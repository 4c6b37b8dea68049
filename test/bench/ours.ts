/** Our engine as a contestant: the general engine, given a circuit as a document holds it. */
import type { Circuit, NodeId } from '../../shared/document/document'
import { graphOf } from '../../shared/engine/graph'
import type { Precision } from '../../shared/engine/ground'
import { Machine } from '../../shared/engine/machine'
import { compile } from '../../shared/engine/plan'
import { programOf } from '../../shared/engine/program'
import { machineFor } from '../../shared/engine/run'
import type { Prepared } from './contestant'

/** The circuit made ready for forward and backward passes. Throws `internal:` when the engine refuses it. */
export async function prepareOurs(
  circuit: Circuit,
  precision: Precision,
  wanted: readonly NodeId[],
): Promise<Prepared> {
  const plan = compile(circuit, graphOf(circuit))
  const program = programOf(plan)
  const machine = machineFor(plan, program, { precision })
  if (!(machine instanceof Machine)) throw new Error('internal: the engine refuses a case of the bench')
  const root = program.values.get(program.root!)!
  return {
    step: () => {
      // As if every leaf had changed: a whole forward pass, without the time for copying numbers that stay.
      machine.forward({ whole: true })
      machine.backward()
    },
    read: () => ({
      loss: machine.numbersAt(root)[0]!,
      gradients: new Map(wanted.map(id => [id, machine.numbersAt(program.grads.get(id)!).slice()])),
    }),
  }
}

/** How many threads the engine computes on in this process. */
export const threads = 1
