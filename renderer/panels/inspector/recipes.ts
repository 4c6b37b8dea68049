/** The recipes that fill a tensor, in words. */
import type { TensorSource } from '../../../shared/document/document'
import type { Outcome } from '../../../shared/host'
import type { Init } from '../../../shared/tensor/random'

type Recipe = Extract<TensorSource, { init: Init }>

export const recipes: {
  readonly [I in Init]: { readonly label: string; readonly about: string; readonly drawn: boolean }
} = {
  zeros: { label: 'Zeros', about: 'Every entry is 0.', drawn: false },
  ones: { label: 'Ones', about: 'Every entry is 1.', drawn: false },
  normal: { label: 'Normal', about: 'Drawn from the standard normal distribution.', drawn: true },
  glorot: { label: 'Glorot', about: 'Drawn uniformly within ±√(6 / (inputs + outputs)).', drawn: true },
  he: { label: 'He', about: 'Drawn from a normal distribution with deviation √(2 / inputs).', drawn: true },
  oneHot: {
    label: 'One-hot',
    about: 'Row i has its 1 in column i, starting over after the last column.',
    drawn: false,
  },
}

/** Whether a seed decides the numbers. */
export const isDrawn = (source: TensorSource): source is Recipe =>
  'init' in source && recipes[source.init].drawn

const mostSeed = 2 ** 32 - 1

export function parseSeed(text: string): Outcome<number> {
  const seed = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN
  return seed <= mostSeed
    ? { ok: true, value: seed }
    : { ok: false, reason: `A seed is a whole number from 0 to ${mostSeed.toLocaleString('en')}.` }
}
