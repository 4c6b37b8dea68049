/**
 * The innermost loops of the matrix product: a small tile of the result stays in registers while k runs. V8 has 15 vector
 * registers; a tile that needs more spills and halves its speed, and so does a loop that is unrolled by hand.
 */
import { lanes, loadPart, multiplyAdd, storePart } from './lanes'

/** Rows of a packed tile: with a fused multiply-add 6 × 2 accumulators, 2 columns of B and one number of A just fit. */
export function tileRows(): usize {
  return ASC_FEATURE_RELAXED_SIMD ? 6 : 4
}

/** Columns of a packed tile: two vectors. */
export function tileCols<T>(): usize {
  return 2 * lanes<T>()
}

/**
 * A full tile: out = start + A · B, where `a` holds the tile's entries of A column by column and `b` those of B row by row,
 * both without gaps. `step` and `startStep` (0: every row starts alike) are in bytes.
 */
export function packedTile<T>(
  out: usize,
  step: usize,
  start: usize,
  startStep: usize,
  a: usize,
  b: usize,
  k: usize,
): void {
  let c00 = v128.load(start)
  let c01 = v128.load(start, 16)
  start += startStep
  let c10 = v128.load(start)
  let c11 = v128.load(start, 16)
  start += startStep
  let c20 = v128.load(start)
  let c21 = v128.load(start, 16)
  start += startStep
  let c30 = v128.load(start)
  let c31 = v128.load(start, 16)
  let c40 = c30
  let c41 = c31
  let c50 = c30
  let c51 = c31
  if (ASC_FEATURE_RELAXED_SIMD) {
    start += startStep
    c40 = v128.load(start)
    c41 = v128.load(start, 16)
    start += startStep
    c50 = v128.load(start)
    c51 = v128.load(start, 16)
  }
  for (; k !== 0; k--) {
    const b0 = v128.load(b)
    const b1 = v128.load(b, 16)
    const a0 = v128.load_splat<T>(a)
    c00 = multiplyAdd<T>(a0, b0, c00)
    c01 = multiplyAdd<T>(a0, b1, c01)
    const a1 = v128.load_splat<T>(a + sizeof<T>())
    c10 = multiplyAdd<T>(a1, b0, c10)
    c11 = multiplyAdd<T>(a1, b1, c11)
    const a2 = v128.load_splat<T>(a + 2 * sizeof<T>())
    c20 = multiplyAdd<T>(a2, b0, c20)
    c21 = multiplyAdd<T>(a2, b1, c21)
    const a3 = v128.load_splat<T>(a + 3 * sizeof<T>())
    c30 = multiplyAdd<T>(a3, b0, c30)
    c31 = multiplyAdd<T>(a3, b1, c31)
    if (ASC_FEATURE_RELAXED_SIMD) {
      const a4 = v128.load_splat<T>(a + 4 * sizeof<T>())
      c40 = multiplyAdd<T>(a4, b0, c40)
      c41 = multiplyAdd<T>(a4, b1, c41)
      const a5 = v128.load_splat<T>(a + 5 * sizeof<T>())
      c50 = multiplyAdd<T>(a5, b0, c50)
      c51 = multiplyAdd<T>(a5, b1, c51)
    }
    a += tileRows() * sizeof<T>()
    b += 32
  }
  v128.store(out, c00)
  v128.store(out, c01, 16)
  out += step
  v128.store(out, c10)
  v128.store(out, c11, 16)
  out += step
  v128.store(out, c20)
  v128.store(out, c21, 16)
  out += step
  v128.store(out, c30)
  v128.store(out, c31, 16)
  if (ASC_FEATURE_RELAXED_SIMD) {
    out += step
    v128.store(out, c40)
    v128.store(out, c41, 16)
    out += step
    v128.store(out, c50)
    v128.store(out, c51, 16)
  }
}

/**
 * Four rows by two vectors where nothing is packed: entry (i, p) of A stands at `a + i · aRow + p · aStep`, row p of B at
 * `b + p · bStep`. Steps in bytes.
 */
export function looseTile4<T>(
  out: usize,
  step: usize,
  start: usize,
  startStep: usize,
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  k: usize,
): void {
  let c00 = v128.load(start)
  let c01 = v128.load(start, 16)
  start += startStep
  let c10 = v128.load(start)
  let c11 = v128.load(start, 16)
  start += startStep
  let c20 = v128.load(start)
  let c21 = v128.load(start, 16)
  start += startStep
  let c30 = v128.load(start)
  let c31 = v128.load(start, 16)
  let a1 = a + aRow
  let a2 = a1 + aRow
  let a3 = a2 + aRow
  for (; k !== 0; k--) {
    const b0 = v128.load(b)
    const b1 = v128.load(b, 16)
    const s0 = v128.load_splat<T>(a)
    c00 = multiplyAdd<T>(s0, b0, c00)
    c01 = multiplyAdd<T>(s0, b1, c01)
    const s1 = v128.load_splat<T>(a1)
    c10 = multiplyAdd<T>(s1, b0, c10)
    c11 = multiplyAdd<T>(s1, b1, c11)
    const s2 = v128.load_splat<T>(a2)
    c20 = multiplyAdd<T>(s2, b0, c20)
    c21 = multiplyAdd<T>(s2, b1, c21)
    const s3 = v128.load_splat<T>(a3)
    c30 = multiplyAdd<T>(s3, b0, c30)
    c31 = multiplyAdd<T>(s3, b1, c31)
    a += aStep
    a1 += aStep
    a2 += aStep
    a3 += aStep
    b += bStep
  }
  v128.store(out, c00)
  v128.store(out, c01, 16)
  out += step
  v128.store(out, c10)
  v128.store(out, c11, 16)
  out += step
  v128.store(out, c20)
  v128.store(out, c21, 16)
  out += step
  v128.store(out, c30)
  v128.store(out, c31, 16)
}

/** As `looseTile4`: two rows by four vectors. */
export function looseTile2<T>(
  out: usize,
  step: usize,
  start: usize,
  startStep: usize,
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  k: usize,
): void {
  let c00 = v128.load(start)
  let c01 = v128.load(start, 16)
  let c02 = v128.load(start, 32)
  let c03 = v128.load(start, 48)
  start += startStep
  let c10 = v128.load(start)
  let c11 = v128.load(start, 16)
  let c12 = v128.load(start, 32)
  let c13 = v128.load(start, 48)
  for (; k !== 0; k--) {
    const s0 = v128.load_splat<T>(a)
    const s1 = v128.load_splat<T>(a + aRow)
    const b0 = v128.load(b)
    c00 = multiplyAdd<T>(s0, b0, c00)
    c10 = multiplyAdd<T>(s1, b0, c10)
    const b1 = v128.load(b, 16)
    c01 = multiplyAdd<T>(s0, b1, c01)
    c11 = multiplyAdd<T>(s1, b1, c11)
    const b2 = v128.load(b, 32)
    c02 = multiplyAdd<T>(s0, b2, c02)
    c12 = multiplyAdd<T>(s1, b2, c12)
    const b3 = v128.load(b, 48)
    c03 = multiplyAdd<T>(s0, b3, c03)
    c13 = multiplyAdd<T>(s1, b3, c13)
    a += aStep
    b += bStep
  }
  v128.store(out, c00)
  v128.store(out, c01, 16)
  v128.store(out, c02, 32)
  v128.store(out, c03, 48)
  out += step
  v128.store(out, c10)
  v128.store(out, c11, 16)
  v128.store(out, c12, 32)
  v128.store(out, c13, 48)
}

/** As `looseTile4`: one row by eight vectors. */
export function looseTile1<T>(
  out: usize,
  start: usize,
  a: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  k: usize,
): void {
  let c0 = v128.load(start)
  let c1 = v128.load(start, 16)
  let c2 = v128.load(start, 32)
  let c3 = v128.load(start, 48)
  let c4 = v128.load(start, 64)
  let c5 = v128.load(start, 80)
  let c6 = v128.load(start, 96)
  let c7 = v128.load(start, 112)
  for (; k !== 0; k--) {
    const s = v128.load_splat<T>(a)
    c0 = multiplyAdd<T>(s, v128.load(b), c0)
    c1 = multiplyAdd<T>(s, v128.load(b, 16), c1)
    c2 = multiplyAdd<T>(s, v128.load(b, 32), c2)
    c3 = multiplyAdd<T>(s, v128.load(b, 48), c3)
    c4 = multiplyAdd<T>(s, v128.load(b, 64), c4)
    c5 = multiplyAdd<T>(s, v128.load(b, 80), c5)
    c6 = multiplyAdd<T>(s, v128.load(b, 96), c6)
    c7 = multiplyAdd<T>(s, v128.load(b, 112), c7)
    a += aStep
    b += bStep
  }
  v128.store(out, c0)
  v128.store(out, c1, 16)
  v128.store(out, c2, 32)
  v128.store(out, c3, 48)
  v128.store(out, c4, 64)
  v128.store(out, c5, 80)
  v128.store(out, c6, 96)
  v128.store(out, c7, 112)
}

/** `rows` rows of `cols` numbers. Steps in bytes. */
export function copyTile<T>(out: usize, step: usize, x: usize, xStep: usize, rows: usize, cols: usize): void {
  const left = cols & (lanes<T>() - 1)
  const full = (cols - left) * sizeof<T>()
  for (; rows !== 0; rows--) {
    for (let at: usize = 0; at < full; at += 16) v128.store(out + at, v128.load(x + at))
    if (left !== 0) storePart<T>(out + full, loadPart<T>(x + full, left), left)
    out += step
    x += xStep
  }
}
