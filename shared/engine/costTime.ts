/** How long a machine takes for its circuit, measured. */
import type { Machine } from './machine'

export interface Times {
  readonly forwardMs: number
  readonly backwardMs: number
}

/**
 * The median of single passes, forward over all and then backward. `now` is a clock in ms; after `warmUpMs`, in which the
 * machine's code is made fast, passes are repeated for about `forMs`, at least 5 times. The machine's leaves must have been set.
 */
export function timesOf(machine: Machine, now: () => number, { warmUpMs = 100, forMs = 300 } = {}): Times {
  // A clock may tick in steps longer than a pass, so each sample is as many passes as take a quarter of a millisecond at least.
  const pass = { forward: () => machine.forward({ whole: true }), backward: () => machine.backward() }
  const lasting = (work: () => void, repeats: number) => {
    const start = now()
    for (let i = 0; i < repeats; i++) work()
    return now() - start
  }
  for (const end = now() + warmUpMs; now() < end; ) {
    pass.forward()
    pass.backward()
  }
  const median = (work: () => void): number => {
    let repeats = 1
    while (lasting(work, repeats) < 0.25 && repeats < 2 ** 16) repeats *= 2
    const samples: number[] = []
    for (const end = now() + forMs / 2; samples.length < 5 || now() < end; )
      samples.push(lasting(work, repeats) / repeats)
    return samples.sort((a, b) => a - b)[samples.length >> 1]!
  }
  return { forwardMs: median(pass.forward), backwardMs: median(pass.backward) }
}
