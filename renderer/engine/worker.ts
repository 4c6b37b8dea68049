/** The engine's thread: one question about one circuit per message. Holds no logic of its own. */
import type { Circuit } from '../../shared/document/document'
import { costOf } from '../../shared/engine/cost'
import { timesFor } from '../../shared/engine/costTime'
import { graphOf } from '../../shared/engine/graph'
import { buffersOf } from '../../shared/engine/run'
import { Runner } from '../../shared/engine/runner'
import { SecondThread } from '../../shared/engine/secondThread'
import type { Answer, Kind, Request, Results } from './client'

const spawn = () => new Worker(new URL('./secondWorker.ts', import.meta.url), { type: 'module' })
const second =
  self.crossOriginIsolated && navigator.hardwareConcurrency > 1 ? new SecondThread(spawn) : undefined
const runner = new Runner(second && { second })

const results: { readonly [K in Kind]: (circuit: Circuit) => Results[K] } = {
  run: circuit => runner.run(circuit),
  count: circuit => ({ cost: costOf(circuit, graphOf(circuit)) }),
  measure: circuit => ({ times: timesFor(circuit, () => performance.now(), second) }),
}

self.onmessage = ({ data: { id, kind, circuit } }: MessageEvent<Request>) => {
  const answer = (a: Answer<Kind>, given: ArrayBuffer[] = []) => self.postMessage(a, { transfer: given })
  try {
    const result = results[kind](circuit)
    answer({ id, ok: true, ...result }, 'run' in result ? buffersOf(result.run) : [])
  } catch (error) {
    answer({ id, ok: false, reason: error instanceof Error ? error.message : String(error) })
  }
}
