/** Where the buffers of a program stand in one block of memory, and how large that must be. */
import type { NodeId } from '../document/document'
import type { Program } from './program'
import { fixedOf, isScalar } from './tape'

export interface Layout {
  /** The first number of each buffer, counted in numbers; -1 for a buffer that nothing reads or writes. */
  readonly starts: readonly number[]
  /** Fixed numbers of scalar calls, by their value: they stand in memory beside the others. */
  readonly fixed: ReadonlyMap<number, number>
  /** Numbers in all, and up to where those stand that a run shows; what rules need in between stands behind them. */
  readonly size: number
  readonly shown: number
}

/** Buffers of more than one number begin at multiples of this many, so that vectors are loaded whole. */
const aligned = 8

export function layoutOf(program: Program): Layout {
  const shown = shownBy(program)
  const used = usedBy(program, shown)
  const starts = program.sizes.map(() => -1)
  const fixed = new Map<number, number>()
  let end = 0
  // Single numbers stand side by side, in the order of computing: a tape runs through them as through a list.
  for (const [buffer, size] of program.sizes.entries())
    if (used.has(buffer) && size === 1) starts[buffer] = end++
  for (const call of [...program.forward, ...program.backward]) {
    const k = isScalar(call) ? fixedOf(call) : null
    if (k !== null && !fixed.has(k)) fixed.set(k, end++)
  }
  const place = (wanted: (buffer: number) => boolean) => {
    for (const [buffer, size] of program.sizes.entries()) {
      if (!used.has(buffer) || size === 1 || !wanted(buffer)) continue
      end = Math.ceil(end / aligned) * aligned
      starts[buffer] = end
      end += size
    }
    return end
  }
  return {
    starts,
    fixed,
    shown: place(buffer => shown.has(buffer)),
    size: place(buffer => !shown.has(buffer)),
  }
}

const shownBy = ({ values, grads, edgeGrads }: Program): ReadonlySet<number> =>
  new Set([...values.values(), ...grads.values(), ...edgeGrads.values()].map(({ buffer }) => buffer))

function usedBy({ forward, backward }: Program, shown: ReadonlySet<number>): ReadonlySet<number> {
  const used = new Set(shown)
  for (const call of [...forward, ...backward]) {
    used.add(call.out)
    for (const buffer of call.in) used.add(buffer)
  }
  return used
}

/** The node whose rules write the most numbers, and how many. `null` where nothing is computed. */
export function largestNode({ sizes, forward, backward }: Program): { node: NodeId; size: number } | null {
  const written = new Map<NodeId, number>()
  for (const { node, out } of [...forward, ...backward])
    written.set(node, (written.get(node) ?? 0) + sizes[out]!)
  const [most] = [...written].sort((a, b) => b[1] - a[1])
  return most ? { node: most[0], size: most[1] } : null
}
