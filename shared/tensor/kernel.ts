/** What every computation on tensors is made of: a named loop that either runs at once or is recorded for later. */
import { type Shape, sizeOf, type Tensor } from './tensor'

/** The numbers of a buffer in either precision. */
export type Numbers = Float64Array | Float32Array

/** What a call fixes beside its operands. Plain data, so that equal calls can be told to be equal. */
export type Options = Readonly<Record<string, number | boolean | readonly number[] | null>>

/** The shapes that a kernel is called with. */
export interface Frame<O = Options> {
  readonly inputs: readonly Shape[]
  readonly shape: Shape
  readonly options: O
}

/** `P` is what can be worked out from the shapes alone (offsets, counts), once for many runs. */
export interface Kernel<O = Options, P = unknown> {
  readonly name: string
  readonly prepare: (frame: Frame<O>) => P
  /** Writes every entry of `out`, whatever it held. `out` overlaps no input. */
  readonly run: (out: Numbers, inputs: readonly Numbers[], prepared: P) => void
  /** Multiply-adds of one run; left out where the kernel sums no products. */
  readonly multiplyAdds?: (frame: Frame<O>) => number
}

/** Takes down the kernels that a rule calls, instead of running them. */
export interface Recorder {
  record(kernel: Kernel<never>, inputs: readonly Tensor[], shape: Shape, options: Options): Tensor
  /** The same numbers in another shape. */
  view(x: Traced, shape: Shape): Tensor
}

/** A tensor that will be computed: its shape is known, its numbers stand in a buffer of the recorder's plan. */
export class Traced implements Tensor {
  readonly shape: Shape
  readonly buffer: number
  readonly recorder: Recorder

  constructor(shape: Shape, buffer: number, recorder: Recorder) {
    this.shape = shape
    this.buffer = buffer
    this.recorder = recorder
  }

  get data(): Float64Array {
    throw new Error('internal: a rule looked at numbers; rules may only call kernels')
  }
}

/** Runs the kernel, or has it recorded if an operand is traced. Results of runs are new float64 tensors. */
export function apply<O extends Options, P>(
  kernel: Kernel<O, P>,
  inputs: readonly Tensor[],
  shape: Shape,
  options: O,
): Tensor {
  for (const x of inputs)
    if (x instanceof Traced) return x.recorder.record(kernel as Kernel<never>, inputs, shape, options)
  const out = { shape, data: new Float64Array(sizeOf(shape)) }
  const prepared = kernel.prepare({ inputs: inputs.map(x => x.shape), shape, options })
  kernel.run(
    out.data,
    inputs.map(x => x.data),
    prepared,
  )
  return out
}

const noOptions = {}

/** A kernel that works entry by entry on one tensor. */
export function unary(name: string, loop: (out: Numbers, x: Numbers) => void): (x: Tensor) => Tensor {
  const kernel: Kernel<Options, null> = { name, prepare: () => null, run: (out, [x]) => loop(out, x!) }
  return x => apply(kernel, [x], x.shape, noOptions)
}

/** As `unary`, with a fixed number `k`. */
export function unaryWith(
  name: string,
  loop: (out: Numbers, x: Numbers, k: number) => void,
): (x: Tensor, k: number) => Tensor {
  const kernel: Kernel<{ readonly k: number }, number> = {
    name,
    prepare: ({ options }) => options.k,
    run: (out, [x], k) => loop(out, x!, k),
  }
  return (x, k) => apply(kernel, [x], x.shape, { k })
}
