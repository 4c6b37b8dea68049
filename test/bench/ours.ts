/** Our engine as a contestant: the general engine, given a circuit as a document holds it. */
import type { Circuit, NodeId } from '../../shared/document/document'
import { graphOf } from '../../shared/engine/graph'
import { compile } from '../../shared/engine/plan'
import { execute, type Run } from '../../shared/engine/run'
import type { Precision, Prepared } from './contestant'

/** The circuit made ready for forward and backward passes; `null` when the engine has no arithmetic of this precision. */
export async function prepareOurs(
  circuit: Circuit,
  precision: Precision,
  wanted: readonly NodeId[],
): Promise<Prepared | null> {
  if (precision === 'float32') return null
  const plan = compile(circuit, graphOf(circuit))
  let run: Run | null = null
  return {
    step: () => {
      run = execute(plan)
    },
    read: () => ({
      loss: run!.values.get(run!.root!)!.data[0]!,
      gradients: new Map(wanted.map(id => [id, run!.grads.get(id)!.data])),
    }),
  }
}

/** How many threads the engine computes on in this process. */
export const threads = 1
