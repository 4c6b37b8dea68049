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
  const full = width & ~(lanes<T>() - 1)
  const left = width - full
  for (; count !== 0; count--) {
    for (let at: usize = 0; at < full * sizeof<T>(); at += 16) v128.store(out + at, v128.load(x + at))
    if (left !== 0) storePart<T>(out + full * sizeof<T>(), loadPart<T>(x + full * sizeof<T>(), left), left)
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
