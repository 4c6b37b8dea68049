/** Asks the worker to run a circuit. Only the newest question matters: answers to older ones are dropped. */
import type { Circuit } from '../../shared/document/document'
import type { Run } from '../../shared/engine/run'
import type { Step } from '../../shared/engine/steps'

export interface Request {
  readonly id: number
  readonly circuit: Circuit
}

export interface Computed {
  readonly run: Run
  readonly steps: readonly Step[]
}

export type Answer = { readonly id: number } & (
  | ({ readonly ok: true } & Computed)
  | { readonly ok: false; readonly reason: string }
)

/** What the client needs of a Worker; tests pass one that computes in place. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate'> & {
  onmessage: ((event: MessageEvent<Answer>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
}

export interface EngineClient {
  /** Calls back once, unless a newer run was asked for in the meantime. */
  run(circuit: Circuit, done: (answer: Answer) => void): void
}

export function engineClient(spawn: () => WorkerLike): EngineClient {
  let worker: WorkerLike | null = null
  let last = 0
  return {
    run(circuit, done) {
      const id = ++last
      worker ??= spawn()
      worker.onmessage = ({ data }) => {
        if (data.id === last) done(data)
      }
      worker.onerror = ({ message }) => {
        // A dead worker answers nothing any more: the next run gets a new one.
        worker?.terminate()
        worker = null
        done({ id, ok: false, reason: message || 'The engine stopped unexpectedly.' })
      }
      worker.postMessage({ id, circuit } satisfies Request)
    },
  }
}
