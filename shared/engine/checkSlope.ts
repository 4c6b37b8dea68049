/** The slope of the root along one entry of a leaf by central differences, how far rounding blurs it, and why it may say nothing. */
import type { NodeId } from '../document/document'
import type { Tensor } from '../tensor/tensor'
import { crossedKink, readerOfWhole, type Sides, sidesReader } from './checkSides'
import type { Precision } from './ground'
import { Machine } from './machine'
import type { Plan } from './plan'
import { type Program, programOf } from './program'
import { type Fault, machineFor, type Run, type RunOptions, runOf } from './run'

/** The circuit at the point where its gradients are checked. */
export interface Subject {
  readonly plan: Plan
  readonly program: Program
  readonly machine: Machine
  readonly run: Run
  /** By what a slope may be off, times the distance stepped. */
  readonly blur: number
}

export type Refusal =
  | { readonly why: 'noRoot' | 'noGradient' }
  | { readonly why: 'fault'; readonly fault: Fault }

/**
 * A difference that says nothing about the gradient: it straddles a kink of `node`, `node` is not finite at one end, `node` reads the
 * leaf's numbers as whole ones, or the step is lost in the rounding of the leaf `node`.
 */
export interface Stray {
  readonly node: NodeId
  readonly why: 'kink' | 'notFinite' | 'whole' | 'stepLost'
}

export interface Slope {
  /** ∂(Σ cotangent · root) / ∂entry as the difference finds it. */
  readonly numeric: number
  /** The largest error that rounding alone explains. */
  readonly noise: number
  readonly stray: Stray | null
}

const roundoff = { float64: 2 ** -53, float32: 2 ** -24 }

/** Runs the circuit once; or says why there is nothing to check. Throws `internal:` when the plan does not fit the registry. */
export function subjectOf(plan: Plan, options: RunOptions): Subject | Refusal {
  if (plan.root === null) return { why: 'noRoot' }
  if (!plan.leaves.some(({ slot }) => plan.withGradient.includes(slot))) return { why: 'noGradient' }
  const program = programOf(plan)
  const machine = machineFor(plan, program, options)
  if (!(machine instanceof Machine)) return { why: 'fault', fault: machine }
  machine.forward()
  machine.backward()
  const run = runOf(program, machine)
  if (run.fault) return { why: 'fault', fault: run.fault }
  return { plan, program, machine, run, blur: blurOf(program, run, options.precision ?? 'float64') }
}

/**
 * Every number v that is read on a wire may be off by ε|v| (ε is half a last digit), and each such error reaches the root times
 * the gradient g on that wire; so does what the root itself is rounded by. Both ends of the difference carry at most
 * ε S, S = Σ |v g|, and dividing their sum by 2h leaves ε S / h: for a single number L this is the ε |L| / h of the
 * textbooks, and it still holds where large numbers cancel on their way to a small L. A rule rounds more than once inside
 * (exp, a sum of products), which the factor 8 is for.
 */
function blurOf({ edgeGrads }: Program, run: Run, precision: Precision): number {
  const root = run.root!
  // Multiplied first: |v g| may be too large for a number where what rounding makes of it is not.
  const off = 8 * roundoff[precision]
  let sum = 0
  const add = (v: Tensor, g: Tensor) => {
    for (const [i, x] of v.data.entries()) sum += Math.abs(off * x * g.data[i]!)
  }
  add(run.values.get(root)!, run.grads.get(root)!)
  for (const [edge, { source }] of edgeGrads) add(run.values.get(source)!, run.edgeGrads.get(edge)!)
  return sum
}

interface End {
  readonly at: number
  readonly root: Tensor
  readonly sides: Sides
  /** The first node that is not finite, where that reaches the root. */
  readonly broken: NodeId | null
}

/**
 * Asks for slopes along entries of `leaf`: `(index, h)`, where the step is h · max(1, |entry|), so that a large entry is moved at
 * all. Finish with one leaf before the next is begun. Leaves the machine one `forward` from where it was.
 */
export function slopesAlong({ plan, program, machine, run, blur }: Subject, leaf: NodeId) {
  const valueNow = (id: NodeId): Tensor => {
    const place = program.values.get(id)!
    return { shape: place.shape, data: Float64Array.from(machine.numbersAt(place)) }
  }
  const sidesNow = sidesReader(plan, valueNow)
  const root = run.root!
  const cotangent = run.grads.get(root)!.data
  machine.forward()
  const x = valueNow(leaf)

  const endAt = (index: number, to: number): End => {
    const before = x.data[index]!
    x.data[index] = to
    machine.set(leaf, x)
    x.data[index] = before
    machine.forward()
    // What stands in memory, not what was asked for: in float32 a step is rounded visibly.
    const at = machine.numbersAt(program.leaves.get(leaf)!)[index]!
    const isSound = (id: NodeId) => machine.numbersAt(program.values.get(id)!).every(Number.isFinite)
    const broken = isSound(root) ? null : plan.slots.find(id => !isSound(id))!
    return { at, root: valueNow(root), sides: sidesNow(), broken }
  }

  const whole = readerOfWhole(plan, leaf)
  return (index: number, h: number): Slope => {
    if (whole !== null) return { numeric: Number.NaN, noise: 0, stray: { node: whole, why: 'whole' } }
    const step = h * Math.max(1, Math.abs(x.data[index]!))
    const up = endAt(index, x.data[index]! + step)
    const down = endAt(index, x.data[index]! - step)
    machine.set(leaf, x)
    const distance = up.at - down.at
    // Entry by entry, so that what does not change cancels exactly.
    const numeric =
      cotangent.reduce((sum, c, i) => sum + c * (up.root.data[i]! - down.root.data[i]!), 0) / distance
    return {
      numeric,
      noise: (2 * blur) / distance,
      stray: distance === 0 ? { node: leaf, why: 'stepLost' } : strayOf(up, down),
    }
  }
}

function strayOf(up: End, down: End): Stray | null {
  const broken = up.broken ?? down.broken
  if (broken !== null) return { node: broken, why: 'notFinite' }
  const kink = crossedKink(up.sides, down.sides)
  return kink === null ? null : { node: kink, why: 'kink' }
}
