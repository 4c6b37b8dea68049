/** Whether a number that a person predicted is the engine's, as far as people write numbers down. */
import { formatNumber } from '../formula/formatNumber'

/** A number as it was typed. */
export interface Guess {
  readonly x: number
  /** The place of its last digit: 0.001 for `−0.404`; 0 where that says nothing, as in `1/3`. */
  readonly unit: number
}

/** Three digits are as many as people calculate with by hand; a wrong factor or term rarely hides behind them. */
export const LEAST_DIGITS = 3
/** Half a unit of the third digit is between 0.0005 and 0.005 of a number; so much is forgiven whatever digits were typed. */
export const RELATIVE = 1e-3
/** Where the exact result is 0, floating-point sums of numbers around 1 leave no more than this. */
export const NOISE = 1e-12
/** Who calculates with rounded numbers comes so close; that is not right yet, but no wrong rule either. */
export const CLOSE = 1e-2

/** `text` is what `x` was read from. */
export function guessOf(text: string, x: number): Guess {
  const plain = text.trim().replace(/[−–﹣－]/g, '-')
  const [, decimals, power = '0'] = /^[+-]?\d*\.?(\d*)(?:e([+-]?\d+))?$/i.exec(plain) ?? []
  return { x, unit: decimals === undefined ? 0 : Number(`1e${Number(power) - decimals.length}`) }
}

/**
 * Right is what the true number becomes when it is rounded to the digits that were typed, if these are at least three; what the
 * screen would show for it; and what is off by a thousandth. A wrong sign never is. `largest` is the largest magnitude in the
 * whole tensor.
 */
export function isRight({ x, unit }: Guess, truth: number, largest: number): boolean {
  if (!Number.isFinite(x) || !Number.isFinite(truth)) return Object.is(x, truth)
  const error = Math.abs(x - truth)
  if (x === 0 || truth === 0) return error <= NOISE * Math.max(1, largest)
  if (Math.sign(x) !== Math.sign(truth)) return false
  if (error <= RELATIVE * Math.abs(truth) || x === asShown(truth)) return true
  return isRounded({ x, unit }, truth) && digitsOf(x, unit) >= LEAST_DIGITS
}

/** As `isRight`, for numbers that somebody calculated with too few digits. */
export function isClose(guess: Guess, truth: number, largest: number): boolean {
  const { x } = guess
  if (x === 0 || truth === 0 || !Number.isFinite(truth)) return isRight(guess, truth, largest)
  if (Math.sign(x) !== Math.sign(truth)) return false
  const isNear = Math.abs(x - truth) <= CLOSE * Math.abs(truth)
  return isNear || (isRounded(guess, truth) && digitsOf(x, guess.unit) > 1)
}

const asShown = (truth: number): number => Number(formatNumber(truth).replaceAll('−', '-'))

/** Within half a unit, and as much more as subtracting such numbers may add. */
const isRounded = ({ x, unit }: Guess, truth: number): boolean =>
  unit > 0 && Math.abs(x - truth) <= (unit / 2) * (1 + 1e-9)

/** Significant digits of `x` if its last one stands at `unit`. */
const digitsOf = (x: number, unit: number): number => powerOf(x) - powerOf(unit) + 1
const powerOf = (x: number): number => Number(x.toExponential().split('e')[1])
