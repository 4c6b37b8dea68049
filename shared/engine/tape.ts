/** The tape: runs of calls on single numbers, as codes in one flat array, executed by one loop over one typed array. */
import type { Numbers } from '../tensor/kernel'
import { sizeOf } from '../tensor/tensor'
import type { Call } from './recording'

/** What each code computes from numbers a and b; a kernel that is not listed runs by itself. */
const codes = [
  'copy',
  'add',
  'subtract',
  'multiply',
  'divide',
  'negate',
  'square',
  'sqrt',
  'exp',
  'log',
  'tanh',
  'sigmoid',
  'relu',
  'tanhSlope',
  'sigmoidSlope',
  'keepWherePositive',
  'maximum',
  'minimum',
  'abs',
] as const
const codeOf: ReadonlyMap<string, number> = new Map([
  ...codes.map((name, code) => [name, code] as const),
  // On one number a number beside it is a second operand, and a fold or a repetition is a copy.
  ['scale', 3],
  ['divideBy', 4],
  ['shift', 1],
  ['foldSum', 0],
  ['foldMax', 0],
  ['repeat', 0],
])

/** The kernels whose fixed number `k` stands in memory as the second operand. */
export const fixedOf = (call: Call): number | null =>
  typeof call.options.k === 'number' && codeOf.has(call.kernel.name) ? call.options.k : null

/** Whether the call works on single numbers only and the tape knows it. Fixed numbers are found by value, where −0 is 0. */
export const isScalar = ({ kernel, shape, inputs, options }: Call): boolean =>
  codeOf.has(kernel.name) &&
  sizeOf(shape) === 1 &&
  inputs.every(input => sizeOf(input) === 1) &&
  !Object.is(options.k, -0)

/** A scalar call by its code and by where out, a and b stand in memory. */
export interface Scalar {
  readonly code: number
  readonly out: number
  readonly a: number
  readonly b: number
}

export const scalarOf = (call: Call, out: number, a: number, b: number): Scalar => ({
  code: codeOf.get(call.kernel.name)!,
  out,
  a,
  b,
})

/**
 * The tape of some calls: `code, count` and then count times `out, a, b`. Sorting them further by code, level by level, saves
 * jumps but reads memory out of order; measured on ten thousand nodes it was a third slower.
 */
export function tapeOf(calls: readonly Scalar[]): Int32Array {
  const tape: number[] = []
  let head = -1
  for (const { code, out, a, b } of calls) {
    if (head < 0 || code !== tape[head]) head = tape.push(code, 0) - 2
    tape[head + 1]! += 1
    tape.push(out, a, b)
  }
  return Int32Array.from(tape)
}

/** Executes a tape. The results are those of the kernels to the last bit. */
export function play(tape: Int32Array, memory: Numbers) {
  for (let i = 0; i < tape.length; ) {
    const code = tape[i]!
    const end = i + 2 + 3 * tape[i + 1]!
    i += 2
    switch (code) {
      case 0:
        for (; i < end; i += 3) memory[tape[i]!] = memory[tape[i + 1]!]!
        break
      case 1:
        for (; i < end; i += 3) memory[tape[i]!] = memory[tape[i + 1]!]! + memory[tape[i + 2]!]!
        break
      case 2:
        for (; i < end; i += 3) memory[tape[i]!] = memory[tape[i + 1]!]! - memory[tape[i + 2]!]!
        break
      case 3:
        for (; i < end; i += 3) memory[tape[i]!] = memory[tape[i + 1]!]! * memory[tape[i + 2]!]!
        break
      case 4:
        for (; i < end; i += 3) memory[tape[i]!] = memory[tape[i + 1]!]! / memory[tape[i + 2]!]!
        break
      case 5:
        for (; i < end; i += 3) memory[tape[i]!] = -memory[tape[i + 1]!]!
        break
      case 6:
        for (; i < end; i += 3) {
          const x = memory[tape[i + 1]!]!
          memory[tape[i]!] = x * x
        }
        break
      case 7:
        for (; i < end; i += 3) memory[tape[i]!] = Math.sqrt(memory[tape[i + 1]!]!)
        break
      case 8:
        for (; i < end; i += 3) memory[tape[i]!] = Math.exp(memory[tape[i + 1]!]!)
        break
      case 9:
        for (; i < end; i += 3) memory[tape[i]!] = Math.log(memory[tape[i + 1]!]!)
        break
      case 10:
        for (; i < end; i += 3) memory[tape[i]!] = Math.tanh(memory[tape[i + 1]!]!)
        break
      case 11:
        for (; i < end; i += 3) {
          const x = memory[tape[i + 1]!]!
          const e = Math.exp(-Math.abs(x))
          memory[tape[i]!] = (x >= 0 ? 1 : e) / (1 + e)
        }
        break
      case 12:
        for (; i < end; i += 3) memory[tape[i]!] = Math.max(memory[tape[i + 1]!]!, 0)
        break
      case 13:
        for (; i < end; i += 3) {
          const x = memory[tape[i + 1]!]!
          const y = memory[tape[i + 2]!]!
          memory[tape[i]!] = x * (1 - y * y)
        }
        break
      case 14:
        for (; i < end; i += 3) {
          const x = memory[tape[i + 1]!]!
          const y = memory[tape[i + 2]!]!
          memory[tape[i]!] = x * y * (1 - y)
        }
        break
      case 15:
        for (; i < end; i += 3) memory[tape[i]!] = memory[tape[i + 2]!]! > 0 ? memory[tape[i + 1]!]! : 0
        break
      case 16:
        for (; i < end; i += 3) memory[tape[i]!] = Math.max(memory[tape[i + 1]!]!, memory[tape[i + 2]!]!)
        break
      case 17:
        for (; i < end; i += 3) memory[tape[i]!] = Math.min(memory[tape[i + 1]!]!, memory[tape[i + 2]!]!)
        break
      case 18:
        for (; i < end; i += 3) memory[tape[i]!] = Math.abs(memory[tape[i + 1]!]!)
        break
    }
  }
}
