/** Arithmetic on pairs of tensors, broadcast as NumPy does it. Every result is a new tensor in the common shape. */
import { pairingOf } from './broadcast'
import { sizeOf, type Tensor } from './tensor'

// The loops are written out per operation: a loop shared through a callback is several times slower in V8.

export function add(a: Tensor, b: Tensor): Tensor {
  const { shape, length, stepA, stepB, startA, startB } = pairingOf(a.shape, b.shape)
  const data = new Float64Array(sizeOf(shape))
  for (let run = 0, to = 0; run < startA.length; run++) {
    let i = startA[run]!
    let j = startB[run]!
    for (const end = to + length; to < end; to++, i += stepA, j += stepB) data[to] = a.data[i]! + b.data[j]!
  }
  return { shape, data }
}

export function subtract(a: Tensor, b: Tensor): Tensor {
  const { shape, length, stepA, stepB, startA, startB } = pairingOf(a.shape, b.shape)
  const data = new Float64Array(sizeOf(shape))
  for (let run = 0, to = 0; run < startA.length; run++) {
    let i = startA[run]!
    let j = startB[run]!
    for (const end = to + length; to < end; to++, i += stepA, j += stepB) data[to] = a.data[i]! - b.data[j]!
  }
  return { shape, data }
}

export function multiply(a: Tensor, b: Tensor): Tensor {
  const { shape, length, stepA, stepB, startA, startB } = pairingOf(a.shape, b.shape)
  const data = new Float64Array(sizeOf(shape))
  for (let run = 0, to = 0; run < startA.length; run++) {
    let i = startA[run]!
    let j = startB[run]!
    for (const end = to + length; to < end; to++, i += stepA, j += stepB) data[to] = a.data[i]! * b.data[j]!
  }
  return { shape, data }
}

/** IEEE division: x/0 is ±Infinity, 0/0 is NaN. */
export function divide(a: Tensor, b: Tensor): Tensor {
  const { shape, length, stepA, stepB, startA, startB } = pairingOf(a.shape, b.shape)
  const data = new Float64Array(sizeOf(shape))
  for (let run = 0, to = 0; run < startA.length; run++) {
    let i = startA[run]!
    let j = startB[run]!
    for (const end = to + length; to < end; to++, i += stepA, j += stepB) data[to] = a.data[i]! / b.data[j]!
  }
  return { shape, data }
}
