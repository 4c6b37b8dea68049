/** How long this machine takes for a circuit, measured. */
import type { Circuit } from '../document/document'
import { graphOf } from './graph'
import { Machine } from './machine'
import { compile, type Plan } from './plan'
import { programOf } from './program'
import { machineFor, type RunOptions } from './run'
import type { SecondThread } from './secondThread'

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

/** A browser's clock may tick in steps of 0.1 ms, longer than a pass: a sample is as many passes as last this long. */
const sampleMs = 2

/** As many samples are wanted however long they take, unless they have taken this many times what was allowed for. */
const fewest = 5
const patience = 10

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

/** As `timesOf`, from the circuit itself; of a broken one the part that can be computed. Afterwards `second` is free again. */
export function timesFor(circuit: Circuit, now: () => number, second?: SecondThread): Times | null {
  try {
    return timesOf(compile(circuit, graphOf(circuit)), now, second && { second })
  } finally {
    second?.release()
  }
}

function medianMs(work: () => void, now: () => number, forMs: number): number {
  const last = (repeats: number) => {
    const start = now()
    for (let i = 0; i < repeats; i++) work()
    return now() - start
  }
  let repeats = 1
  // One pass may be held up by something else, and would pass for a sample that lasts.
  const isShort = () => [1, 2, 3].some(() => last(repeats) < sampleMs)
  while (repeats < 2 ** 20 && isShort()) repeats *= 2
  const samples: number[] = []
  const start = now()
  const isEnough = () => {
    const spent = now() - start
    return spent >= forMs && (samples.length >= fewest || spent >= patience * forMs)
  }
  do samples.push(last(repeats) / repeats)
  while (!isEnough())
  return samples.sort((a, b) => a - b)[samples.length >> 1]!
}
