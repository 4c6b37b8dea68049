/** The engine's thread: one question about one circuit per message. Holds no logic of its own. */
import type { Circuit } from '../../shared/document/document'
import { type CheckProgress, completed } from '../../shared/engine/check'
import { checkOf, curvesOf, timed } from '../../shared/engine/checkReport'
import { costOf } from '../../shared/engine/cost'
import { timesFor } from '../../shared/engine/costTime'
import { graphOf } from '../../shared/engine/graph'
import { buffersOf } from '../../shared/engine/run'
import { Runner } from '../../shared/engine/runner'
import { SecondThread } from '../../shared/engine/secondThread'
import type { Answer, Choice, Kind, Request, Results, Told } from './client'
import { paced } from './paced'

const spawn = () => new Worker(new URL('./secondWorker.ts', import.meta.url), { type: 'module' })
const second =
  self.crossOriginIsolated && navigator.hardwareConcurrency > 1 ? new SecondThread(spawn) : undefined
const runner = new Runner(second && { second })

type Tell = (progress: CheckProgress) => void
const results: {
  readonly [K in Kind]: (circuit: Circuit, choice: Choice<K>, tell: Tell) => Results[K]
} = {
  run: circuit => runner.run(circuit),
  count: circuit => ({ cost: costOf(circuit, graphOf(circuit)) }),
  measure: circuit => ({ times: timesFor(circuit, () => performance.now(), second) }),
  check: (circuit, choice, tell) => timed(checkOf(circuit, choice), () => performance.now(), tell),
  curves: (circuit, choice, tell) => ({ curves: completed(curvesOf(circuit, choice), tell) }),
}

self.onmessage = ({ data: { id, kind, circuit, choice } }: MessageEvent<Request>) => {
  const answer = (a: Answer<Kind>, given: ArrayBuffer[] = []) => self.postMessage(a, { transfer: given })
  const tell = paced((progress: CheckProgress) => self.postMessage({ id, progress } satisfies Told))
  try {
    // A request brings the choice of its kind.
    const result = results[kind](circuit, choice as never, tell)
    answer({ id, ok: true, ...result }, 'run' in result ? buffersOf(result.run) : [])
  } catch (error) {
    answer({ id, ok: false, reason: error instanceof Error ? error.message : String(error) })
  }
}
