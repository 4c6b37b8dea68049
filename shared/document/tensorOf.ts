/** The numbers of a leaf: those typed in, or those its recipe makes. */
import { initialise } from '../tensor/random'
import type { Tensor } from '../tensor/tensor'
import type { TensorSource } from './document'

const made = new WeakMap<TensorSource, Tensor>()

/** The tensor of `source`; a recipe is carried out once per source object. */
export function tensorOf(source: TensorSource): Tensor {
  if ('data' in source) return source
  const known = made.get(source)
  if (known) return known
  const tensor = initialise(source.shape, source.init, source.seed)
  made.set(source, tensor)
  return tensor
}

/** Whether two sources are the same numbers to the last bit, or the same recipe. */
export function sameSource(a: TensorSource | null, b: TensorSource | null): boolean {
  if (a === b) return true
  if (!a || !b || a.shape.length !== b.shape.length || a.shape.some((d, i) => d !== b.shape[i])) return false
  if ('init' in a) return 'init' in b && a.init === b.init && a.seed === b.seed
  return 'data' in b && a.data.every((x, i) => Object.is(x, b.data[i]))
}
