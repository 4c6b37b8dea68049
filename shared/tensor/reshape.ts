/** The same numbers in another shape. */
import { Traced } from './kernel'
import { type Shape, sameShape, shapeText, sizeOf, type Tensor } from './tensor'

/** `wanted` with its one −1, if it has one, replaced so that `size` entries fit; `null` where that cannot be. */
export function shapeWith(size: number, wanted: Shape): Shape | null {
  const open = wanted.filter(d => d === -1).length
  const rest = sizeOf(wanted.filter(d => d !== -1))
  if (open > 1 || wanted.some(d => d === 0) || size % rest !== 0) return null
  return open === 1 || rest === size ? wanted.map(d => (d === -1 ? size / rest : d)) : null
}

/** The same numbers, row by row, in another shape of the same size. Shares the data. Throws `internal:` if the size differs. */
export function reshape(x: Tensor, shape: Shape): Tensor {
  if (sizeOf(shape) !== sizeOf(x.shape))
    throw new Error(`internal: ${shapeText(x.shape)} cannot become ${shapeText(shape)}`)
  if (sameShape(x.shape, shape)) return x
  return x instanceof Traced ? x.recorder.view(x, shape) : { shape, data: x.data }
}
