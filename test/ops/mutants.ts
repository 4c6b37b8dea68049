/** Ops whose backward rules are corrupted on purpose, one kernel call at a time: each must be caught by what tests the ops. */
import type { Attrs, ComputedOp } from '../../shared/ops/op'
import { scale } from '../../shared/tensor/elementwise'
import { apply, type Kernel, type Options, type Recorder, Traced } from '../../shared/tensor/kernel'
import { permute, product } from '../../shared/tensor/linear'
import { reshape } from '../../shared/tensor/reshape'
import { pick } from '../../shared/tensor/select'
import { type Shape, sameShape, sizeOf, stridesOf, type Tensor } from '../../shared/tensor/tensor'
import { casesOf } from './gradientFaults'
import { normal, valuesOf } from './samples'

/** What is done to one call of a rule; `null` where it makes no sense there. */
type Corruption = (
  kernel: Kernel<never>,
  inputs: readonly Tensor[],
  shape: Shape,
  options: Options,
  run: (inputs: readonly Tensor[], options?: Options) => Tensor,
) => Tensor | null

const terms = new Set(['add', 'subtract', 'multiply', 'divide'])

const ofCalls: Readonly<Record<string, Corruption>> = {
  sign: (_k, inputs, _s, _o, run) => scale(run(inputs), -1),
  'factor 2': (_k, inputs, _s, _o, run) => scale(run(inputs), 2),
  'first term dropped': ({ name }, [a, b], shape) =>
    terms.has(name) && a && b && sameShape(b.shape, shape) ? b : null,
  'second term dropped': ({ name }, [a, b], shape) =>
    terms.has(name) && b && a && sameShape(a.shape, shape) ? a : null,
  'operands swapped': ({ name }, inputs, shape, _o, run) => {
    const [a, b] = inputs
    if (inputs.length !== 2 || (name === product.name && !sameShape(a!.shape, b!.shape))) return null
    if (name === product.name && !sameShape(a!.shape, shape)) return null
    return sameShape(a!.shape, b!.shape) ? run([b!, a!]) : null
  },
  'not transposed': ({ name }, [x], shape) =>
    name === permute.name && sameShape(x!.shape, shape) ? x! : null,
  'not summed': ({ name }, inputs, shape, _o, run) => {
    if (name !== 'foldSum' || sizeOf(inputs[0]!.shape) === sizeOf(shape)) return null
    const sum = run(inputs)
    return scale(sum, sizeOf(shape) / sizeOf(inputs[0]!.shape))
  },
}

/** Passes the calls of a rule on, one of them corrupted: to be run at once, or to the recorder of a program. */
class Corrupting implements Recorder {
  calls = 0
  private readonly at: number
  private readonly corruption: Corruption

  constructor(at: number, corruption: Corruption) {
    this.at = at
    this.corruption = corruption
  }

  record(kernel: Kernel<never>, inputs: readonly Tensor[], shape: Shape, options: Options): Tensor {
    const plain = inputs.map(bare)
    const run = (given: readonly Tensor[], changed = options) =>
      apply(kernel as unknown as Kernel<Options>, given, shape, changed)
    const corrupt = this.calls++ === this.at ? this.corruption(kernel, plain, shape, options, run) : null
    return this.watch(corrupt ?? run(plain))
  }

  view(x: Traced, shape: Shape): Tensor {
    return this.watch(reshape(bare(x), shape))
  }

  watch(x: Tensor): Tensor {
    return new Watched(x, this)
  }
}

/** A tensor, with numbers or yet to be computed, whose calls are told to who corrupts them. */
class Watched extends Traced {
  readonly watched: Tensor

  constructor(watched: Tensor, recorder: Recorder) {
    super(watched.shape, -1, recorder)
    this.watched = watched
  }
}

const bare = (x: Tensor): Tensor => (x instanceof Watched ? x.watched : x)

export interface Mutant {
  readonly op: ComputedOp
  readonly port: string
  readonly kind: string
}

type Rule = ComputedOp['backward'][string]

const withRule = (op: ComputedOp, port: string, rule: Rule): ComputedOp => ({
  ...op,
  backward: { ...op.backward, [port]: rule },
})

/** A gradient of a stretched shape, of which only the first entry is taken where all should be summed. */
const firstOf = (x: Tensor, shape: Shape): Tensor =>
  sameShape(x.shape, shape)
    ? x
    : pick(x, { shape, start: 0, strides: stridesOf(x.shape).slice(x.shape.length - shape.length) })

/** Every mutant of every rule of the op. */
export function* mutantsOf(op: ComputedOp): Generator<Mutant> {
  for (const { name: port } of op.inputs) {
    const rule = op.backward[port]!
    const unsummed: Rule = (values, attrs) => firstOf(rule(values, attrs), shapeOfPort(values, port))
    yield { op: withRule(op, port, unsummed), port, kind: 'stretched gradient not summed' }
    for (const [kind, k] of [
      ['sign of the result', -1],
      ['factor 2 of the result', 2],
    ] as const)
      yield { op: withRule(op, port, (values, attrs) => scale(rule(values, attrs), k)), port, kind }
    for (let at = 0; at < callsOf(op, port); at++)
      for (const [kind, corruption] of Object.entries(ofCalls))
        yield { op: withRule(op, port, corrupt(rule, at, corruption)), port, kind: `${kind}, call ${at + 1}` }
  }
}

const shapeOfPort = (values: Readonly<Record<string, Tensor>>, port: string): Shape => values[port]!.shape

const corrupt =
  (rule: Rule, at: number, corruption: Corruption): Rule =>
  (values, attrs) =>
    bare(watching(rule, values, attrs, new Corrupting(at, corruption)))

function watching(rule: Rule, values: Parameters<Rule>[0], attrs: Attrs, recorder: Corrupting): Tensor {
  const watched = Object.entries(values).map(([name, x]) => [name, recorder.watch(x as Tensor)])
  return rule(Object.fromEntries(watched), attrs)
}

/** The most kernel calls that the rule makes on any of the op's samples. */
function callsOf(op: ComputedOp, port: string): number {
  return Math.max(
    ...results(op, port).map(({ values, attrs }) => {
      const recorder = new Corrupting(-1, () => null)
      watching(op.backward[port]!, values, attrs, recorder)
      return recorder.calls
    }),
    0,
  )
}

const results = (op: ComputedOp, port: string) =>
  casesOf(op)
    .filter(({ shapes }) => shapes[port])
    .map(({ shapes, attrs }) => {
      const inputs = valuesOf(op, shapes)
      const out = op.forward(inputs, attrs)
      return { values: { ...inputs, out, g: normal(out.shape, 7) } as Parameters<Rule>[0], attrs }
    })

/** Whether the mutant computes anything else than the op, by more than rounding, on any of its samples. */
export function changesResult(mutant: Mutant, original: ComputedOp): boolean {
  return results(original, mutant.port).some(({ values, attrs }) => {
    const right = original.backward[mutant.port]!(values, attrs)
    const wrong = mutant.op.backward[mutant.port]!(values, attrs)
    return (
      !sameShape(right.shape, wrong.shape) ||
      right.data.some((x, i) => Math.abs(x - wrong.data[i]!) > 1e-6 * Math.max(1e-6, Math.abs(x)))
    )
  })
}

/** Whether all gradients of the op are 0 on all of its samples: no factor changes those. */
export const isFlat = (op: ComputedOp): boolean =>
  op.inputs.every(({ name }) =>
    results(op, name).every(({ values, attrs }) =>
      op.backward[name]!(values, attrs).data.every(x => x === 0),
    ),
  )
