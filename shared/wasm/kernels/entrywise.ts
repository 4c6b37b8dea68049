/** Functions of one tensor, entry by entry: (out, x, n) or, with a number, (out, x, n, k). `out` may be `x` itself. */
import { Exp, Sigmoid, Tanh } from './exponential'
import { lanes, loadPart, storePart } from './lanes'
import { Log } from './logarithm'

/** Writes `Op.of` of every vector: for functions that cost so much that one vector a turn is enough. */
function map<T, Op>(out: usize, x: usize, n: usize): void {
  const op = changetype<Op>(0)
  for (; n >= lanes<T>(); n -= lanes<T>()) {
    v128.store(out, op.of<T>(v128.load(x)))
    x += 16
    out += 16
  }
  if (n !== 0) storePart<T>(out, op.of<T>(loadPart<T>(x, n)), n)
}

/** As `map`, four vectors a turn; `Op.of` is also given `k` in every lane. */
function mapWith<T, Op>(out: usize, x: usize, n: usize, k: T): void {
  const op = changetype<Op>(0)
  const ks = v128.splat<T>(k)
  for (; n >= 4 * lanes<T>(); n -= 4 * lanes<T>()) {
    const x0 = v128.load(x)
    const x1 = v128.load(x, 16)
    const x2 = v128.load(x, 32)
    const x3 = v128.load(x, 48)
    v128.store(out, op.of<T>(x0, ks))
    v128.store(out, op.of<T>(x1, ks), 16)
    v128.store(out, op.of<T>(x2, ks), 32)
    v128.store(out, op.of<T>(x3, ks), 48)
    x += 64
    out += 64
  }
  for (; n >= lanes<T>(); n -= lanes<T>()) {
    v128.store(out, op.of<T>(v128.load(x), ks))
    x += 16
    out += 16
  }
  if (n !== 0) storePart<T>(out, op.of<T>(loadPart<T>(x, n), ks), n)
}

class Negate {
  @inline
  of<T>(x: v128, _: v128): v128 {
    return v128.neg<T>(x)
  }
}

class Square {
  @inline
  of<T>(x: v128, _: v128): v128 {
    return v128.mul<T>(x, x)
  }
}

class Sqrt {
  @inline
  of<T>(x: v128, _: v128): v128 {
    return v128.sqrt<T>(x)
  }
}

class Abs {
  @inline
  of<T>(x: v128, _: v128): v128 {
    return v128.abs<T>(x)
  }
}

/** `pmax` keeps x where x < 0 is false, so NaN stays; the sum makes 0 of −0, as Math.max does. */
class Relu {
  @inline
  of<T>(x: v128, zero: v128): v128 {
    return v128.add<T>(v128.pmax<T>(x, zero), zero)
  }
}

class Scale {
  @inline
  of<T>(x: v128, k: v128): v128 {
    return v128.mul<T>(k, x)
  }
}

class DivideBy {
  @inline
  of<T>(x: v128, k: v128): v128 {
    return v128.div<T>(x, k)
  }
}

class Shift {
  @inline
  of<T>(x: v128, k: v128): v128 {
    return v128.add<T>(x, k)
  }
}

export function exp64(out: usize, x: usize, n: usize): void {
  map<f64, Exp>(out, x, n)
}
export function exp32(out: usize, x: usize, n: usize): void {
  map<f32, Exp>(out, x, n)
}
export function log64(out: usize, x: usize, n: usize): void {
  map<f64, Log>(out, x, n)
}
export function log32(out: usize, x: usize, n: usize): void {
  map<f32, Log>(out, x, n)
}
export function tanh64(out: usize, x: usize, n: usize): void {
  map<f64, Tanh>(out, x, n)
}
export function tanh32(out: usize, x: usize, n: usize): void {
  map<f32, Tanh>(out, x, n)
}
export function sigmoid64(out: usize, x: usize, n: usize): void {
  map<f64, Sigmoid>(out, x, n)
}
export function sigmoid32(out: usize, x: usize, n: usize): void {
  map<f32, Sigmoid>(out, x, n)
}
export function negate64(out: usize, x: usize, n: usize): void {
  mapWith<f64, Negate>(out, x, n, 0)
}
export function negate32(out: usize, x: usize, n: usize): void {
  mapWith<f32, Negate>(out, x, n, 0)
}
export function square64(out: usize, x: usize, n: usize): void {
  mapWith<f64, Square>(out, x, n, 0)
}
export function square32(out: usize, x: usize, n: usize): void {
  mapWith<f32, Square>(out, x, n, 0)
}
export function sqrt64(out: usize, x: usize, n: usize): void {
  mapWith<f64, Sqrt>(out, x, n, 0)
}
export function sqrt32(out: usize, x: usize, n: usize): void {
  mapWith<f32, Sqrt>(out, x, n, 0)
}
export function abs64(out: usize, x: usize, n: usize): void {
  mapWith<f64, Abs>(out, x, n, 0)
}
export function abs32(out: usize, x: usize, n: usize): void {
  mapWith<f32, Abs>(out, x, n, 0)
}
export function relu64(out: usize, x: usize, n: usize): void {
  mapWith<f64, Relu>(out, x, n, 0)
}
export function relu32(out: usize, x: usize, n: usize): void {
  mapWith<f32, Relu>(out, x, n, 0)
}
export function scale64(out: usize, x: usize, n: usize, k: f64): void {
  mapWith<f64, Scale>(out, x, n, k)
}
export function scale32(out: usize, x: usize, n: usize, k: f32): void {
  mapWith<f32, Scale>(out, x, n, k)
}
export function divideBy64(out: usize, x: usize, n: usize, k: f64): void {
  mapWith<f64, DivideBy>(out, x, n, k)
}
export function divideBy32(out: usize, x: usize, n: usize, k: f32): void {
  mapWith<f32, DivideBy>(out, x, n, k)
}
export function shift64(out: usize, x: usize, n: usize, k: f64): void {
  mapWith<f64, Shift>(out, x, n, k)
}
export function shift32(out: usize, x: usize, n: usize, k: f32): void {
  mapWith<f32, Shift>(out, x, n, k)
}
