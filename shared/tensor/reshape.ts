/** The same numbers in another shape. */
import { Traced } from './kernel'
import { type Shape, sameShape, shapeText, sizeOf, type Tensor } from './tensor'

/** The same numbers, row by row, in another shape of the same size. Shares the data. Throws `internal:` if the size differs. */
export function reshape(x: Tensor, shape: Shape): Tensor {
  if (sizeOf(shape) !== sizeOf(x.shape))
    throw new Error(`internal: ${shapeText(x.shape)} cannot become ${shapeText(shape)}`)
  if (sameShape(x.shape, shape)) return x
  return x instanceof Traced ? x.recorder.view(x, shape) : { shape, data: x.data }
}
