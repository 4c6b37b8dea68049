/** The engine's thread: run and steps of one circuit per message. Holds no logic of its own. */
import { Runner } from '../../shared/engine/runner'
import type { Answer, Request } from './client'

const runner = new Runner()

self.onmessage = ({ data: { id, circuit } }: MessageEvent<Request>) => {
  const answer = (a: Answer) => self.postMessage(a)
  try {
    answer({ id, ok: true, ...runner.run(circuit) })
  } catch (error) {
    answer({ id, ok: false, reason: error instanceof Error ? error.message : String(error) })
  }
}
