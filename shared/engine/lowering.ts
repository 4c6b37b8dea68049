/** What a call comes to on the WebAssembly kernels: their names and plain numbers, so that another thread can be told the same. */
import { pairingOf } from '../tensor/broadcast'
import { product } from '../tensor/linear'
import { sizeOf } from '../tensor/tensor'
import type { Kernels } from '../wasm/exports'
import type { Call } from './recording'
import type { Task } from './tasks'

/** What each thread does: one list of tasks, or two that may run at the same time. */
export type Parts = readonly (readonly Task[])[]

/** Where a program's numbers stand, in bytes from the beginning of the memory. */
export interface Addresses {
  /** Bytes of one number. */
  readonly width: 8 | 4
  readonly of: (buffer: number) => number
  /** A place for 32-bit offsets; equal ones may share it. */
  readonly table: (offsets: ArrayLike<number>) => number
  /** Room for a product's own notes, for each thread that there is. */
  readonly scratch: readonly number[]
}

/** The calls' sizes alone decide what is split and where, and no split changes a bit of any result. */
export const lowered = (call: Call, at: Addresses): Parts | null =>
  lowerings.get(call.kernel.name)?.(call, at) ?? null

export const isLowered = ({ kernel }: Call): boolean => lowerings.has(kernel.name)

/** How many rows, inner terms and columns the product of a call has. */
export function productSizes(call: Call): readonly [n: number, k: number, m: number] | null {
  if (call.kernel.name !== product.name) return null
  const { n, k, m } = product.prepare(call as never)
  return [n, k, m]
}

type Lowering = (call: Call, at: Addresses) => Parts | null

/** What a handover to the second thread costs, counted in entries that a simple kernel writes meanwhile. */
const handover = 4096

/** [first, count] for each thread: all for one, or halves whose border is a multiple of `step`. `weight` is the work of one. */
function halves(count: number, step: number, weight: number, { scratch }: Addresses): [number, number][] {
  const half = Math.ceil(count / 2 / step) * step
  if (scratch.length < 2 || count * weight < 2 * handover || half >= count) return [[0, count]]
  return [
    [0, half],
    [half, count - half],
  ]
}

const named = (name: string, { width }: Addresses) => `${name}${8 * width}` as keyof Kernels

/** Entry by entry; a border within a cache line would be written by both threads. */
const entrywise =
  (weight: number): Lowering =>
  (call, at) =>
    halves(sizeOf(call.shape), 16, weight, at).map(([first, n]) => {
      const [out, x] = [call.out, call.in[0]!].map(buffer => at.of(buffer) + first * at.width)
      const { k } = call.options
      return [{ kernel: named(call.kernel.name, at), args: [out!, x!, n, ...(k === undefined ? [] : [k])] }]
    }) as Parts

const pairwise =
  (weight: number): Lowering =>
  (call, at) => {
    const { startA, startB, length, stepA, stepB } = pairingOf(call.inputs[0]!, call.inputs[1]!)
    const [out, a, b] = [call.out, ...call.in].map(at.of) as [number, number, number]
    const { width } = at
    const kernel = named(call.kernel.name, at)
    const [startsA, startsB] = [at.table(startA), at.table(startB)]
    const runs = startA.length
    if (runs === 1)
      return halves(length, 16, weight, at).map(([first, n]) => [
        {
          kernel,
          args: [
            ...[out + first * width, a + first * stepA * width, b + first * stepB * width],
            ...[1, n, stepA, stepB, startsA, startsB],
          ],
        },
      ])
    return halves(runs, 8, weight * length, at).map(([first, n]) => [
      {
        kernel,
        args: [
          ...[out + first * length * width, a, b],
          ...[n, length, stepA, stepB, startsA + 4 * first, startsB + 4 * first],
        ],
      },
    ])
  }

const fold: Lowering = (call, at) => {
  const [x] = call.inputs
  const { first, last } = call.options as { readonly first: number; readonly last: number }
  const outer = sizeOf(x!.slice(0, first))
  const count = sizeOf(x!.slice(first, last + 1))
  const inner = sizeOf(x!.slice(last + 1))
  const [out, from] = [at.of(call.out), at.of(call.in[0]!)]
  const { width } = at
  const kernel = named(call.kernel.name, at)
  // Columns are parted where each half stays so wide that it is folded in the same order as the whole.
  if (outer === 1 && inner >= 128)
    return halves(inner, 64, count, at).map(([at, n]) => [
      { kernel, args: [out + at * width, from + at * width, 1, count, n, inner] },
    ])
  return halves(outer, 8, count * inner, at).map(([at, n]) => [
    { kernel, args: [out + at * inner * width, from + at * count * inner * width, n, count, inner, inner] },
  ])
}

/** Rows of the result are parted so that either half is computed in the same way as the whole; of few rows, columns. */
const matmul: Lowering = (call, at) => {
  const { n, k, m, transA, transB, startA, startB } = product.prepare(call as never)
  const [out, a, b, bias = 0] = [call.out, ...call.in].map(at.of) as [number, number, number, number?]
  const { width } = at
  const [rowA, rowB] = [transA ? n : k, transB ? k : m]
  const task = (
    batch: number,
    thread: number,
    [row, rows]: readonly [number, number],
    [column, columns]: readonly [number, number],
  ): Task => ({
    kernel: named('matmul', at),
    args: [
      out + ((batch * n + row) * m + column) * width,
      a + (startA[batch]! + row * (transA ? 1 : rowA)) * width,
      b + (startB[batch]! + column * (transB ? rowB : 1)) * width,
      ...[rows, k, columns, Number(transA), Number(transB)],
      bias && bias + column * width,
      ...[at.scratch[thread]!, rowA, rowB, m],
    ],
  })
  const batches = startA.length
  if (batches > 1)
    return halves(batches, 1, (n * k * m) / 4, at).map(([first, count], thread) =>
      Array.from({ length: count }, (_, i) => task(first + i, thread, [0, n], [0, m])),
    )
  if (n >= 24 || m < 64)
    return halves(n, 12, (k * m) / 4, n >= 24 ? at : alone(at)).map((rows, i) => [task(0, i, rows, [0, m])])
  return halves(m, 32, (k * n) / 4, at).map((columns, i) => [task(0, i, [0, n], columns)])
}

const alone = (at: Addresses): Addresses => ({ ...at, scratch: at.scratch.slice(0, 1) })

/** The last two axes of a matrix change places; any other order is read by a table. */
const transpose: Lowering = (call, at) => {
  const [x] = call.inputs
  const [out, from] = [at.of(call.out), at.of(call.in[0]!)]
  const axes = call.options.axes as readonly number[]
  if (axes.length === 2) {
    const [rows, cols] = x as readonly [number, number]
    return [[{ kernel: named('transpose', at), args: [out, rows, from, cols, rows, cols] }]]
  }
  const offsets = call.kernel.prepare(call as never) as Int32Array
  return [[{ kernel: named('gather', at), args: [out, from, offsets.length, at.table(offsets)] }]]
}

/** The weights say how much longer an entry takes than one of a sum. */
const lowerings: ReadonlyMap<string, Lowering> = new Map<string, Lowering>([
  ...['negate', 'square', 'abs', 'relu', 'scale', 'shift'].map(name => [name, entrywise(1)] as const),
  ...['sqrt', 'divideBy'].map(name => [name, entrywise(3)] as const),
  ...['exp', 'log', 'tanh', 'sigmoid'].map(name => [name, entrywise(8)] as const),
  ...['add', 'subtract', 'multiply', 'maximum', 'minimum'].map(name => [name, pairwise(1)] as const),
  ...['tanhSlope', 'sigmoidSlope', 'keepWherePositive'].map(name => [name, pairwise(1)] as const),
  ['divide', pairwise(3)],
  ['foldSum', fold],
  ['foldMax', fold],
  ['matmul', matmul],
  ['transpose', transpose],
])
