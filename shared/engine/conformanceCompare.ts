/** Holds computed numbers against reference numbers. */
import { shapeText, type Tensor } from '../tensor/tensor'
import type { Expected, Tolerance } from './conformanceFormat'

/** The first number that is wrong; without an index where there are no numbers to compare: words tell what is there instead. */
export interface Difference {
  readonly port: string
  readonly index: number | null
  readonly expected: number | string
  readonly got: number | string
}

/**
 * `null` where every number is right: |got − expected| ≤ atol + rtol · |expected|; infinities of the same sign, NaN for
 * NaN, −0 for 0. Shapes must be equal: a scalar is no list of one.
 */
export function differenceOf(
  { port, numbers }: Expected,
  got: Tensor | undefined,
  tolerance: Tolerance,
): Difference | null {
  const [wanted, found] = [shapeText(numbers.shape), got ? shapeText(got.shape) : 'nothing']
  if (!got || wanted !== found) return { port, index: null, expected: wanted, got: found }
  const index = numbers.data.findIndex((expected, i) => !isRight(got.data[i]!, expected, tolerance))
  return index < 0 ? null : { port, index, expected: numbers.data[index]!, got: got.data[index]! }
}

const isRight = (got: number, expected: number, { rtol, atol }: Tolerance): boolean =>
  Number.isFinite(expected)
    ? Math.abs(got - expected) <= atol + rtol * Math.abs(expected)
    : Object.is(got, expected)
