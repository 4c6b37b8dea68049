/** How long this machine takes for a circuit, measured. */
import { Machine } from './machine'
import type { Plan } from './plan'
import { programOf } from './program'
import { machineFor, type RunOptions } from './run'

export interface Times {
  readonly forwardMs: number
  readonly backwardMs: number
}

export interface TimesOptions extends RunOptions {
  /** How long passes run unmeasured, until the code is as fast as it gets. */
  readonly warmUpMs?: number
  /** How long they are measured. */
  readonly forMs?: number
}

/** A clock may tick in steps longer than a pass: a sample is as many passes as last this long. */
const sampleMs = 0.25

/**
 * The medians of a whole pass forward and of one backward. `now` is a clock in ms. `null` for a plan that needs too much memory.
 * Throws `internal:` when the plan does not fit the registry.
 */
export function timesOf(plan: Plan, now: () => number, options: TimesOptions = {}): Times | null {
  const { warmUpMs = 100, forMs = 300 } = options
  const machine = machineFor(plan, programOf(plan), options)
  if (!(machine instanceof Machine)) return null
  // Backward reads what forward has left.
  machine.forward()
  const forward = () => machine.forward({ whole: true })
  const backward = () => machine.backward()
  for (const end = now() + warmUpMs; now() < end; ) {
    forward()
    backward()
  }
  return { forwardMs: medianMs(forward, now, forMs / 2), backwardMs: medianMs(backward, now, forMs / 2) }
}

function medianMs(work: () => void, now: () => number, forMs: number): number {
  const last = (repeats: number) => {
    const start = now()
    for (let i = 0; i < repeats; i++) work()
    return now() - start
  }
  let repeats = 1
  while (last(repeats) < sampleMs && repeats < 2 ** 20) repeats *= 2
  const samples: number[] = []
  for (const end = now() + forMs; samples.length < 5 || now() < end; ) samples.push(last(repeats) / repeats)
  return samples.sort((a, b) => a - b)[samples.length >> 1]!
}
