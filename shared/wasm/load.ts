/** Puts the WebAssembly kernels on a memory, in the best form that this machine runs. */
import relaxed from 'virtual:kernels/relaxed'
import simd from 'virtual:kernels/simd'
import { asShared } from './asShared'
import type { Kernels } from './exports'

/** A WebAssembly.Memory, as far as this room looks at it. */
export interface Memory {
  readonly buffer: ArrayBufferLike
}

// shared/ has no types of a browser or of Node, which both have this.
interface WebAssemblyHere {
  validate(bytes: Uint8Array): boolean
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (
    module: object,
    imports: { readonly env: { readonly memory: Memory } },
  ) => { readonly exports: unknown }
  readonly Memory: new (pages: {
    readonly initial: number
    readonly maximum?: number
    readonly shared?: boolean
  }) => Memory
}

const here = (globalThis as unknown as { readonly WebAssembly?: WebAssemblyHere }).WebAssembly

/** The form that is used on this thread: with relaxed SIMD (a fused multiply-add), with SIMD alone, or none. */
export const form = !here ? null : here.validate(relaxed) ? 'relaxed' : here.validate(simd) ? 'simd' : null

const binaries = { relaxed, simd }
const modules = new Map<boolean, object>()
const pageBytes = 65_536

const isShared = ({ buffer }: Memory) =>
  Object.prototype.toString.call(buffer) === '[object SharedArrayBuffer]'

/** Compiled once per thread for memories that are shared between threads, and once for those that are not. */
function moduleOf(shared: boolean): object | null {
  if (!here || form === null) return null
  let module = modules.get(shared)
  if (!module) {
    module = new here.Module(shared ? asShared(binaries[form]) : binaries[form])
    modules.set(shared, module)
  }
  return module
}

/** The compiled kernels for this memory, which may be given to other threads. `null` as in `kernelsIn`. */
export function moduleFor(memory: Memory): object | null {
  try {
    return moduleOf(isShared(memory))
  } catch {
    return null
  }
}

/** The kernels of a compiled module, reading and writing `memory`. */
export const kernelsOf = (module: object, memory: Memory): Kernels =>
  new here!.Instance(module, { env: { memory } }).exports as Kernels

/**
 * The kernels, reading and writing `memory`, whose numbers may stand from `firstFreeByte()` on; `null` where WebAssembly is
 * missing, has no SIMD, or is refused by the content security policy.
 */
export function kernelsIn(memory: Memory): Kernels | null {
  try {
    const module = moduleOf(isShared(memory))
    return module && kernelsOf(module, memory)
  } catch {
    return null
  }
}

/** A memory of zeros; `null` where there is none of this size. Threads can share it if `shared`, where they may. */
export function memoryOf(bytes: number, shared = false): Memory | null {
  const pages = Math.ceil(bytes / pageBytes)
  try {
    return new here!.Memory(
      shared ? { initial: pages, maximum: pages, shared } : { initial: pages, maximum: pages },
    )
  } catch {
    return null
  }
}

let sizes: Kernels | null | undefined

/** The kernels that only tell how much room others need; `null` as in `kernelsIn`. */
export function sizesOfKernels(): Pick<
  Kernels,
  'firstFreeByte' | 'matmulScratch64' | 'matmulScratch32'
> | null {
  if (sizes === undefined) {
    const memory = here ? memoryOf(1) : null
    sizes = memory && kernelsIn(memory)
  }
  return sizes
}
