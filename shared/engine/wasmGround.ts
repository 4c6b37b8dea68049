/** Memory and work of the WebAssembly kernels: all numbers of a program in one WebAssembly memory. */
import { kernelsIn, memoryOf, moduleFor, sizesOfKernels } from '../wasm/load'
import { bandsOf, type Step, tasksOf } from './bands'
import type { Ground, Portion, Precision } from './ground'
import type { Layout } from './layout'
import { type Addresses, isLowered, type Lowered, lowered, productSizes } from './lowering'
import type { Program } from './program'
import type { Call } from './recording'
import { type SecondThread, sharedWork } from './secondThread'
import { isScalar } from './tape'
import { type Task, workOf } from './tasks'

/** Kernels read, and do not use, up to so much beyond what they are given. */
const slackBytes = 128
const up = (bytes: number) => Math.ceil(bytes / 64) * 64

/**
 * `null` where there is no WebAssembly, no memory to be had, or nothing in the program that its kernels could do. With a second
 * thread, large calls are split between the two; results are the same to the bit.
 */
export function wasmGround(
  program: Program,
  layout: Layout,
  precision: Precision,
  second?: SecondThread,
): Ground | null {
  const sizes = sizesOfKernels()
  const calls = [...program.forward, ...program.backward].filter(call => isLowered(call) && !isScalar(call))
  if (!sizes || calls.length === 0) return null
  const width = precision === 'float64' ? 8 : 4
  const bits = precision === 'float64' ? 64 : 32
  const scratchFor = sizes[`matmulScratch${bits}`]
  const scratchBytes = calls.reduce((most, call) => Math.max(most, bytesOfScratch(call, scratchFor)), 0)
  const place = allotting(up(sizes.firstFreeByte()))
  const start = place(layout.size * width)
  const scratch = Array.from({ length: second ? 2 : 1 }, () => place(scratchBytes))
  const tables = new Map<string, { readonly at: number; readonly offsets: ArrayLike<number> }>()
  const addresses: Addresses = {
    width,
    of: buffer => start + layout.starts[buffer]! * width,
    table(offsets) {
      const key = Array.prototype.join.call(offsets)
      if (!tables.has(key)) tables.set(key, { at: place(4 * offsets.length), offsets })
      return tables.get(key)!.at
    },
  }
  const known = new Map<Call, Lowered>(calls.map(call => [call, lowered(call, addresses)!]))
  const memory = memoryOf(place(0) + slackBytes, second !== undefined)
  const kernels = memory && kernelsIn(memory)
  if (!kernels) return null
  for (const { at, offsets } of tables.values())
    new Int32Array(memory.buffer, at, offsets.length).set(offsets)

  const shared: (readonly Task[])[] = []
  let control: Int32Array | null = null
  /** What is left to do after other leaves have changed is made of the same bands, mostly. */
  const kept = new Map<string, Portion>()
  const portionOf = (band: readonly Step[]): Portion => {
    const key = band.map(({ call }) => call.out).join()
    const portion = kept.get(key) ?? newPortion(band)
    kept.set(key, portion)
    return portion
  }
  const newPortion = (band: readonly Step[]): Portion => {
    const calls = band.map(({ call }) => call)
    if (!band[0]!.lowered) return { calls, work: null }
    const [own, other] = tasksOf(band, scratch, width)
    if (!other) return { calls, work: workOf(kernels, own!) }
    const index = shared.push(other) - 1
    const work = sharedWork(() => control, index, workOf(kernels, own!), workOf(kernels, other))
    return { calls, work }
  }
  return {
    memory:
      width === 8
        ? new Float64Array(memory.buffer, start, layout.size)
        : new Float32Array(memory.buffer, start, layout.size),
    lower(calls) {
      const before = shared.length
      const steps = calls.map(call => ({ call, lowered: known.get(call) ?? null }))
      const portions = bandsOf(steps).map(portionOf)
      if (shared.length > before)
        control = second!.assign({ memory, module: moduleFor(memory)!, tasks: shared })
      return portions
    },
    isFinite: () => kernels[`firstNonFinite${bits}`](start, layout.size) < 0,
  }
}

/** Gives out places one after the other, each at the beginning of a cache line. */
function allotting(first: number): (bytes: number) => number {
  let end = first
  return bytes => {
    const at = end
    end += up(bytes)
    return at
  }
}

const bytesOfScratch = (call: Call, needed: (n: number, k: number, m: number) => number): number => {
  const sizes = productSizes(call)
  return sizes ? needed(...sizes) : 0
}
