/** Costs as polynomials in the sizes of axes: `2 N D H + N H`. */
import { nameToTex } from '../formula/nameToTex'
import { countText } from '../formula/quantities'

/** A product of a number and axes, each axis as often as it is a factor, in ascending order. */
export interface Term {
  readonly times: number
  /** Positions in the list of axes. */
  readonly axes: readonly number[]
}

/** A sum of terms with different axes; empty for 0. */
export type Polynomial = readonly Term[]

export const constantOf = (x: number): Polynomial => (x === 0 ? [] : [{ times: x, axes: [] }])

/** Terms of higher degree first; among equals in the order of the axes. */
export function sumOf(polynomials: readonly Polynomial[]): Polynomial {
  const sums = new Map<string, Term>()
  for (const { times, axes } of polynomials.flat()) {
    const key = axes.join()
    sums.set(key, { times: times + (sums.get(key)?.times ?? 0), axes })
  }
  return [...sums.values()].filter(({ times }) => times !== 0).sort(inOrder)
}

function inOrder({ axes: a }: Term, { axes: b }: Term): number {
  if (a.length !== b.length) return b.length - a.length
  const differs = a.findIndex((axis, i) => axis !== b[i])
  return differs < 0 ? 0 : a[differs]! - b[differs]!
}

/** The number that a term is at these sizes of the axes. */
export const sizeAt = ({ times, axes }: Term, sizes: readonly number[]): number =>
  axes.reduce((product, axis) => product * sizes[axis]!, times)

/** The number that a polynomial is at these sizes of the axes. */
export const valueAt = (p: Polynomial, sizes: readonly number[]): number =>
  p.reduce((sum, term) => sum + sizeAt(term, sizes), 0)

/** The term that is `x` when each axis has the size of its prime: what these primes leave of `x` is a plain factor. */
export function termOf(x: number, primes: readonly number[]): Term {
  let times = x
  const axes: number[] = []
  for (const [axis, prime] of primes.entries())
    for (; times !== 0 && times % prime === 0; times /= prime) axes.push(axis)
  return { times, axes }
}

/**
 * Primes from 101 on that divide none of the sizes `met`, each more than `apart` times the one before; there are as many as wanted.
 * Far apart they tell a product from a difference: 2 · 101 and 211 − 9 can be told, 3 and 104 − 101 cannot.
 */
export function primesFor(count: number, met: readonly number[], apart = 1): number[] {
  const primes: number[] = []
  for (let p = 101; primes.length < count; p += 2)
    if (p > apart * (primes.at(-1) ?? 0) && isPrime(p) && met.every(size => size === 0 || size % p !== 0))
      primes.push(p)
  return primes
}

function isPrime(odd: number): boolean {
  for (let d = 3; d * d <= odd; d += 2) if (odd % d === 0) return false
  return true
}

/** `2 N D² + N H`: each term's axes in order, powers raised; 0 for nothing. */
export const textOf = (p: Polynomial, names: readonly string[]): string =>
  written(p, String, (axis, power) => names[axis]! + raised(power))

/** The same for KaTeX: `2\,N\,D^{2} + N\,H_{1}`. */
export const texOf = (p: Polynomial, names: readonly string[]): string =>
  written(
    p,
    times => countText(times).replaceAll(',', '{,}'),
    (axis, power) => nameToTex(names[axis]!) + (power === 1 ? '' : `^{${power}}`),
    String.raw`\,`,
  )

function written(
  p: Polynomial,
  timesText: (times: number) => string,
  factorText: (axis: number, power: number) => string,
  between = ' ',
): string {
  const term = ({ times, axes }: Term) => {
    const factors = [...new Set(axes)].map(axis => factorText(axis, axes.filter(a => a === axis).length))
    return (times === 1 && factors.length > 0 ? factors : [timesText(times), ...factors]).join(between)
  }
  return p.length === 0 ? '0' : p.map(term).join(' + ')
}

const raised = (power: number): string =>
  power === 1 ? '' : [...String(power)].map(digit => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('')
