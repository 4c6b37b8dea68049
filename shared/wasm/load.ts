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
}

const here = (globalThis as unknown as { readonly WebAssembly?: WebAssemblyHere }).WebAssembly

/** The form that is used on this thread: with relaxed SIMD (a fused multiply-add), with SIMD alone, or none. */
export const form = !here ? null : here.validate(relaxed) ? 'relaxed' : here.validate(simd) ? 'simd' : null

const binaries = { relaxed, simd }
const modules = new Map<boolean, object>()

/** Compiled once per thread for memories that are shared between threads, and once for those that are not. */
function moduleFor(shared: boolean): object | null {
  if (!here || form === null) return null
  let module = modules.get(shared)
  if (!module) {
    module = new here.Module(shared ? asShared(binaries[form]) : binaries[form])
    modules.set(shared, module)
  }
  return module
}

/**
 * The kernels, reading and writing `memory`, whose numbers may stand from `firstFreeByte()` on; `null` where WebAssembly is
 * missing, has no SIMD, or is refused by the content security policy.
 */
export function kernelsIn(memory: Memory): Kernels | null {
  try {
    const module = moduleFor(Object.prototype.toString.call(memory.buffer) === '[object SharedArrayBuffer]')
    return module && (new here!.Instance(module, { env: { memory } }).exports as Kernels)
  } catch {
    return null
  }
}
