/** Runs a program over and over: all buffers stand in one block of memory, and nothing is allocated per run. */
import type { NodeId } from '../document/document'
import type { Numbers } from '../tensor/kernel'
import { sizeOf, type Tensor } from '../tensor/tensor'
import type { Ground } from './ground'
import type { Layout } from './layout'
import type { Place, Program } from './program'
import type { Call } from './recording'
import { fixedOf, isScalar, play, type Scalar, scalarOf, tapeOf } from './tape'
import type { Work } from './tasks'

export class Machine {
  private readonly program: Program
  private readonly layout: Layout
  private readonly ground: Ground
  private readonly plain = new Map<Call, Work>()
  private readonly whole: { readonly forward: readonly Work[]; readonly backward: readonly Work[] }
  /** What is to be done after some leaves have changed, by those leaves. */
  private readonly parts = new Map<string, readonly Work[]>()
  private readonly changed = new Set<NodeId>()
  private fresh = true

  /** The ground must be new: its memory all zero. */
  constructor(program: Program, layout: Layout, ground: Ground) {
    this.program = program
    this.layout = layout
    this.ground = ground
    for (const [k, at] of layout.fixed) ground.memory[at] = k
    for (const [buffer, constant] of program.constants)
      if (layout.starts[buffer]! >= 0) ground.memory.set(constant().data, layout.starts[buffer])
    this.whole = { forward: this.workOf(program.forward), backward: this.workOf(program.backward) }
  }

  /** Gives a leaf its numbers. */
  set(leaf: NodeId, { data }: Tensor) {
    this.numbersAt(this.program.leaves.get(leaf)!).set(data)
    this.changed.add(leaf)
  }

  /** Computes every value that depends on a leaf that was set since the last time, or every value there is. */
  forward({ whole = false } = {}) {
    const { changed, program } = this
    const all = whole || this.fresh || changed.size === program.leaves.size
    const work = all ? this.whole.forward : this.partFor([...changed].join('\n'))
    for (let i = 0; i < work.length; i++) work[i]!()
    this.fresh = false
    changed.clear()
  }

  /** Computes every gradient. */
  backward() {
    const work = this.whole.backward
    for (let i = 0; i < work.length; i++) work[i]!()
  }

  /** The numbers of a tensor as they are now; they change with the next run. */
  numbersAt({ buffer, shape }: Place): Numbers {
    const start = this.layout.starts[buffer]!
    return this.ground.memory.subarray(start, start + sizeOf(shape))
  }

  /** Whether every number that stands in memory is finite, those between values and gradients included. */
  isFinite(): boolean {
    return this.ground.isFinite()
  }

  /** A copy of the numbers that a run shows, in float64, and where a tensor's stand in it. */
  snapshot(): (place: Place) => Tensor {
    const copy = new Float64Array(this.ground.memory.subarray(0, this.layout.shown))
    return ({ buffer, shape }) => {
      const start = this.layout.starts[buffer]!
      return { shape, data: copy.subarray(start, start + sizeOf(shape)) }
    }
  }

  private partFor(key: string): readonly Work[] {
    let work = this.parts.get(key)
    if (!work) {
      work = this.workOf(this.dependents())
      if (this.parts.size > 31) this.parts.clear()
      this.parts.set(key, work)
    }
    return work
  }

  private dependents(): Call[] {
    const { leaves, forward } = this.program
    const stale = new Set([...this.changed].map(leaf => leaves.get(leaf)!.buffer))
    return forward.filter(call => call.in.some(buffer => stale.has(buffer)) && stale.add(call.out))
  }

  /** The ground's own work where it has any, else one closure per call, except that neighbouring scalar calls are one tape. */
  private workOf(calls: readonly Call[]): readonly Work[] {
    const work: Work[] = []
    const { memory } = this.ground
    let scalars: Scalar[] = []
    const endTape = () => {
      if (scalars.length === 0) return
      const tape = tapeOf(scalars)
      work.push(() => play(tape, memory))
      scalars = []
    }
    for (const portion of this.ground.lower(calls)) {
      if (portion.work) {
        endTape()
        work.push(portion.work)
        continue
      }
      for (const call of portion.calls) {
        if (isScalar(call)) scalars.push(this.scalar(call))
        else {
          endTape()
          work.push(this.plainWork(call))
        }
      }
    }
    endTape()
    return work
  }

  private scalar(call: Call): Scalar {
    const { starts, fixed } = this.layout
    const k = fixedOf(call)
    const a = starts[call.in[0]!]!
    const b = k === null ? starts[call.in[1] ?? call.in[0]!]! : fixed.get(k)!
    return scalarOf(call, starts[call.out]!, a, b)
  }

  private plainWork(call: Call): Work {
    let work = this.plain.get(call)
    if (!work) {
      const { kernel, shape } = call
      const out = this.numbersAt({ buffer: call.out, shape })
      const inputs = call.in.map((buffer, i) => this.numbersAt({ buffer, shape: call.inputs[i]! }))
      const prepared = kernel.prepare(call as never)
      work = () => kernel.run(out, inputs, prepared)
      this.plain.set(call, work)
    }
    return work
  }
}
