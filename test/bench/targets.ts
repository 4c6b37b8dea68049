/** How much faster than each peer the engine has to be, and what a run says about it. */

/** `ours` against `peer` in one case: at least this many times as fast. */
export interface Target {
  readonly case: string
  readonly ours: string
  readonly peer: string
  readonly least: number
}

const both = (cases: readonly string[], ours: string, least: Readonly<Record<string, number>>): Target[] =>
  cases.flatMap(name =>
    Object.entries(least).map(([peer, ratio]) => ({ case: name, ours, peer, least: ratio })),
  )

export const targets: readonly Target[] = [
  ...both(['A1'], 'ours64', { torch64: 8, tfjs: 35, jaxjs: 25 }),
  ...both(['A1'], 'ours32', { torch32: 20 }),
  ...both(['A64'], 'ours64', { torch64: 1.3 }),
  ...both(['A64'], 'ours32', { torch32: 2.2, tfjs: 12, jaxjs: 7 }),
  ...both(['A1024'], 'ours64', { torch64: 1.2 }),
  ...both(['A1024'], 'ours32', { torch32: 1.8, tfjs: 10, jaxjs: 5 }),
  ...both(['B64', 'B1024'], 'ours64', { torch64: 0.6 }),
  ...both(['B64', 'B1024'], 'ours32', { torch32: 0.7, tfjs: 20, jaxjs: 2 }),
  ...both(['C'], 'ours64', { micrograd: 15, torch64: 500 }),
]

/** What one contestant did in one case; without `medianUs` it was not timed. */
export interface Score {
  readonly medianUs?: number
  readonly agrees?: boolean
}

export interface Verdict extends Target {
  /** The peer's time over ours; `null` when one of the two is missing or disagrees. */
  readonly ratio: number | null
  readonly verdict: 'met' | 'not met' | 'not measured' | 'not counted: disagrees'
}

export function verdictOf(
  target: Target,
  scores: Readonly<Record<string, Readonly<Record<string, Score>>>>,
): Verdict {
  const ours = scores[target.case]?.[target.ours]
  const peer = scores[target.case]?.[target.peer]
  if (ours?.medianUs === undefined || peer?.medianUs === undefined)
    return { ...target, ratio: null, verdict: 'not measured' }
  if (!ours.agrees || !peer.agrees) return { ...target, ratio: null, verdict: 'not counted: disagrees' }
  const ratio = peer.medianUs / ours.medianUs
  return { ...target, ratio, verdict: ratio >= target.least ? 'met' : 'not met' }
}
