/** Takes down the kernels that rules call: equal calls once, transposed operands of a product read as they are stored. */
import type { NodeId } from '../document/document'
import type { Frame, Kernel, Options, Recorder } from '../tensor/kernel'
import { Traced } from '../tensor/kernel'
import { lastTwoSwapped, permute, product } from '../tensor/linear'
import { type Shape, sameShape, sizeOf, type Tensor } from '../tensor/tensor'

/** One kernel on buffers, and the node whose rule asked for it. */
export interface Call extends Frame {
  readonly kernel: Kernel<never>
  readonly in: readonly number[]
  readonly out: number
  readonly node: NodeId
}

export class Recording implements Recorder {
  readonly sizes: number[] = []
  /** What is the same in every run is worked out when it is first asked for: not before it is known to fit into memory. */
  readonly constants = new Map<number, () => Tensor>()
  /** Buffers that are the same in every run, with or without numbers. */
  private readonly fixedBuffers = new Set<number>()
  /** Whose rule is being recorded. */
  node: NodeId = ''
  private calls: Call[] = []
  private readonly known = new Map<string, Traced>()
  private readonly madeBy = new Map<number, Call>()
  private readonly zeroOf = new Map<number, number>()
  private readonly held = new Map<Tensor['data'], number>()

  input(shape: Shape): Traced {
    return new Traced(shape, this.sizes.push(sizeOf(shape)) - 1, this)
  }

  /** A buffer that nothing writes into stays as memory begins: zero. */
  zeros(shape: Shape): Traced {
    const size = sizeOf(shape)
    if (!this.zeroOf.has(size)) this.zeroOf.set(size, this.input(shape).buffer)
    return new Traced(shape, this.zeroOf.get(size)!, this)
  }

  /** A buffer that is the same in every run. Without numbers the recording cannot be run, only counted. */
  fixed(shape: Shape, x: (() => Tensor) | null): Traced {
    const { buffer } = this.input(shape)
    this.fixedBuffers.add(buffer)
    if (x) this.constants.set(buffer, once(x))
    return new Traced(shape, buffer, this)
  }

  view(x: Traced, shape: Shape): Traced {
    return new Traced(shape, x.buffer, this)
  }

  record(kernel: Kernel<never>, inputs: readonly Tensor[], shape: Shape, options: Options): Tensor {
    const frame = { inputs: inputs.map(x => x.shape), shape, options }
    const call = this.stored({
      ...frame,
      kernel,
      in: inputs.map(x => this.bufferOf(x)),
      out: -1,
      node: this.node,
    })
    const key = keyOf(call)
    let out = this.known.get(key)
    if (!out) {
      out = this.input(shape)
      const made = { ...call, out: out.buffer }
      this.calls.push(made)
      this.madeBy.set(out.buffer, made)
      this.known.set(key, out)
    }
    return out
  }

  /** The calls since the last time. */
  takeCalls(): readonly Call[] {
    const { calls } = this
    this.calls = []
    return calls
  }

  placeOf(x: Tensor) {
    return { buffer: this.bufferOf(x), shape: x.shape }
  }

  /** The lists without the calls that nothing wanted reads. */
  live(lists: readonly (readonly Call[])[], wanted: readonly { readonly buffer: number }[]): Call[][] {
    const read = new Set(wanted.map(place => place.buffer))
    return lists
      .toReversed()
      .map(calls =>
        calls
          .toReversed()
          .filter(call => {
            if (!read.has(call.out)) return false
            for (const buffer of call.in) read.add(buffer)
            return true
          })
          .toReversed(),
      )
      .toReversed()
  }

  /** The calls without those that read only what is fixed; what they write is fixed as well, and is a constant. */
  withoutFixed(calls: readonly Call[]): Call[] {
    return calls.filter(call => {
      if (!call.in.every(buffer => this.fixedBuffers.has(buffer))) return true
      this.fixedBuffers.add(call.out)
      const read = call.in.map(buffer => this.constants.get(buffer))
      if (read.every(x => x !== undefined))
        this.constants.set(
          call.out,
          once(() =>
            made(
              call,
              read.map(x => x()),
            ),
          ),
        )
      return false
    })
  }

  private bufferOf(x: Tensor): number {
    if (x instanceof Traced) {
      if (x.recorder !== this) throw new Error('internal: a tensor of another recording')
      return x.buffer
    }
    let buffer = this.held.get(x.data)
    if (buffer === undefined) {
      buffer = this.sizes.push(x.data.length) - 1
      this.held.set(x.data, buffer)
      this.fixedBuffers.add(buffer)
      this.constants.set(buffer, () => x)
    }
    return buffer
  }

  /** A product whose operand was transposed reads the operand before that, and is told so. */
  private stored(call: Call): Call {
    if (call.kernel.name !== product.name) return call
    const options: Record<string, Options[string]> = { ...call.options }
    const [inputs, buffers] = [[...call.inputs], [...call.in]]
    for (const [i, flag] of (['transA', 'transB'] as const).entries()) {
      const made = this.madeBy.get(buffers[i]!)
      if (made?.kernel.name !== permute.name || !sameShape(made.shape, inputs[i]!)) continue
      const axes = made.options.axes as readonly number[]
      if (lastTwoSwapped(axes.length).some((axis, at) => axes[at] !== axis)) continue
      options[flag] = !options[flag]
      inputs[i] = made.inputs[0]!
      buffers[i] = made.in[0]!
    }
    return { ...call, options, inputs, in: buffers }
  }
}

function once(make: () => Tensor): () => Tensor {
  let x: Tensor | null = null
  return () => {
    x ??= make()
    return x
  }
}

function made(call: Call, read: readonly Tensor[]): Tensor {
  const { kernel, shape } = call
  const out = new Float64Array(sizeOf(shape))
  kernel.run(
    out,
    read.map(({ data }) => data),
    kernel.prepare(call as never) as never,
  )
  return { shape, data: out }
}

/** JSON has one word for 0 and −0. */
const exactly = (_: string, x: unknown) => (Object.is(x, -0) ? '-0' : x)

/** The result's shape is part of it: some kernels read it, and all who go on with the result do. */
const keyOf = ({ kernel, in: buffers, inputs, shape, options }: Call): string => {
  const fixed = Object.keys(options).length > 0 ? JSON.stringify(options, exactly) : ''
  const shapes = [...inputs, shape].map(sizes => sizes.join())
  return `${kernel.name} ${buffers.join(' ')} ${shapes.join(' ')} ${fixed}`
}
