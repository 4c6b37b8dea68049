/** Choices between two numbers, entry by entry, broadcast as NumPy does it. */
import { pairingOf } from './broadcast'
import { sizeOf, type Tensor } from './tensor'

// Written out per operation, for the reason that arithmetic.ts gives.

/** The larger of two entries; NaN if either is NaN. */
export function maximum(a: Tensor, b: Tensor): Tensor {
  const { shape, length, stepA, stepB, startA, startB } = pairingOf(a.shape, b.shape)
  const data = new Float64Array(sizeOf(shape))
  for (let run = 0, to = 0; run < startA.length; run++) {
    let i = startA[run]!
    let j = startB[run]!
    for (const end = to + length; to < end; to++, i += stepA, j += stepB)
      data[to] = Math.max(a.data[i]!, b.data[j]!)
  }
  return { shape, data }
}

/** The smaller of two entries; NaN if either is NaN. */
export function minimum(a: Tensor, b: Tensor): Tensor {
  const { shape, length, stepA, stepB, startA, startB } = pairingOf(a.shape, b.shape)
  const data = new Float64Array(sizeOf(shape))
  for (let run = 0, to = 0; run < startA.length; run++) {
    let i = startA[run]!
    let j = startB[run]!
    for (const end = to + length; to < end; to++, i += stepA, j += stepB)
      data[to] = Math.min(a.data[i]!, b.data[j]!)
  }
  return { shape, data }
}

/** `a` where the mask `b` is not 0, and exactly 0 elsewhere, even where `a` is not finite. */
export function keepWhere(a: Tensor, b: Tensor): Tensor {
  const { shape, length, stepA, stepB, startA, startB } = pairingOf(a.shape, b.shape)
  const data = new Float64Array(sizeOf(shape))
  for (let run = 0, to = 0; run < startA.length; run++) {
    let i = startA[run]!
    let j = startB[run]!
    for (const end = to + length; to < end; to++, i += stepA, j += stepB)
      data[to] = b.data[j]! !== 0 ? a.data[i]! : 0
  }
  return { shape, data }
}

/** `a · ln b`, with 0 · ln b = 0 for every b, also b = 0: the limit that entropies use (as `torch.xlogy`). */
export function timesLog(a: Tensor, b: Tensor): Tensor {
  const { shape, length, stepA, stepB, startA, startB } = pairingOf(a.shape, b.shape)
  const data = new Float64Array(sizeOf(shape))
  for (let run = 0, to = 0; run < startA.length; run++) {
    let i = startA[run]!
    let j = startB[run]!
    for (const end = to + length; to < end; to++, i += stepA, j += stepB)
      data[to] = a.data[i]! === 0 ? 0 : a.data[i]! * Math.log(b.data[j]!)
  }
  return { shape, data }
}

/** `a / b`, with 0 / b = 0 for every b, also b = 0: the slope of `timesLog` in b. */
export function ratioOrZero(a: Tensor, b: Tensor): Tensor {
  const { shape, length, stepA, stepB, startA, startB } = pairingOf(a.shape, b.shape)
  const data = new Float64Array(sizeOf(shape))
  for (let run = 0, to = 0; run < startA.length; run++) {
    let i = startA[run]!
    let j = startB[run]!
    for (const end = to + length; to < end; to++, i += stepA, j += stepB)
      data[to] = a.data[i]! === 0 ? 0 : a.data[i]! / b.data[j]!
  }
  return { shape, data }
}
