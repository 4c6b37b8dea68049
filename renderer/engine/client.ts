/** Asks a worker one kind of question about circuits. Only the newest circuit matters: one runs, the newest waits, all others are forgotten. */
import type { Circuit } from '../../shared/document/document'
import type { CheckProgress, CheckResult } from '../../shared/engine/check'
import type { CheckChoice, Curves, CurvesOf } from '../../shared/engine/checkReport'
import type { Cost } from '../../shared/engine/cost'
import type { Times } from '../../shared/engine/costTime'
import type { Ran } from '../../shared/engine/runner'

/** What may be asked about a circuit, and what is answered. */
export interface Results {
  readonly run: Ran
  readonly count: { readonly cost: Cost }
  /** `null` where it needs too much memory. */
  readonly measure: { readonly times: Times | null }
  readonly check: { readonly result: CheckResult; readonly msPerEntry: number }
  readonly curves: { readonly curves: Curves }
}
export type Kind = keyof Results

/** What is asked beside the circuit, where there is a choice. */
export interface Choices {
  readonly check: CheckChoice
  readonly curves: CurvesOf
}
export type Choice<K extends Kind> = K extends keyof Choices ? Choices[K] : undefined

export interface Request<K extends Kind = Kind> {
  readonly id: number
  readonly kind: K
  readonly circuit: Circuit
  readonly choice?: Choice<K>
}

/** Said before the answer, where it takes long. */
export interface Told {
  readonly id: number
  readonly progress: CheckProgress
}

export type Answer<K extends Kind = 'run'> = { readonly id: number } & (
  | ({
      readonly ok: true
      /** Another worker had died before: the person is told that the engine was started again. */
      readonly revived?: true
    } & Results[K])
  | { readonly ok: false; readonly reason: string }
)

/** What the client needs of a Worker; tests pass one that answers by hand. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate'> & {
  onmessage: ((event: MessageEvent<Answer<Kind> | Told>) => void) | null
  onmessageerror: ((event: MessageEvent) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
}

export interface EngineClient<K extends Kind = 'run'> {
  /** Calls back once, unless another circuit was asked about in the meantime; `hear` is told how far it is. */
  run(circuit: Circuit, done: (answer: Answer<K>) => void, more?: More<K>): void
  /** Gives up what is computed and what waits, at once: their callers hear nothing more. */
  cancel(): void
}

export interface More<K extends Kind> {
  readonly choice?: Choice<K>
  readonly hear?: (progress: CheckProgress) => void
}

/** Runs something later; returns how to stop it. */
export type Wait = (run: () => void, ms: number) => () => void

/** How long a newer circuit waits behind one that is computed before that one is given up. */
export const patienceMs = 1000

interface Asked<K extends Kind> {
  readonly id: number
  readonly circuit: Circuit
  readonly done: (answer: Answer<K>) => void
  readonly more: More<K>
  /** A worker has died over it already. */
  readonly again: boolean
  /** A worker has died since the last answer. */
  readonly revived: boolean
}

/** With a worker of its own: another kind of question does not wait behind this one, and is not stopped with it. */
export function engineClient<K extends Kind>(kind: K, spawn: () => WorkerLike, wait: Wait): EngineClient<K> {
  let worker: WorkerLike | null = null
  let running: Asked<K> | null = null
  let waiting: Asked<K> | null = null
  let stopPatience: (() => void) | null = null
  let last = 0

  const start = (asked: Asked<K>) => {
    stopPatience?.()
    stopPatience = null
    waiting = null
    running = asked
    worker ??= employed(spawn())
    const { id, circuit, more } = asked
    worker.postMessage({ id, kind, circuit, ...(more.choice && { choice: more.choice }) })
  }
  const dismiss = () => {
    worker?.terminate()
    worker = null
    running = null
  }
  const died = (message: string) => {
    const asked = running
    const newer = waiting
    dismiss()
    if (newer) start({ ...newer, revived: true })
    else if (asked && !asked.again) start({ ...asked, again: true, revived: true })
    else asked?.done({ id: asked.id, ok: false, reason: message || 'The engine stopped unexpectedly.' })
  }
  /** What a dismissed worker still says is not listened to. */
  const employed = (made: WorkerLike): WorkerLike => {
    made.onmessage = event => {
      // A worker answers what it was asked.
      const data = event.data as Answer<K> | Told
      if (made !== worker || data.id !== running?.id) return
      if ('progress' in data) return running.more.hear?.(data.progress)
      const { done, revived } = running
      running = null
      if (waiting) start({ ...waiting, revived })
      else done(data.ok && revived ? { ...data, revived } : data)
    }
    made.onmessageerror = () => {
      if (made === worker) died('The answer of the engine cannot be read.')
    }
    made.onerror = event => {
      // Told here; without this the page would report it a second time, as an error of its own.
      event.preventDefault()
      if (made === worker) died(event.message)
    }
    return made
  }

  return {
    run(circuit, done, more = {}) {
      const asked: Asked<K> = { id: ++last, circuit, done, more, again: false, revived: false }
      if (!running) return start(asked)
      waiting = asked
      stopPatience ??= wait(() => {
        const newest = waiting
        if (!newest) return
        dismiss()
        start(newest)
      }, patienceMs)
    },
    cancel() {
      stopPatience?.()
      stopPatience = null
      waiting = null
      if (running) dismiss()
    },
  }
}
