/** The engine's thread: graph, plan, run and steps of one circuit per message. Holds no logic of its own. */
import { graphOf } from '../../shared/engine/graph'
import { compile } from '../../shared/engine/plan'
import { execute } from '../../shared/engine/run'
import { stepsOf } from '../../shared/engine/steps'
import type { Answer, Request } from './client'

self.onmessage = ({ data: { id, circuit } }: MessageEvent<Request>) => {
  const answer = (a: Answer) => self.postMessage(a)
  try {
    const graph = graphOf(circuit)
    const plan = compile(circuit, graph)
    answer({ id, ok: true, run: execute(plan), steps: stepsOf(plan, graph) })
  } catch (error) {
    answer({ id, ok: false, reason: error instanceof Error ? error.message : String(error) })
  }
}
