/** The engine's thread: run and steps of one circuit per message. Holds no logic of its own. */
import { Runner } from '../../shared/engine/runner'
import { SecondThread } from '../../shared/engine/secondThread'
import type { Answer, Request } from './client'

const spawn = () => new Worker(new URL('./secondWorker.ts', import.meta.url), { type: 'module' })
const second =
  self.crossOriginIsolated && navigator.hardwareConcurrency > 1 ? new SecondThread(spawn) : undefined
const runner = new Runner(second && { second })

self.onmessage = ({ data: { id, circuit } }: MessageEvent<Request>) => {
  const answer = (a: Answer) => self.postMessage(a)
  try {
    answer({ id, ok: true, ...runner.run(circuit) })
  } catch (error) {
    answer({ id, ok: false, reason: error instanceof Error ? error.message : String(error) })
  }
}
