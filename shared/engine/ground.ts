/** The memory that a machine runs on. */
import type { Numbers } from '../tensor/kernel'
import type { Layout } from './layout'
import type { Call } from './recording'
import type { Work } from './tasks'

export type Precision = 'float64' | 'float32'

/** Neighbouring calls, and one work for all of them; `null` where they run as they are written. */
export interface Portion {
  readonly calls: readonly Call[]
  readonly work: Work | null
}

/** Memory for all numbers of a layout, and how calls on it are sped up. */
export interface Ground {
  readonly memory: Numbers
  /** The calls in an order in which each finds its operands. */
  readonly lower: (calls: readonly Call[]) => readonly Portion[]
  /** Whether all of the memory is finite. */
  readonly isFinite: () => boolean
}

/** Plain memory and the kernels as they are written: the fallback everywhere, and what faster kernels are held against. */
export function plainGround({ size }: Layout, precision: Precision): Ground {
  const memory = precision === 'float64' ? new Float64Array(size) : new Float32Array(size)
  return { memory, lower: calls => [{ calls, work: null }], isFinite: () => isFiniteAll(memory) }
}

export function isFiniteAll(x: Numbers): boolean {
  // 0 · x is 0 for every finite x and NaN for the others, and NaN stays in a sum.
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += 0 * x[i]!
  return sum === 0
}
