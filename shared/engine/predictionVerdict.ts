/** What is said to a prediction: which entries are right, and which common mistake it was where that is certain. */
import { type Shape, sizeOf, type Tensor } from '../tensor/tensor'
import type { Graph } from './graph'
import { type Guess, isClose, isRight, LEAST_DIGITS } from './prediction'
import type { Question } from './predictionAsked'
import { formulaAt, isComputed } from './rules'

export type Mistake =
  | { readonly kind: 'rounded' | 'sign' | 'transposed' }
  /** By the number of terms that the loss is a mean of. */
  | { readonly kind: 'tooLarge' | 'tooSmall'; readonly terms: number }

export interface Verdict {
  /** Which of the asked entries are right. */
  readonly marks: readonly boolean[]
  readonly isRight: boolean
  readonly mistake: Mistake | null
}

/** `guesses` stand in the order of the question's entries; `terms` is what the loss is a mean of, 1 where that plays no part. */
export function verdictOn(
  { shape, entries, isWhole }: Question,
  guesses: readonly Guess[],
  truth: Tensor,
  terms: number,
): Verdict {
  const largest = truth.data.reduce((most, x) => (Number.isFinite(x) ? Math.max(most, Math.abs(x)) : most), 0)
  const wanted = entries.map(place => truth.data[place]!)
  const right = (all: readonly Guess[]) => all.map((guess, i) => isRight(guess, wanted[i]!, largest))
  const fits = (all: readonly Guess[]) => right(all).every(Boolean)
  const times = (k: number) => guesses.map(({ x, unit }) => ({ x: x * k, unit: unit * Math.abs(k) }))
  const mistake = (): Mistake | null => {
    if (guesses.every((guess, i) => isClose(guess, wanted[i]!, largest))) return { kind: 'rounded' }
    if (fits(times(-1))) return { kind: 'sign' }
    if (isWhole && isSquare(shape) && fits(transposed(guesses, shape[0]!))) return { kind: 'transposed' }
    if (terms > 1 && fits(times(1 / terms))) return { kind: 'tooLarge', terms }
    return terms > 1 && fits(times(terms)) ? { kind: 'tooSmall', terms } : null
  }
  const marks = right(guesses)
  return marks.every(Boolean)
    ? { marks, isRight: true, mistake: null }
    : { marks, isRight: false, mistake: mistake() }
}

const isSquare = (shape: Shape) => shape.length === 2 && shape[0] === shape[1]

const transposed = <T>(entries: readonly T[], side: number): readonly T[] =>
  entries.map((_, i) => entries[(i % side) * side + Math.floor(i / side)]!)

/** How many terms the root is a mean of, read off its own formula; 1 where it is no mean. */
export function meanTerms(graph: Graph): number {
  const { root, byId } = graph
  const node = root === null ? undefined : byId.get(root)
  if (!node || !isComputed(node)) return 1
  const { forward } = formulaAt(graph, node)
  const shape = byId.get(node.sources[0] ?? '')?.shape ?? []
  if (/\bmean(Over)?\(/.test(forward)) return sizeOf(shape) / sizeOf(node.shape ?? [])
  return /\/ N\b/.test(forward) && shape.length > 1 ? shape[0]! : 1
}

/** How the answer was, and in a second sentence what the mistake was where that is known. */
export function verdictText({ marks, isRight: all, mistake }: Verdict): string {
  const right = marks.filter(Boolean).length
  const first = all
    ? 'Right.'
    : marks.length === 1
      ? 'Not right yet.'
      : `${right} of ${marks.length} entries ${right === 1 ? 'is' : 'are'} right.`
  return mistake ? `${first} ${mistakeText(mistake, marks.length > 1)}` : first
}

function mistakeText(mistake: Mistake, several: boolean): string {
  const it = several ? 'Every entry' : 'It'
  switch (mistake.kind) {
    case 'rounded':
      return `Very close: calculate with more digits, and give at least ${LEAST_DIGITS}.`
    case 'sign':
      return several ? 'Every sign is the wrong way round.' : 'The sign is the wrong way round.'
    case 'transposed':
      return 'These are the right numbers, transposed.'
    case 'tooLarge':
      return `${it} is ${mistake.terms} times too large: the loss is a mean of ${mistake.terms} terms, so 1/${mistake.terms} is missing.`
    case 'tooSmall':
      return `${it} is ${mistake.terms} times too small: the loss is a mean of ${mistake.terms} terms, and 1/${mistake.terms} came in twice.`
  }
}
