/** The memory that a machine runs on. */
import type { Numbers } from '../tensor/kernel'
import type { Layout } from './layout'
import type { Call } from './recording'
import type { Work } from './tasks'

export type Precision = 'float64' | 'float32'

/** Memory for all numbers of a layout, and how calls on it may be sped up. */
export interface Ground {
  readonly memory: Numbers
  /** The call's work by a faster kernel; `null` where there is none for it. */
  readonly lower: (call: Call) => Work | null
}

/** Plain memory and the kernels as they are written: the fallback everywhere, and what faster kernels are held against. */
export function plainGround({ size }: Layout, precision: Precision): Ground {
  const memory = precision === 'float64' ? new Float64Array(size) : new Float32Array(size)
  return { memory, lower: () => null }
}
