/** What is asked when a tensor is to be predicted: every entry of a small one, some of a large one. */
import { type Shape, sameShape, shapeText, sizeOf } from '../tensor/tensor'
import { sampleOf } from './checkSample'

export interface Question {
  readonly shape: Shape
  /** Places in the tensor's data, ascending. */
  readonly entries: readonly number[]
  readonly isWhole: boolean
}

/** A vector or matrix is asked for whole up to so many rows and columns. */
export const MOST_SIDE = 8
/** Of any other tensor: the first entry, the last, and so many between them. */
export const MOST_BETWEEN = 4

/** `key` names the number; the same key asks for the same entries. */
export function questionOf(shape: Shape, key: string): Question {
  const size = sizeOf(shape)
  if (shape.length <= 2 && shape.every(side => side <= MOST_SIDE))
    return { shape, entries: Array.from({ length: size }, (_, i) => i), isWhole: true }
  const between = sampleOf(Math.max(0, size - 2), MOST_BETWEEN, seedOf(key)).map(i => i + 1)
  return { shape, entries: [...new Set([0, ...between, size - 1])], isWhole: false }
}

const seedOf = (key: string): number =>
  [...key].reduce((seed, letter) => (seed * 31 + letter.codePointAt(0)!) % 2 ** 32, 7)

/** Why numbers of the shape `found` cannot be the answer; `null` where they can. */
export function shapeFault(expected: Shape, found: Shape): string | null {
  if (sameShape(expected, found)) return null
  const turned = found.length === 2 && sameShape(expected, [...found].reverse())
  return `Expected ${shapeText(expected)}, found ${shapeText(found)}${turned ? ', the transpose' : ''}.`
}
