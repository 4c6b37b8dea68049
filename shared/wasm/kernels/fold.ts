/**
 * Sums and maxima along one axis: x is read as (outer, count, inner), its rows of `inner` entries `row` entries after one another,
 * and out is written as (outer, inner). `out` overlaps nothing.
 */
import { lanes, loadPart, maxOfLanes, storePart, sumOfLanes } from './lanes'

class Sum {
  @inline
  of<T>(a: v128, b: v128): v128 {
    return v128.add<T>(a, b)
  }
  @inline
  ofTwo<T>(a: T, b: T): T {
    return (a + b) as T
  }
  @inline
  ofLanes<T>(x: v128): T {
    return sumOfLanes<T>(x)
  }
  @inline
  start<T>(): T {
    return 0
  }
}

/** WebAssembly's max gives NaN if one operand is NaN. */
class Max {
  @inline
  of<T>(a: v128, b: v128): v128 {
    return v128.max<T>(a, b)
  }
  @inline
  ofTwo<T>(a: T, b: T): T {
    return max<T>(a, b)
  }
  @inline
  ofLanes<T>(x: v128): T {
    return maxOfLanes<T>(x)
  }
  @inline
  start<T>(): T {
    return -Infinity as T
  }
}

/** The fold of `n` numbers in a row. */
function foldRow<T, Op>(x: usize, n: usize): T {
  const op = changetype<Op>(0)
  let all: T = op.start<T>()
  if (n >= 2 * lanes<T>()) {
    let first = v128.load(x)
    let second = v128.load(x, 16)
    x += 32
    n -= 2 * lanes<T>()
    if (n >= 2 * lanes<T>()) {
      let third = v128.load(x)
      let fourth = v128.load(x, 16)
      x += 32
      n -= 2 * lanes<T>()
      for (; n >= 4 * lanes<T>(); n -= 4 * lanes<T>()) {
        first = op.of<T>(first, v128.load(x))
        second = op.of<T>(second, v128.load(x, 16))
        third = op.of<T>(third, v128.load(x, 32))
        fourth = op.of<T>(fourth, v128.load(x, 48))
        x += 64
      }
      first = op.of<T>(first, third)
      second = op.of<T>(second, fourth)
    }
    first = op.of<T>(first, second)
    for (; n >= lanes<T>(); n -= lanes<T>()) {
      first = op.of<T>(first, v128.load(x))
      x += 16
    }
    all = op.ofLanes<T>(first)
  }
  for (; n !== 0; n--) {
    all = op.ofTwo<T>(all, load<T>(x))
    x += sizeof<T>()
  }
  return all
}

/**
 * `rows` rows of `inner` entries, `bytes` apart, folded into out, `rows` at least 1; `inner` is small, so that a column of vectors
 * stays in registers.
 */
function foldNarrow<T, Op>(out: usize, x: usize, rows: usize, inner: usize, bytes: usize): void {
  const op = changetype<Op>(0)
  let left = inner
  for (; left >= lanes<T>(); left -= lanes<T>()) {
    let at = x
    let n = rows
    let even = v128.load(at)
    if ((n & 1) === 0) {
      at += bytes
      even = op.of<T>(even, v128.load(at))
    }
    at += bytes
    n = (n - 1) >> 1
    if (n !== 0) {
      let odd = v128.load(at)
      even = op.of<T>(even, v128.load(at + bytes))
      for (n--; n !== 0; n--) {
        at += 2 * bytes
        odd = op.of<T>(odd, v128.load(at))
        even = op.of<T>(even, v128.load(at + bytes))
      }
      even = op.of<T>(even, odd)
    }
    v128.store(out, even)
    x += 16
    out += 16
  }
  if (left === 0) return
  let part = loadPart<T>(x, left)
  for (; rows > 1; rows--) {
    x += bytes
    part = op.of<T>(part, loadPart<T>(x, left))
  }
  storePart<T>(out, part, left)
}

/** As `foldNarrow` for wide rows: x is read once, from its beginning to its end, four rows at a time. */
function foldWide<T, Op>(out: usize, x: usize, rows: usize, inner: usize, step: usize): void {
  const op = changetype<Op>(0)
  const bytes = inner * sizeof<T>()
  memory.copy(out, x, bytes)
  x += step
  rows--
  for (; rows >= 4; rows -= 4) {
    let at: usize = 0
    for (; at + 16 <= bytes; at += 16) {
      const a = op.of<T>(v128.load(x + at), v128.load(x + step + at))
      const b = op.of<T>(v128.load(x + 2 * step + at), v128.load(x + 3 * step + at))
      v128.store(out + at, op.of<T>(v128.load(out + at), op.of<T>(a, b)))
    }
    const left = (bytes - at) / sizeof<T>()
    if (left !== 0) {
      const a = op.of<T>(loadPart<T>(x + at, left), loadPart<T>(x + step + at, left))
      const b = op.of<T>(loadPart<T>(x + 2 * step + at, left), loadPart<T>(x + 3 * step + at, left))
      storePart<T>(out + at, op.of<T>(loadPart<T>(out + at, left), op.of<T>(a, b)), left)
    }
    x += 4 * step
  }
  for (; rows !== 0; rows--) {
    let at: usize = 0
    for (; at + 16 <= bytes; at += 16) v128.store(out + at, op.of<T>(v128.load(out + at), v128.load(x + at)))
    const left = (bytes - at) / sizeof<T>()
    if (left !== 0)
      storePart<T>(out + at, op.of<T>(loadPart<T>(out + at, left), loadPart<T>(x + at, left)), left)
    x += step
  }
}

function fold<T, Op>(out: usize, x: usize, outer: usize, count: usize, inner: usize, row: usize): void {
  const op = changetype<Op>(0)
  if (count === 0) {
    for (let left = outer * inner; left !== 0; left--) {
      store<T>(out, op.start<T>())
      out += sizeof<T>()
    }
    return
  }
  const step = row * sizeof<T>()
  for (; outer !== 0; outer--) {
    if (inner === 1 && row === 1) store<T>(out, foldRow<T, Op>(x, count))
    else if (inner <= 8 * lanes<T>()) foldNarrow<T, Op>(out, x, count, inner, step)
    else foldWide<T, Op>(out, x, count, inner, step)
    x += count * step
    out += inner * sizeof<T>()
  }
}

export function foldSum64(out: usize, x: usize, outer: usize, count: usize, inner: usize, row: usize): void {
  fold<f64, Sum>(out, x, outer, count, inner, row)
}
export function foldSum32(out: usize, x: usize, outer: usize, count: usize, inner: usize, row: usize): void {
  fold<f32, Sum>(out, x, outer, count, inner, row)
}
export function foldMax64(out: usize, x: usize, outer: usize, count: usize, inner: usize, row: usize): void {
  fold<f64, Max>(out, x, outer, count, inner, row)
}
export function foldMax32(out: usize, x: usize, outer: usize, count: usize, inner: usize, row: usize): void {
  fold<f32, Max>(out, x, outer, count, inner, row)
}
