/** Memory and work of the WebAssembly kernels: all numbers of a program in one WebAssembly memory. */
import { kernelsIn, memoryOf, moduleFor, sizesOfKernels } from '../wasm/load'
import type { Ground, Precision } from './ground'
import type { Layout } from './layout'
import { type Addresses, isLowered, lowered, productSizes } from './lowering'
import type { Program } from './program'
import type { Call } from './recording'
import type { SecondThread } from './secondThread'
import { isScalar } from './tape'
import { workOf } from './tasks'

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
  const scratchFor = sizes[`matmulScratch${width === 8 ? 64 : 32}`]
  const scratchBytes = Math.max(...calls.map(call => bytesOfScratch(call, scratchFor)))
  const place = allotting(up(sizes.firstFreeByte()))
  const start = place(layout.size * width)
  const scratch = Array.from({ length: second ? 2 : 1 }, () => place(scratchBytes))
  const tables = new Map<string, { readonly at: number; readonly offsets: ArrayLike<number> }>()
  const addresses: Addresses = {
    width,
    scratch,
    of: buffer => start + layout.starts[buffer]! * width,
    table(offsets) {
      const key = Array.prototype.join.call(offsets)
      if (!tables.has(key)) tables.set(key, { at: place(4 * offsets.length), offsets })
      return tables.get(key)!.at
    },
  }
  const parts = new Map(calls.map(call => [call, lowered(call, addresses)!]))
  const split = [...parts].filter(([, { length }]) => length > 1).map(([call]) => call)
  const memory = memoryOf(place(0) + slackBytes, split.length > 0)
  const kernels = memory && kernelsIn(memory)
  if (!kernels) return null
  for (const { at, offsets } of tables.values())
    new Int32Array(memory.buffer, at, offsets.length).set(offsets)
  if (split.length > 0)
    second!.assign(
      memory,
      moduleFor(memory)!,
      split.map(call => parts.get(call)![1]!),
    )
  return {
    memory:
      width === 8
        ? new Float64Array(memory.buffer, start, layout.size)
        : new Float32Array(memory.buffer, start, layout.size),
    lower(call) {
      const [own, other] = parts.get(call) ?? []
      if (!own) return null
      if (!other) return workOf(kernels, own)
      return second!.shared(split.indexOf(call), workOf(kernels, own), workOf(kernels, other))
    },
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
