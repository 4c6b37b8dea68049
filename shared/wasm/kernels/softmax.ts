/** Softmax and its logarithm of every row of x (rows, cols), shifted by the row's maximum. `out` overlaps nothing. */
import { Exp } from './exponential'
import { foldRow, Max } from './fold'
import { lanes, loadPart, storePart, sumOfLanes } from './lanes'
import { Log } from './logarithm'

/** out = e^(x − shift); returns the sum. */
function expShifted<T>(out: usize, x: usize, n: usize, shift: v128): T {
  const exp = changetype<Exp>(0)
  let sum = v128.splat<T>(0)
  for (; n >= lanes<T>(); n -= lanes<T>()) {
    const e = exp.of<T>(v128.sub<T>(v128.load(x), shift))
    v128.store(out, e)
    sum = v128.add<T>(sum, e)
    x += 16
    out += 16
  }
  if (n !== 0) {
    storePart<T>(out, exp.of<T>(v128.sub<T>(loadPart<T>(x, n), shift)), n)
    sum = v128.add<T>(sum, loadPart<T>(out, n))
  }
  return sumOfLanes<T>(sum)
}

function softmaxRows<T>(out: usize, x: usize, rows: usize, cols: usize): void {
  for (; rows !== 0; rows--) {
    const sum = v128.splat<T>(expShifted<T>(out, x, cols, v128.splat<T>(foldRow<T, Max>(x, cols))))
    let n = cols
    for (; n >= lanes<T>(); n -= lanes<T>()) {
      v128.store(out, v128.div<T>(v128.load(out), sum))
      out += 16
    }
    if (n !== 0) storePart<T>(out, v128.div<T>(loadPart<T>(out, n), sum), n)
    out += n * sizeof<T>()
    x += cols * sizeof<T>()
  }
}

function logSoftmaxRows<T>(out: usize, x: usize, rows: usize, cols: usize): void {
  const log = changetype<Log>(0)
  for (; rows !== 0; rows--) {
    const shift = v128.splat<T>(foldRow<T, Max>(x, cols))
    // The powers go to `out` first and are then written over.
    const logSum = log.of<T>(v128.splat<T>(expShifted<T>(out, x, cols, shift)))
    let n = cols
    for (; n >= lanes<T>(); n -= lanes<T>()) {
      v128.store(out, v128.sub<T>(v128.sub<T>(v128.load(x), shift), logSum))
      x += 16
      out += 16
    }
    if (n !== 0) storePart<T>(out, v128.sub<T>(v128.sub<T>(loadPart<T>(x, n), shift), logSum), n)
    out += n * sizeof<T>()
    x += n * sizeof<T>()
  }
}

export function softmaxRows64(out: usize, x: usize, rows: usize, cols: usize): void {
  softmaxRows<f64>(out, x, rows, cols)
}
export function softmaxRows32(out: usize, x: usize, rows: usize, cols: usize): void {
  softmaxRows<f32>(out, x, rows, cols)
}
export function logSoftmaxRows64(out: usize, x: usize, rows: usize, cols: usize): void {
  logSoftmaxRows<f64>(out, x, rows, cols)
}
export function logSoftmaxRows32(out: usize, x: usize, rows: usize, cols: usize): void {
  logSoftmaxRows<f32>(out, x, rows, cols)
}
