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

/** Whether the call works on single numbers only and the tape knows it. */
export const isScalar = ({ kernel, shape, inputs }: Call): boolean =>
  codeOf.has(kernel.name) && sizeOf(shape) === 1 && inputs.every(input => sizeOf(input) === 1)

/** Four entries a call: its code, and where out, a and b stand. */
export const encoded = (call: Call, out: number, a: number, b: number) => [
  codeOf.get(call.kernel.name)!,
  out,
  a,
  b,
]

/** Executes a tape. The results are those of the kernels to the last bit. */
export function play(tape: Int32Array, memory: Numbers) {
  for (let i = 0; i < tape.length; i += 4) {
    const out = tape[i + 1]!
    const a = memory[tape[i + 2]!]!
    const b = memory[tape[i + 3]!]!
    switch (tape[i]) {
      case 0:
        memory[out] = a
        break
      case 1:
        memory[out] = a + b
        break
      case 2:
        memory[out] = a - b
        break
      case 3:
        memory[out] = a * b
        break
      case 4:
        memory[out] = a / b
        break
      case 5:
        memory[out] = -a
        break
      case 6:
        memory[out] = a * a
        break
      case 7:
        memory[out] = Math.sqrt(a)
        break
      case 8:
        memory[out] = Math.exp(a)
        break
      case 9:
        memory[out] = Math.log(a)
        break
      case 10:
        memory[out] = Math.tanh(a)
        break
      case 11: {
        const e = Math.exp(-Math.abs(a))
        memory[out] = (a >= 0 ? 1 : e) / (1 + e)
        break
      }
      case 12:
        memory[out] = Math.max(a, 0)
        break
      case 13:
        memory[out] = a * (1 - b * b)
        break
      case 14:
        memory[out] = a * b * (1 - b)
        break
      case 15:
        memory[out] = b > 0 ? a : 0
        break
      case 16:
        memory[out] = Math.max(a, b)
        break
      case 17:
        memory[out] = Math.min(a, b)
        break
      case 18:
        memory[out] = Math.abs(a)
        break
    }
  }
}
