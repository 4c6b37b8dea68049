/** Proves that an edit which must not change the mathematics did not: both circuits are run and their numbers compared. */
import type { Circuit, NodeId } from '../../shared/document/document'
import { compareRuns } from '../../shared/engine/comparison'
import { comparisonText } from '../../shared/engine/comparisonWords'
import { hiddenIn } from '../../shared/engine/hidden'
import type { Run } from '../../shared/engine/run'
import type { EngineClient } from '../engine/client'
import { currentDocument, selectCircuit, useDocument } from './documentStore'
import { graphFor } from './resultStore'
import { notify } from './sessionStore'

let client: EngineClient | null = null

/** With a client, and so a worker, of its own: the circuit on screen does not wait for the proof. */
export function proveWith(given: EngineClient) {
  client = given
}

/** Says what was `done` and to how much the numbers agree, unless the circuit has become another one by then. */
export function prove(done: string, before: Circuit, after: Circuit, node: NodeId) {
  const say = (text: string, tone: 'info' | 'error') => {
    if (selectCircuit(useDocument.getState()) === after) notify(text, tone)
  }
  const failed = (reason: string) =>
    say(`${done}. Its numbers could not be compared, by a fault in the program: ${reason}`, 'error')
  const run = (circuit: Circuit, then: (run: Run) => void) =>
    client?.run(circuit, answer => (answer.ok ? then(answer.run) : failed(answer.reason)))
  run(before, first =>
    run(after, second => {
      const [old, now] = [graphFor(before), graphFor(after)]
      const comparison = compareRuns({ graph: old, run: first }, { graph: now, run: second }, node)
      const nameOf = (id: NodeId) => now.byId.get(id)!.name
      const { text, agree } = comparisonText(done, comparison, nameOf, hiddenIn(currentDocument()))
      say(text, agree ? 'info' : 'error')
    }),
  )
}
