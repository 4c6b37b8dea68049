/** Our engine as a contestant: the general engine, given a circuit as a document holds it. */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Circuit, NodeId } from '../../shared/document/document'
import { graphOf } from '../../shared/engine/graph'
import type { Precision } from '../../shared/engine/ground'
import { Machine } from '../../shared/engine/machine'
import { compile } from '../../shared/engine/plan'
import { programOf } from '../../shared/engine/program'
import { machineFor } from '../../shared/engine/run'
import { SecondThread } from '../../shared/engine/secondThread'
import type { Prepared } from './contestant'

/** How many threads the engine computes on in this process; the app takes two where there are two cores. */
export const threads = availableParallelism() > 1 ? 2 : 1

/** Starts the second thread, which must not keep the process alive. */
function spawn() {
  const worker = new Worker(new URL('./secondWorker.mjs', import.meta.url))
  worker.unref()
  return worker
}

/** The circuit made ready for forward and backward passes. Throws `internal:` when the engine refuses it. */
export async function prepareOurs(
  circuit: Circuit,
  precision: Precision,
  wanted: readonly NodeId[],
): Promise<Prepared> {
  const plan = compile(circuit, graphOf(circuit))
  const program = programOf(plan)
  const second = threads > 1 ? new SecondThread(spawn) : undefined
  const machine = machineFor(plan, program, { precision, ...(second && { second }) })
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
    close: () => second?.release(),
  }
}
