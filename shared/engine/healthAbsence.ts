/** Why a gradient is 0: where its way back ends, or that what comes back cancels. */
import { sumTo } from '../tensor/broadcast'
import { abs } from '../tensor/elementwise'
import type { GraphNode } from './graph'
import { type Back, type Backs, largest } from './healthBack'
import type { Absence } from './healthFindings'
import type { Run } from './run'

/**
 * A sum that is smaller than this share of the sum of its terms' sizes is rounding: float64 keeps 16 digits, and a long sum loses
 * some of them.
 */
export const ROUNDING = 1e-12

/** Of a gradient that is exactly 0. The nodes nearer to the root are in `backs`. */
export function whyZero({ id, name }: GraphNode, wires: Back['wires'], run: Run, backs: Backs): Absence {
  if (id === run.root) return { reason: 'seed' }
  if (wires.some(({ edge }) => run.edgeGrads.get(edge)!.data.some(x => x !== 0)))
    return { reason: 'cancelled', at: name, first: id, exactly: true }
  const reasons = wires.map(({ from }) => backs.get(from.id)?.zero ?? null)
  const blocking = reasons.indexOf(null)
  if (blocking >= 0) return { reason: 'blocked', at: wires[blocking]!.from.name, first: id }
  if (!reasons[0]) throw new Error(`internal: no gradient comes back to “${id}”`)
  return reasons[0]
}

/**
 * Whether what is left of a gradient is rounding alone: on every wire the rule, asked with what comes into it without signs, gives
 * a sum of sizes beside which the share is nothing.
 */
export function roundingAlone({ node, measure, wires }: Back, run: Run, backs: Backs): Absence | null {
  const cancels = wires.every(({ edge, from, port }) => {
    const { id, op, attrs, sources } = from
    // Most are far from it; only what is near is asked again.
    if (op?.kind !== 'computed' || measure.norm > 1e-8 * (backs.get(id)?.measure.norm ?? 0)) return false
    const share = run.edgeGrads.get(edge)!
    const values = Object.fromEntries(
      op.inputs.flatMap((input, i) => (sources[i] ? [[input.name, run.values.get(sources[i])!]] : [])),
    )
    const given = { ...values, out: run.values.get(id)!, g: abs(run.grads.get(id)!) }
    const sizes = sumTo(op.backward[port]!(given, attrs), share.shape)
    return largest(share.data) <= ROUNDING * largest(sizes.data)
  })
  return cancels ? { reason: 'cancelled', at: node.name, first: node.id, exactly: false } : null
}
