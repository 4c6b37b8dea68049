/** Choices between two numbers, entry by entry, broadcast as NumPy does it. */
import { multiply } from './arithmetic'
import { pairwise } from './pairwise'
import type { Tensor } from './tensor'

// Written out per operation, for the reason that arithmetic.ts gives.

/** The larger of two entries; NaN if either is NaN. */
export const maximum = pairwise('maximum', (out, a, b, { length, stepA, stepB, startA, startB }) => {
  for (let run = 0, to = 0; run < startA.length; run++) {
    let i = startA[run]!
    let j = startB[run]!
    for (const end = to + length; to < end; to++, i += stepA, j += stepB) out[to] = Math.max(a[i]!, b[j]!)
  }
})

/** The smaller of two entries; NaN if either is NaN. */
export const minimum = pairwise('minimum', (out, a, b, { length, stepA, stepB, startA, startB }) => {
  for (let run = 0, to = 0; run < startA.length; run++) {
    let i = startA[run]!
    let j = startB[run]!
    for (const end = to + length; to < end; to++, i += stepA, j += stepB) out[to] = Math.min(a[i]!, b[j]!)
  }
})

/** How much of a gradient goes to `a` where the larger of `a` and `b` is taken: 1, at a tie ½, else 0 (1 for both at NaN). */
export const shareOfLarger = pairwise(
  'shareOfLarger',
  (out, a, b, { length, stepA, stepB, startA, startB }) => {
    for (let run = 0, to = 0; run < startA.length; run++) {
      let i = startA[run]!
      let j = startB[run]!
      for (const end = to + length; to < end; to++, i += stepA, j += stepB)
        out[to] = a[i]! < b[j]! ? 0 : a[i]! === b[j]! ? 0.5 : 1
    }
  },
)

/** The part of `g` that goes to `a` where the larger of two was taken; exactly 0 where `b` was, even where `g` is not finite. */
export function toLarger(g: Tensor, a: Tensor, b: Tensor): Tensor {
  const share = shareOfLarger(a, b)
  return multiply(keepWhere(g, share), share)
}

/** `a` where the mask `b` is not 0, and exactly 0 elsewhere, even where `a` is not finite. */
export const keepWhere = pairwise('keepWhere', (out, a, b, { length, stepA, stepB, startA, startB }) => {
  for (let run = 0, to = 0; run < startA.length; run++) {
    let i = startA[run]!
    let j = startB[run]!
    for (const end = to + length; to < end; to++, i += stepA, j += stepB) out[to] = b[j]! !== 0 ? a[i]! : 0
  }
})

/** 1 where two entries are equal or both NaN, else 0: `sameAs(x, maximum)` marks what the maximum was taken from. */
export const sameAs = pairwise('sameAs', (out, a, b, { length, stepA, stepB, startA, startB }) => {
  for (let run = 0, to = 0; run < startA.length; run++) {
    let i = startA[run]!
    let j = startB[run]!
    for (const end = to + length; to < end; to++, i += stepA, j += stepB)
      out[to] = a[i]! === b[j]! || (Number.isNaN(a[i]!) && Number.isNaN(b[j]!)) ? 1 : 0
  }
})

/** `a · ln b`, with 0 · ln b = 0 for every b, also b = 0: the limit that entropies use (as `torch.xlogy`). */
export const timesLog = pairwise('timesLog', (out, a, b, { length, stepA, stepB, startA, startB }) => {
  for (let run = 0, to = 0; run < startA.length; run++) {
    let i = startA[run]!
    let j = startB[run]!
    for (const end = to + length; to < end; to++, i += stepA, j += stepB)
      out[to] = a[i]! === 0 ? 0 : a[i]! * Math.log(b[j]!)
  }
})

/** `a / b`, with 0 / b = 0 for every b, also b = 0: the slope of `timesLog` in b. */
export const ratioOrZero = pairwise('ratioOrZero', (out, a, b, { length, stepA, stepB, startA, startB }) => {
  for (let run = 0, to = 0; run < startA.length; run++) {
    let i = startA[run]!
    let j = startB[run]!
    for (const end = to + length; to < end; to++, i += stepA, j += stepB)
      out[to] = a[i]! === 0 ? 0 : a[i]! / b[j]!
  }
})
