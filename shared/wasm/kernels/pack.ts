/** Copies of the parts of a matrix in the order in which the innermost loop of the product reads them. Steps are in bytes. */
import { lanes, loadPart, loadSpread, storePart } from './lanes'
import { transposeSquare } from './move'

/** The `width` numbers at `x`, then those at `x + step`, … `count` times; each lot takes `outStep` at `out`. */
export function packAlong<T>(
  out: usize,
  outStep: usize,
  x: usize,
  step: usize,
  width: usize,
  count: usize,
): void {
  const bytes = width * sizeof<T>()
  if (bytes === 32) {
    for (; count !== 0; count--) {
      v128.store(out, v128.load(x))
      v128.store(out, v128.load(x, 16), 16)
      x += step
      out += outStep
    }
    return
  }
  if (bytes === 48) {
    for (; count !== 0; count--) {
      v128.store(out, v128.load(x))
      v128.store(out, v128.load(x, 16), 16)
      v128.store(out, v128.load(x, 32), 32)
      x += step
      out += outStep
    }
    return
  }
  if (bytes === 24) {
    for (; count !== 0; count--) {
      v128.store(out, v128.load(x))
      v128.store64_lane(out, v128.load64_zero(x, 16), 0, 16)
      x += step
      out += outStep
    }
    return
  }
  const left = width & (lanes<T>() - 1)
  const full = bytes - left * sizeof<T>()
  for (; count !== 0; count--) {
    for (let at: usize = 0; at < full; at += 16) v128.store(out + at, v128.load(x + at))
    if (left !== 0) storePart<T>(out + full, loadPart<T>(x + full, left), left)
    x += step
    out += outStep
  }
}

/** As `packAlong`, where the numbers of one lot stand `rowStep` apart and the lots one number apart. */
export function packAcross<T>(
  out: usize,
  outStep: usize,
  x: usize,
  rowStep: usize,
  width: usize,
  count: usize,
): void {
  for (; width >= lanes<T>(); width -= lanes<T>()) {
    let from = x
    let to = out
    let left = count
    for (; left >= lanes<T>(); left -= lanes<T>()) {
      transposeSquare<T>(to, outStep, from, rowStep)
      from += 16
      to += lanes<T>() * outStep
    }
    for (; left !== 0; left--) {
      v128.store(to, loadSpread<T>(from, rowStep))
      from += sizeof<T>()
      to += outStep
    }
    x += lanes<T>() * rowStep
    out += 16
  }
  if (sizeof<T>() === 4 && width >= 2) {
    packTwoAcross(out, outStep, x, rowStep, count)
    x += 2 * rowStep
    out += 8
    width -= 2
  }
  for (; width !== 0; width--) {
    let to = out
    for (let at: usize = 0; at < count * sizeof<T>(); at += sizeof<T>()) {
      store<T>(to, load<T>(x + at))
      to += outStep
    }
    x += rowStep
    out += sizeof<T>()
  }
}

/** Two rows of float32 side by side. */
function packTwoAcross(out: usize, outStep: usize, x: usize, rowStep: usize, count: usize): void {
  for (; count >= 4; count -= 4) {
    const a = v128.load(x)
    const b = v128.load(x + rowStep)
    const low = v128.shuffle<f32>(a, b, 0, 4, 1, 5)
    const high = v128.shuffle<f32>(a, b, 2, 6, 3, 7)
    v128.store64_lane(out, low, 0)
    v128.store64_lane(out + outStep, low, 1)
    v128.store64_lane(out + 2 * outStep, high, 0)
    v128.store64_lane(out + 3 * outStep, high, 1)
    x += 16
    out += 4 * outStep
  }
  for (; count !== 0; count--) {
    store<f32>(out, load<f32>(x))
    store<f32>(out, load<f32>(x + rowStep), 4)
    x += 4
    out += outStep
  }
}
