/**
 * Functions of two tensors, entry by entry: (out, a, b, runs, length, stepA, stepB, startsA, startsB), as `Pairing` in
 * shared/tensor/broadcast.ts describes them. `out` may be an operand that is read once and in order (step 1, one run).
 * The file is long because an export cannot be generic: each stands here for both types.
 */
import { lanes, loadPart, loadSpread, storePart } from './lanes'

/** Both operands advance by one entry. */
function both<T, Op>(out: usize, a: usize, b: usize, n: usize): void {
  const op = changetype<Op>(0)
  for (; n >= 4 * lanes<T>(); n -= 4 * lanes<T>()) {
    const first = op.of<T>(v128.load(a), v128.load(b))
    const second = op.of<T>(v128.load(a, 16), v128.load(b, 16))
    const third = op.of<T>(v128.load(a, 32), v128.load(b, 32))
    const fourth = op.of<T>(v128.load(a, 48), v128.load(b, 48))
    v128.store(out, first)
    v128.store(out, second, 16)
    v128.store(out, third, 32)
    v128.store(out, fourth, 48)
    a += 64
    b += 64
    out += 64
  }
  for (; n >= lanes<T>(); n -= lanes<T>()) {
    v128.store(out, op.of<T>(v128.load(a), v128.load(b)))
    a += 16
    b += 16
    out += 16
  }
  if (n !== 0) storePart<T>(out, op.of<T>(loadPart<T>(a, n), loadPart<T>(b, n)), n)
}

/** `a` advances by one entry, `b` stands still. */
function left<T, Op>(out: usize, a: usize, b: usize, n: usize): void {
  const op = changetype<Op>(0)
  const fixed = v128.load_splat<T>(b)
  for (; n >= 2 * lanes<T>(); n -= 2 * lanes<T>()) {
    const first = op.of<T>(v128.load(a), fixed)
    const second = op.of<T>(v128.load(a, 16), fixed)
    v128.store(out, first)
    v128.store(out, second, 16)
    a += 32
    out += 32
  }
  if (n >= lanes<T>()) {
    v128.store(out, op.of<T>(v128.load(a), fixed))
    a += 16
    out += 16
    n -= lanes<T>()
  }
  if (n !== 0) storePart<T>(out, op.of<T>(loadPart<T>(a, n), fixed), n)
}

/** `a` stands still, `b` advances by one entry. */
function right<T, Op>(out: usize, a: usize, b: usize, n: usize): void {
  const op = changetype<Op>(0)
  const fixed = v128.load_splat<T>(a)
  for (; n >= 2 * lanes<T>(); n -= 2 * lanes<T>()) {
    const first = op.of<T>(fixed, v128.load(b))
    const second = op.of<T>(fixed, v128.load(b, 16))
    v128.store(out, first)
    v128.store(out, second, 16)
    b += 32
    out += 32
  }
  if (n >= lanes<T>()) {
    v128.store(out, op.of<T>(fixed, v128.load(b)))
    b += 16
    out += 16
    n -= lanes<T>()
  }
  if (n !== 0) storePart<T>(out, op.of<T>(fixed, loadPart<T>(b, n)), n)
}

/** Any steps, in bytes. */
function spread<T, Op>(out: usize, a: usize, stepA: usize, b: usize, stepB: usize, n: usize): void {
  const op = changetype<Op>(0)
  for (; n >= lanes<T>(); n -= lanes<T>()) {
    v128.store(out, op.of<T>(loadSpread<T>(a, stepA), loadSpread<T>(b, stepB)))
    a += lanes<T>() * stepA
    b += lanes<T>() * stepB
    out += 16
  }
  for (; n !== 0; n--) {
    storePart<T>(out, op.of<T>(v128.load_splat<T>(a), v128.load_splat<T>(b)), 1)
    a += stepA
    b += stepB
    out += sizeof<T>()
  }
}

function pairs<T, Op>(
  out: usize,
  a: usize,
  b: usize,
  runs: usize,
  length: usize,
  stepA: usize,
  stepB: usize,
  startsA: usize,
  startsB: usize,
): void {
  const op = changetype<Op>(0)
  const bytes = length * sizeof<T>()
  const steps: usize = stepA < 2 && stepB < 2 ? 2 * stepA + stepB : 0
  for (let run: usize = 0; run < runs; run++) {
    const atA = a + load<u32>(startsA + 4 * run) * sizeof<T>()
    const atB = b + load<u32>(startsB + 4 * run) * sizeof<T>()
    if (length === 1) storePart<T>(out, op.of<T>(v128.load_splat<T>(atA), v128.load_splat<T>(atB)), 1)
    else if (steps === 3) both<T, Op>(out, atA, atB, length)
    else if (steps === 2) left<T, Op>(out, atA, atB, length)
    else if (steps === 1) right<T, Op>(out, atA, atB, length)
    else spread<T, Op>(out, atA, stepA * sizeof<T>(), atB, stepB * sizeof<T>(), length)
    out += bytes
  }
}

class Add {
  @inline
  of<T>(a: v128, b: v128): v128 {
    return v128.add<T>(a, b)
  }
}

class Subtract {
  @inline
  of<T>(a: v128, b: v128): v128 {
    return v128.sub<T>(a, b)
  }
}

class Multiply {
  @inline
  of<T>(a: v128, b: v128): v128 {
    return v128.mul<T>(a, b)
  }
}

class Divide {
  @inline
  of<T>(a: v128, b: v128): v128 {
    return v128.div<T>(a, b)
  }
}

class Maximum {
  @inline
  of<T>(a: v128, b: v128): v128 {
    return v128.max<T>(a, b)
  }
}

class Minimum {
  @inline
  of<T>(a: v128, b: v128): v128 {
    return v128.min<T>(a, b)
  }
}

/** g (1 − y²), where y = tanh x. */
class TanhSlope {
  @inline
  of<T>(g: v128, y: v128): v128 {
    const one = v128.splat<T>(1)
    return v128.mul<T>(g, v128.sub<T>(one, v128.mul<T>(y, y)))
  }
}

/** g y (1 − y), where y is the sigmoid of x. */
class SigmoidSlope {
  @inline
  of<T>(g: v128, y: v128): v128 {
    const one = v128.splat<T>(1)
    return v128.mul<T>(v128.mul<T>(g, y), v128.sub<T>(one, y))
  }
}

/** g where x > 0, else 0: the slope of relu. */
class KeepWherePositive {
  @inline
  of<T>(g: v128, x: v128): v128 {
    return v128.and(g, v128.gt<T>(x, v128.splat<T>(0)))
  }
}

export function add64(
  out: usize,
  a: usize,
  b: usize,
  runs: usize,
  length: usize,
  stepA: usize,
  stepB: usize,
  startsA: usize,
  startsB: usize,
): void {
  pairs<f64, Add>(out, a, b, runs, length, stepA, stepB, startsA, startsB)
}

export function add32(
  out: usize,
  a: usize,
  b: usize,
  runs: usize,
  length: usize,
  stepA: usize,
  stepB: usize,
  startsA: usize,
  startsB: usize,
): void {
  pairs<f32, Add>(out, a, b, runs, length, stepA, stepB, startsA, startsB)
}

export function subtract64(
  out: usize,
  a: usize,
  b: usize,
  runs: usize,
  length: usize,
  stepA: usize,
  stepB: usize,
  startsA: usize,
  startsB: usize,
): void {
  pairs<f64, Subtract>(out, a, b, runs, length, stepA, stepB, startsA, startsB)
}

export function subtract32(
  out: usize,
  a: usize,
  b: usize,
  runs: usize,
  length: usize,
  stepA: usize,
  stepB: usize,
  startsA: usize,
  startsB: usize,
): void {
  pairs<f32, Subtract>(out, a, b, runs, length, stepA, stepB, startsA, startsB)
}

export function multiply64(
  out: usize,
  a: usize,
  b: usize,
  runs: usize,
  length: usize,
  stepA: usize,
  stepB: usize,
  startsA: usize,
  startsB: usize,
): void {
  pairs<f64, Multiply>(out, a, b, runs, length, stepA, stepB, startsA, startsB)
}

export function multiply32(
  out: usize,
  a: usize,
  b: usize,
  runs: usize,
  length: usize,
  stepA: usize,
  stepB: usize,
  startsA: usize,
  startsB: usize,
): void {
  pairs<f32, Multiply>(out, a, b, runs, length, stepA, stepB, startsA, startsB)
}

export function divide64(
  out: usize,
  a: usize,
  b: usize,
  runs: usize,
  length: usize,
  stepA: usize,
  stepB: usize,
  startsA: usize,
  startsB: usize,
): void {
  pairs<f64, Divide>(out, a, b, runs, length, stepA, stepB, startsA, startsB)
}

export function divide32(
  out: usize,
  a: usize,
  b: usize,
  runs: usize,
  length: usize,
  stepA: usize,
  stepB: usize,
  startsA: usize,
  startsB: usize,
): void {
  pairs<f32, Divide>(out, a, b, runs, length, stepA, stepB, startsA, startsB)
}

export function maximum64(
  out: usize,
  a: usize,
  b: usize,
  runs: usize,
  length: usize,
  stepA: usize,
  stepB: usize,
  startsA: usize,
  startsB: usize,
): void {
  pairs<f64, Maximum>(out, a, b, runs, length, stepA, stepB, startsA, startsB)
}

export function maximum32(
  out: usize,
  a: usize,
  b: usize,
  runs: usize,
  length: usize,
  stepA: usize,
  stepB: usize,
  startsA: usize,
  startsB: usize,
): void {
  pairs<f32, Maximum>(out, a, b, runs, length, stepA, stepB, startsA, startsB)
}

export function minimum64(
  out: usize,
  a: usize,
  b: usize,
  runs: usize,
  length: usize,
  stepA: usize,
  stepB: usize,
  startsA: usize,
  startsB: usize,
): void {
  pairs<f64, Minimum>(out, a, b, runs, length, stepA, stepB, startsA, startsB)
}

export function minimum32(
  out: usize,
  a: usize,
  b: usize,
  runs: usize,
  length: usize,
  stepA: usize,
  stepB: usize,
  startsA: usize,
  startsB: usize,
): void {
  pairs<f32, Minimum>(out, a, b, runs, length, stepA, stepB, startsA, startsB)
}

export function tanhSlope64(
  out: usize,
  a: usize,
  b: usize,
  runs: usize,
  length: usize,
  stepA: usize,
  stepB: usize,
  startsA: usize,
  startsB: usize,
): void {
  pairs<f64, TanhSlope>(out, a, b, runs, length, stepA, stepB, startsA, startsB)
}

export function tanhSlope32(
  out: usize,
  a: usize,
  b: usize,
  runs: usize,
  length: usize,
  stepA: usize,
  stepB: usize,
  startsA: usize,
  startsB: usize,
): void {
  pairs<f32, TanhSlope>(out, a, b, runs, length, stepA, stepB, startsA, startsB)
}

export function sigmoidSlope64(
  out: usize,
  a: usize,
  b: usize,
  runs: usize,
  length: usize,
  stepA: usize,
  stepB: usize,
  startsA: usize,
  startsB: usize,
): void {
  pairs<f64, SigmoidSlope>(out, a, b, runs, length, stepA, stepB, startsA, startsB)
}

export function sigmoidSlope32(
  out: usize,
  a: usize,
  b: usize,
  runs: usize,
  length: usize,
  stepA: usize,
  stepB: usize,
  startsA: usize,
  startsB: usize,
): void {
  pairs<f32, SigmoidSlope>(out, a, b, runs, length, stepA, stepB, startsA, startsB)
}

export function keepWherePositive64(
  out: usize,
  a: usize,
  b: usize,
  runs: usize,
  length: usize,
  stepA: usize,
  stepB: usize,
  startsA: usize,
  startsB: usize,
): void {
  pairs<f64, KeepWherePositive>(out, a, b, runs, length, stepA, stepB, startsA, startsB)
}

export function keepWherePositive32(
  out: usize,
  a: usize,
  b: usize,
  runs: usize,
  length: usize,
  stepA: usize,
  stepB: usize,
  startsA: usize,
  startsB: usize,
): void {
  pairs<f32, KeepWherePositive>(out, a, b, runs, length, stepA, stepB, startsA, startsB)
}
