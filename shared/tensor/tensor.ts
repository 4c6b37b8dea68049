/** The one number type of the engine: a dense, row-major float64 array with a shape. */

/** Sizes per axis; `[]` is a scalar. */
export type Shape = readonly number[]

/** `data.length` is the product of `shape`. Treat as immutable. */
export interface Tensor {
  readonly shape: Shape
  readonly data: Float64Array
}

/** The product of the sizes; 1 for a scalar. */
export const sizeOf = (shape: Shape): number => shape.reduce((n, d) => n * d, 1)

/** A tensor around `data` (copied unless it is a Float64Array). Throws `internal:` when the length does not fit. */
export function tensor(shape: Shape, data: ArrayLike<number>): Tensor {
  if (data.length !== sizeOf(shape))
    throw new Error(`internal: shape ${shapeText(shape)} needs ${sizeOf(shape)} numbers, got ${data.length}`)
  return { shape, data: data instanceof Float64Array ? data : Float64Array.from(data) }
}

export const scalar = (x: number): Tensor => ({ shape: [], data: Float64Array.of(x) })

export const filled = (shape: Shape, x: number): Tensor => ({
  shape,
  data: new Float64Array(sizeOf(shape)).fill(x),
})

export const zeros = (shape: Shape): Tensor => filled(shape, 0)
export const ones = (shape: Shape): Tensor => filled(shape, 1)

export const sameShape = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((d, i) => d === b[i])

/** Row-major strides: the step in `data` for one step along each axis. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length)
  for (let axis = shape.length - 1, step = 1; axis >= 0; axis--) {
    strides[axis] = step
    step *= shape[axis]!
  }
  return strides
}

/** As people write it: `(2, 3)`, `(3)`, `scalar`. */
export const shapeText = (shape: Shape): string => (shape.length === 0 ? 'scalar' : `(${shape.join(', ')})`)
