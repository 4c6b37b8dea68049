/** Calls of WebAssembly kernels as plain data, which any thread can make into work. */
import type { Kernels } from '../wasm/exports'

/** One call of a kernel. */
export interface Task {
  readonly kernel: keyof Kernels
  readonly args: readonly number[]
}

export type Work = () => void

/** The tasks, one after the other. */
export function workOf(kernels: Kernels, tasks: readonly Task[]): Work {
  const works = tasks.map(task => workFor(kernels, task))
  if (works.length === 1) return works[0]!
  return () => {
    for (let i = 0; i < works.length; i++) works[i]!()
  }
}

/** Written out by the number of arguments: spreading a list costs several times as much as a small kernel. */
function workFor(kernels: Kernels, { kernel, args }: Task): Work {
  const f = kernels[kernel] as (...args: number[]) => unknown
  const [a, b, c, d, e, g, h, i, j, k, l, m, n] = args as number[] & { length: 13 }
  if (args.length === 3) return () => void f(a!, b!, c!)
  if (args.length === 4) return () => void f(a!, b!, c!, d!)
  if (args.length === 6) return () => void f(a!, b!, c!, d!, e!, g!)
  if (args.length === 9) return () => void f(a!, b!, c!, d!, e!, g!, h!, i!, j!)
  if (args.length === 13) return () => void f(a!, b!, c!, d!, e!, g!, h!, i!, j!, k!, l!, m!, n!)
  return () => void f(...args)
}
