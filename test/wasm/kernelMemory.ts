/** A memory with the kernels on it, and a guard behind every operand, for each form that this machine runs. */
import relaxed from 'virtual:kernels/relaxed'
import simd from 'virtual:kernels/simd'
import type { Kernels } from '../../shared/wasm/exports'

export type Numbers = Float64Array | Float32Array
export type Bits = 64 | 32

export interface KernelMemory {
  readonly kernels: Kernels
  /** Where a copy of `numbers` stands now. */
  put(numbers: ArrayLike<number>, bits: Bits): number
  putOffsets(offsets: ArrayLike<number>): number
  /** Room for `n` numbers, none of which is meaningful yet. */
  room(n: number, bits: Bits): number
  /** Throws if a kernel wrote behind the `n` numbers at `at`, or behind or into anything that was put. */
  hold(at: number, n: number, bits: Bits): void
  /** The `n` numbers at `at`, which must hold. */
  take(at: number, n: number, bits: Bits): Numbers
}

const guard = 64
const untouched = Buffer.alloc(guard, 0xa5)
const slack = 128

/** Everything that was put before is forgotten. */
function kernelMemory(kernels: Kernels, memory: WebAssembly.Memory): KernelMemory {
  let free = (kernels.firstFreeByte() + 15) & ~15
  const fixed: { readonly at: number; readonly bytes: Buffer }[] = []
  const bytesAt = (at: number, length: number) => new Uint8Array(memory.buffer, at, length)
  /** Not aligned to 16 bytes on purpose: a plan may place anything at any entry. */
  const allot = (bytes: number) => {
    const at = free + 8
    free = (at + bytes + guard + 15) & ~15
    if (free + slack > memory.buffer.byteLength) throw new Error(`the test's memory ends at ${free}`)
    bytesAt(at, bytes + guard).fill(0xa5)
    return at
  }
  const put = (source: Numbers | Int32Array) => {
    const bytes = new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    const at = allot(bytes.length)
    bytesAt(at, bytes.length).set(bytes)
    fixed.push({ at, bytes: Buffer.from(bytesAt(at, bytes.length + guard)) })
    return at
  }
  const hold: KernelMemory['hold'] = (at, n, bits) => {
    if (!untouched.equals(bytesAt(at + (n * bits) / 8, guard)))
      throw new Error('a kernel wrote beyond its result')
    for (const { at, bytes } of fixed)
      if (!bytes.equals(bytesAt(at, bytes.length))) throw new Error('a kernel wrote into an operand')
  }
  const typed = (numbers: ArrayLike<number>, bits: Bits) =>
    bits === 64 ? Float64Array.from(numbers) : Float32Array.from(numbers)
  return {
    kernels,
    put: (numbers, bits) => put(typed(numbers, bits)),
    putOffsets: offsets => put(Int32Array.from(offsets)),
    room: (n, bits) => allot((n * bits) / 8),
    hold,
    take(at, n, bits) {
      hold(at, n, bits)
      const copy = bytesAt(at, (n * bits) / 8).slice().buffer
      return bits === 64 ? new Float64Array(copy) : new Float32Array(copy)
    },
  }
}

const pages = 64

/** A fresh memory for each call. */
export const forms = Object.entries({ simd, relaxed })
  .filter(([, bytes]) => WebAssembly.validate(bytes))
  .map(([name, bytes]) => {
    const memory = new WebAssembly.Memory({ initial: pages })
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } })
    return { name, open: () => kernelMemory(exports as unknown as Kernels, memory) }
  })

/** Every form with every type. */
export const everywhere = forms.flatMap(({ name, open }) => [
  { name, open, bits: 64 as const },
  { name, open, bits: 32 as const },
])

/** Numbers that look random and are the same in each run: standard normal times `scale`. */
export function noise(n: number, scale = 1, seed = 1): number[] {
  let state = seed * 2654435761
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return ((state >>> 0) + 0.5) / 4294967296
  }
  return Array.from(
    { length: n },
    () => scale * Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()),
  )
}

/** Numbers at which functions tend to be wrong. */
export const edges = [
  ...[0, -0, 1, -1, 0.5, -0.5, Infinity, -Infinity, Number.NaN, 1e-8, -1e-8, 1e-20, -1e-20, 1e-300, -1e-300],
  ...[
    5e-324, -5e-324, 1e-310, 1e-40, 1e-45, 2.2250738585072014e-308, 1.1754943508222875e-38,
    1.7976931348623157e308,
  ],
  ...[
    1e3, -1e3, 709.7, 709.8, -708.3, -708.5, -744, -745.13, -745.14, -746, 88.7, 88.73, -87.3, -87.4, -103,
    -104, -103.97,
  ],
  ...[
    19,
    20,
    22,
    -22,
    9,
    -9,
    0.17,
    0.1733,
    0.1734,
    0.34657,
    0.34658,
    1.0397,
    1.0398,
    0.70710677,
    0.7072,
    Math.SQRT2,
    1.4143,
    2,
    10,
  ],
  ...[
    1e10,
    -1e10,
    3e38,
    1e30,
    123456789,
    0.1,
    -0.1,
    1e-3,
    1e-5,
    Math.PI,
    -Math.E,
    3,
    7.5,
    -30,
    -40,
    40,
    100,
    -100,
    500,
    -500,
  ],
]

/** Spacing of the numbers of that type at `x`. */
export function spacing(x: number, bits: Bits): number {
  const size = Math.abs(x)
  const [digits, least] = bits === 64 ? [52, -1074] : [23, -149]
  if (size === 0 || !Number.isFinite(size)) return 2 ** least
  let exponent = Math.floor(Math.log2(size))
  if (2 ** exponent > size) exponent--
  if (2 ** (exponent + 1) <= size) exponent++
  return 2 ** Math.max(exponent - digits, least)
}

export const rounded = (x: number, bits: Bits) => (bits === 64 ? x : Math.fround(x))

/** How far `got` is from `expected`, in spacings of that type; 0 if they are the same, NaN and infinities included. */
export function distance(got: number, expected: number, bits: Bits): number {
  const want = rounded(expected, bits)
  if (Object.is(got, want) || got === want) return 0
  return Math.abs(got - want) / spacing(want, bits)
}
