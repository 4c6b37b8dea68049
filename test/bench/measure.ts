/** The clock: everybody in turn, round after round, so that what the machine does meanwhile meets all alike. */
import type { Prepared } from './contestant'

export interface Pace {
  readonly rounds: number
  /** How long one contestant runs in one round, and before the first. */
  readonly loopMs: number
  readonly warmMs: number
}

/** Microseconds for one forward and backward pass: over the rounds, the means within a round. */
export interface Timing {
  readonly medianUs: number
  readonly quartilesUs: readonly [number, number]
  /** Passes in one round. */
  readonly passes: number
}

/** One timing for each contestant, in their order. */
export async function measure(
  contestants: readonly Prepared[],
  { rounds, loopMs, warmMs }: Pace,
): Promise<Timing[]> {
  const passes: number[] = []
  for (const contestant of contestants)
    passes.push(Math.max(1, Math.round(loopMs / (await warmUp(contestant, warmMs)))))
  const taken = contestants.map((): number[] => [])
  for (let round = 0; round < rounds; round++) {
    for (const at of turnsOf(contestants.length, round)) {
      const contestant = contestants[at]!
      // Nobody pays for the garbage of whoever came before; some untimed passes bring code and numbers back near the processor.
      globalThis.gc?.({ type: 'minor' })
      await timeOf(contestant, Math.ceil(passes[at]! / 10))
      taken[at]!.push((1000 * (await timeOf(contestant, passes[at]!))) / passes[at]!)
    }
  }
  return taken.map((times, at) => ({
    medianUs: quantile(times, 0.5),
    quartilesUs: [quantile(times, 0.25), quantile(times, 0.75)],
    passes: passes[at]!,
  }))
}

/** Each round begins with the next contestant, and every other one goes the other way, so that neighbours change too. */
export const turnsOf = (count: number, round: number): number[] =>
  Array.from({ length: count }, (_, i) => (round + (round % 2 === 0 ? i : count - i)) % count)

/** Runs for `warmMs` at least; milliseconds per pass at the end of that. */
async function warmUp(contestant: Prepared, warmMs: number): Promise<number> {
  for (let passes = 1, spent = 0; ; passes *= 2) {
    const ms = await timeOf(contestant, passes)
    spent += ms
    if (spent >= warmMs) return ms / passes
  }
}

function timeOf({ step, time }: Prepared, passes: number): number | Promise<number> {
  if (time) return time(passes)
  if (!step) throw new Error('internal: a contestant has neither step nor time')
  const start = performance.now()
  for (let i = 0; i < passes; i++) step()
  return performance.now() - start
}

/** Linear between the neighbours, as NumPy does by default. */
export function quantile(xs: readonly number[], q: number): number {
  const sorted = [...xs].sort((a, b) => a - b)
  const at = q * (sorted.length - 1)
  const below = sorted[Math.floor(at)]!
  return below + (sorted[Math.ceil(at)]! - below) * (at - Math.floor(at))
}
