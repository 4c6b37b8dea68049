/** What a call comes to on the WebAssembly kernels, and how it may be cut into pieces that are computed apart. */
import { pairingOf } from '../tensor/broadcast'
import { product } from '../tensor/linear'
import { type Shape, sizeOf } from '../tensor/tensor'
import type { Kernels } from '../wasm/exports'
import type { Call } from './recording'
import type { Task } from './tasks'

/** No cut changes a bit of any result. */
export interface Lowered {
  /** How many pieces there are at most, and of how many a border is a multiple. */
  readonly pieces: number
  readonly step: number
  /** The work of one piece, counted in entries of a sum. */
  readonly weight: number
  /** The tasks of `count` pieces from `first` on; `scratch` is room for a product's own notes. */
  readonly tasks: (first: number, count: number, scratch: number) => readonly Task[]
  /** Where a piece is a row of the result, cheap to be computed by itself: which operands are read in the same row only. */
  readonly byRow: readonly boolean[] | null
}

/** Where a program's numbers stand, in bytes from the beginning of the memory. */
export interface Addresses {
  /** Bytes of one number. */
  readonly width: 8 | 4
  readonly of: (buffer: number) => number
  /** A place for 32-bit offsets. */
  readonly table: (offsets: ArrayLike<number>) => number
}

/** `null` where there is no such kernel. */
export const lowered = (call: Call, at: Addresses): Lowered | null =>
  lowerings.get(call.kernel.name)?.(call, at) ?? null

export const isLowered = ({ kernel }: Call): boolean => lowerings.has(kernel.name)

/** How many rows, inner terms and columns the product of a call has. */
export function productSizes(call: Call): readonly [n: number, k: number, m: number] | null {
  if (call.kernel.name !== product.name) return null
  const { n, k, m } = product.prepare(call as never)
  return [n, k, m]
}

type Lowering = (call: Call, at: Addresses) => Lowered

/** Fewer rows are not worth being cut. Groups of this many are computed alike wherever they stand (4 or 6 a tile). */
const fewRows = 24
const rowStep = 12

const rowsOf = (shape: Shape) => (shape.length > 0 && shape[0]! >= fewRows ? shape[0]! : 1)
const named = (name: string, { width }: Addresses) => `${name}${8 * width}` as keyof Kernels

/** Rows where there are enough of them, else lots of 16 entries: a border within a cache line would be written by two threads. */
function cutEvenly(shape: Shape, weight: number, inRow: readonly boolean[]) {
  const rows = rowsOf(shape)
  const size = sizeOf(shape)
  return rows > 1
    ? { each: size / rows, pieces: rows, step: rowStep, weight: (weight * size) / rows, byRow: inRow }
    : { each: 1, pieces: size, step: 16, weight, byRow: null }
}

const entrywise =
  (weight: number): Lowering =>
  (call, at) => {
    const { each, ...cut } = cutEvenly(call.shape, weight, [true])
    const [out, x] = [at.of(call.out), at.of(call.in[0]!)]
    const kernel = named(call.kernel.name, at)
    const k = call.options.k === undefined ? [] : [call.options.k as number]
    const tasks: Lowered['tasks'] = (first, count) => {
      const skip = first * each * at.width
      return [{ kernel, args: [out + skip, x + skip, count * each, ...k] }]
    }
    return { ...cut, tasks }
  }

const pairwise =
  (weight: number): Lowering =>
  (call, at) => {
    const { startA, startB, length, stepA, stepB } = pairingOf(call.inputs[0]!, call.inputs[1]!)
    const [out, a, b] = [call.out, ...call.in].map(at.of) as [number, number, number]
    const kernel = named(call.kernel.name, at)
    const [startsA, startsB] = [at.table(startA), at.table(startB)]
    const runs = startA.length
    const rows = rowsOf(call.shape)
    const inRow = call.inputs.map(x => x.length === call.shape.length && x[0] === rows)
    const { each, ...cut } = cutEvenly(call.shape, weight, inRow)
    if (runs === 1) {
      const tasks: Lowered['tasks'] = (first, count) => {
        const skip = first * each * at.width
        const args = [out + skip, a + skip * stepA, b + skip * stepB, 1, count * each, stepA, stepB]
        return [{ kernel, args: [...args, startsA, startsB] }]
      }
      return { ...cut, tasks }
    }
    const runsEach = rows > 1 ? runs / rows : 1
    const tasks: Lowered['tasks'] = (first, count) => {
      const skip = first * runsEach
      const args = [out + skip * length * at.width, a, b, count * runsEach, length, stepA, stepB]
      return [{ kernel, args: [...args, startsA + 4 * skip, startsB + 4 * skip] }]
    }
    return rows > 1
      ? { ...cut, tasks }
      : { pieces: runs, step: 1, weight: weight * length, byRow: null, tasks }
  }

const fold: Lowering = (call, at) => {
  const x = call.inputs[0]!
  const { first: from, last } = call.options as { readonly first: number; readonly last: number }
  const [outer, count, inner] = [
    sizeOf(x.slice(0, from)),
    sizeOf(x.slice(from, last + 1)),
    sizeOf(x.slice(last + 1)),
  ]
  const [out, read] = [at.of(call.out), at.of(call.in[0]!)]
  const kernel = named(call.kernel.name, at)
  const { width } = at
  // Columns are cut where each part stays so wide that it is folded in the order in which the whole would be.
  if (outer === 1 && inner >= 128) {
    const tasks: Lowered['tasks'] = (at, n) => [
      { kernel, args: [out + at * width, read + at * width, 1, count, n, inner] },
    ]
    return { pieces: inner, step: 64, weight: count, byRow: null, tasks }
  }
  const rows = from > 0 ? rowsOf(x) : 1
  const outerEach = rows > 1 ? outer / rows : 1
  const tasks: Lowered['tasks'] = (at, n) => {
    const skip = at * outerEach * inner * width
    return [{ kernel, args: [out + skip, read + skip * count, n * outerEach, count, inner, inner] }]
  }
  const weight = outerEach * count * inner
  return rows > 1
    ? { pieces: rows, step: rowStep, weight, byRow: [true], tasks }
    : { pieces: outer, step: 8, weight, byRow: null, tasks }
}

/** Rows of the result are cut so that each part is computed in the way of the whole; where there are fewer rows, columns. */
const matmul: Lowering = (call, at) => {
  const { n, k, m, transA, transB, startA, startB } = product.prepare(call as never)
  const [out, a, b, bias = 0] = [call.out, ...call.in].map(at.of) as [number, number, number, number?]
  const kernel = named('matmul', at)
  const { width } = at
  const [rowA, rowB] = [transA ? n : k, transB ? k : m]
  const task = (
    batch: number,
    [row, rows]: readonly [number, number],
    [column, columns]: readonly [number, number],
    scratch: number,
  ): Task => ({
    kernel,
    args: [
      out + ((batch * n + row) * m + column) * width,
      a + (startA[batch]! + row * (transA ? 1 : rowA)) * width,
      b + (startB[batch]! + column * (transB ? rowB : 1)) * width,
      ...[rows, k, columns, Number(transA), Number(transB)],
      bias && bias + column * width,
      ...[scratch, rowA, rowB, m],
    ],
  })
  const work = (n * k * m) / 4
  const batches = startA.length
  if (batches > 1)
    return {
      ...{ pieces: batches, step: 1, weight: work, byRow: null },
      tasks: (first, count, scratch) =>
        Array.from({ length: count }, (_, i) => task(first + i, [0, n], [0, m], scratch)),
    }
  // What is packed first is packed again for each part: parts should be few, and share the smaller operand.
  const packed = k > 2 && m > 4
  if (m >= 64 && (n < fewRows || (packed && m > n)))
    return {
      ...{ pieces: m, step: 32, weight: work / m, byRow: null },
      tasks: (first, count, scratch) => [task(0, [0, n], [first, count], scratch)],
    }
  return {
    ...{ pieces: n >= fewRows ? n : 1, step: rowStep, weight: work / n },
    byRow: n < fewRows || transA || packed ? null : [true, false, false],
    tasks: (first, count, scratch) => [task(0, [first, n < fewRows ? n : count], [0, m], scratch)],
  }
}

/** The axes of a matrix change places; any other order is read by a table. */
const transpose: Lowering = (call, at) => {
  const [out, x] = [at.of(call.out), at.of(call.in[0]!)]
  const [rows, cols] = call.inputs[0] as readonly [number, number]
  const alone = { pieces: 1, step: 1, weight: 2 * sizeOf(call.shape), byRow: null }
  if (call.shape.length === 2) {
    const task = { kernel: named('transpose', at), args: [out, rows, x, cols, rows, cols] }
    return { ...alone, tasks: () => [task] }
  }
  const offsets = call.kernel.prepare(call as never) as Int32Array
  const task = { kernel: named('gather', at), args: [out, x, offsets.length, at.table(offsets)] }
  return { ...alone, tasks: () => [task] }
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
