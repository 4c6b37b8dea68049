/** Arithmetic on pairs of tensors, broadcast as NumPy does it. Every result is a new tensor in the common shape. */
import { pairwise } from './pairwise'

// The loops are written out per operation: a loop shared through a callback is several times slower in V8.

export const add = pairwise('add', (out, a, b, { length, stepA, stepB, startA, startB }) => {
  for (let run = 0, to = 0; run < startA.length; run++) {
    let i = startA[run]!
    let j = startB[run]!
    for (const end = to + length; to < end; to++, i += stepA, j += stepB) out[to] = a[i]! + b[j]!
  }
})

export const subtract = pairwise('subtract', (out, a, b, { length, stepA, stepB, startA, startB }) => {
  for (let run = 0, to = 0; run < startA.length; run++) {
    let i = startA[run]!
    let j = startB[run]!
    for (const end = to + length; to < end; to++, i += stepA, j += stepB) out[to] = a[i]! - b[j]!
  }
})

export const multiply = pairwise('multiply', (out, a, b, { length, stepA, stepB, startA, startB }) => {
  for (let run = 0, to = 0; run < startA.length; run++) {
    let i = startA[run]!
    let j = startB[run]!
    for (const end = to + length; to < end; to++, i += stepA, j += stepB) out[to] = a[i]! * b[j]!
  }
})

/** `a ^ b` as JavaScript has it: NaN where a negative number is raised to a fraction. */
export const raise = pairwise('raise', (out, a, b, { length, stepA, stepB, startA, startB }) => {
  for (let run = 0, to = 0; run < startA.length; run++) {
    let i = startA[run]!
    let j = startB[run]!
    for (const end = to + length; to < end; to++, i += stepA, j += stepB) out[to] = a[i]! ** b[j]!
  }
})

/** IEEE division: x/0 is ±Infinity, 0/0 is NaN. */
export const divide = pairwise('divide', (out, a, b, { length, stepA, stepB, startA, startB }) => {
  for (let run = 0, to = 0; run < startA.length; run++) {
    let i = startA[run]!
    let j = startB[run]!
    for (const end = to + length; to < end; to++, i += stepA, j += stepB) out[to] = a[i]! / b[j]!
  }
})
