/**
 * Bands: calls that work row by row, one after the other on some rows at a time, so that what one has written is still near when the
 * next reads it, and two threads can each take half of the rows of all of them at once.
 */
import type { Lowered } from './lowering'
import type { Call } from './recording'
import type { Task } from './tasks'

export interface Step {
  readonly call: Call
  readonly lowered: Lowered | null
}

/** So many calls ahead are looked at for one that could join: enough for any op, and little enough for any circuit. */
const ahead = 64

/**
 * The steps in an order in which every one finds its operands, those of a band side by side. A buffer is written by one call
 * only, so a call may be moved before all that do not make what it reads.
 */
export function bandsOf(steps: readonly Step[]): readonly (readonly Step[])[] {
  const bands: Step[][] = []
  const taken = new Set<number>()
  for (const [i, first] of steps.entries()) {
    if (taken.has(i)) continue
    const band = [first]
    bands.push(band)
    if (!first.lowered?.byRow) continue
    const inside = new Set([first.call.out])
    const behind = new Set<number>()
    for (let j = i + 1; j < Math.min(steps.length, i + ahead); j++) {
      if (taken.has(j)) continue
      const { call, lowered } = steps[j]!
      const joins =
        lowered?.byRow &&
        lowered.pieces === first.lowered.pieces &&
        call.in.every((buffer, k) => !behind.has(buffer) && (lowered.byRow![k] || !inside.has(buffer)))
      if (!joins) {
        behind.add(call.out)
        continue
      }
      taken.add(j)
      band.push(steps[j]!)
      inside.add(call.out)
    }
  }
  return bands
}

/** A half must be so much work, counted in entries of a sum (some microseconds), that a handover to another thread pays. */
const handover = 16_384
/** What a band reads and writes of some rows should stay in a second cache. */
const nearBytes = 196_608

/**
 * The tasks of a band, for each thread that has any: one list, or two that may run at the same time. `scratch` is the place for
 * notes of each thread; `width` is the bytes of one number.
 */
export function tasksOf(
  band: readonly Step[],
  scratch: readonly number[],
  width: number,
): readonly (readonly Task[])[] {
  const all = band.map(({ lowered }) => lowered!)
  const { pieces, step } = all[0]!
  const weight = pieces * all.reduce((sum, l) => sum + l.weight, 0)
  const half = Math.ceil(pieces / 2 / step) * step
  const split = scratch.length > 1 && weight >= 2 * handover && pieces - half >= step
  const rowBytes = band.length > 1 ? bytesOf(band, width) / pieces : 0
  const chunk = rowBytes > 0 ? Math.max(step, Math.floor(nearBytes / rowBytes / step) * step) : pieces
  const tasks = (from: number, to: number, thread: number): Task[] =>
    bordersOf(from, to, chunk, step).flatMap(([first, count]) =>
      all.flatMap(l => l.tasks(first, count, scratch[thread]!)),
    )
  return split ? [tasks(0, half, 0), tasks(half, pieces, 1)] : [tasks(0, pieces, 0)]
}

/** Lots of `chunk` pieces; what would be left over as less than `step` belongs to the last. */
function bordersOf(from: number, to: number, chunk: number, step: number): [first: number, count: number][] {
  const lots: [number, number][] = []
  for (let first = from; first < to; ) {
    const count = to - first < chunk + step ? to - first : chunk
    lots.push([first, count])
    first += count
  }
  return lots
}

/** Of every buffer that the band reads or writes row by row. */
function bytesOf(band: readonly Step[], width: number): number {
  const sizes = new Map<number, number>()
  const size = (shape: readonly number[]) => shape.reduce((n, d) => n * d, width)
  for (const { call, lowered } of band) {
    sizes.set(call.out, size(call.shape))
    for (const [k, buffer] of call.in.entries())
      if (lowered!.byRow![k]) sizes.set(buffer, size(call.inputs[k]!))
  }
  return [...sizes.values()].reduce((sum, n) => sum + n, 0)
}
