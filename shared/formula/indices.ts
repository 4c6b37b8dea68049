/** Where the entries of a tensor stand: an index per axis, and the place row by row. */
import type { Shape } from '../tensor/tensor'

/** An index per axis, from 0. */
export type Index = readonly number[]

/** The index of the entry that stands at `place`, row by row. */
export function indexAt(place: number, shape: Shape): number[] {
  const index = new Array<number>(shape.length)
  for (let axis = shape.length - 1, rest = place; axis >= 0; axis--) {
    index[axis] = rest % shape[axis]!
    rest = Math.floor(rest / shape[axis]!)
  }
  return index
}

export const placeAt = (index: Index, shape: Shape): number =>
  shape.reduce((place, size, axis) => place * size + index[axis]!, 0)

/** The index of an operand of this shape that is repeated to where `index` is. */
export const repeatedIndex = (index: Index, shape: Shape): Index =>
  shape.map((size, axis) => (size === 1 ? 0 : index[index.length - shape.length + axis]!))

/** Whether the index names an entry of a tensor of this shape. */
export const isIndexOf = (index: Index, shape: Shape): boolean =>
  index.length === shape.length &&
  index.every((at, axis) => Number.isInteger(at) && at >= 0 && at < shape[axis]!)

/** "row 1, column 2", as people count, from 1; `null` for the one entry of a scalar. */
export function indexWords(index: Index): string | null {
  const counted = index.map(i => i + 1)
  if (counted.length === 0) return null
  if (counted.length === 1) return `entry ${counted[0]}`
  return counted.length === 2 ? `row ${counted[0]}, column ${counted[1]}` : `entry (${counted.join(', ')})`
}
