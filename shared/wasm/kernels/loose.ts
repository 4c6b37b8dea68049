/** The matrix product without packing, for few rows or short sums: B is read as it stands, a block of its rows at a time. */
import { lanes, zeros } from './lanes'
import { copyTile, looseTile1, looseTile2, looseTile4 } from './tile'

/** Bytes of B that stay in the nearest caches while a block is used. */
const blockBytes: usize = 65536

/**
 * out (n, m) = A · b + bias with `b` (k, m): entry (i, p) of A stands at `a + i · aRow + p · aStep`, rows of `b` and `out` are `bRow`
 * and `outRow` apart (all in bytes), `bias` as in `matmul`. Vectors are read up to 128 bytes beyond the end of `b` and `bias`; what
 * they find there is not used. `room` is 512 bytes.
 */
export function looseProduct<T>(
  out: usize,
  outRow: usize,
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bRow: usize,
  n: usize,
  k: usize,
  m: usize,
  bias: usize,
  room: usize,
): void {
  const size = sizeof<T>()
  const depth = max<usize>(8, blockBytes / (m * size))
  for (let p: usize = 0; p === 0 || p < k; p += depth) {
    const count = min<usize>(depth, k - p)
    const fromB = b + p * bRow
    for (let i: usize = 0; i < n; ) {
      const rows: usize = n - i >= 4 ? 4 : n - i >= 2 ? 2 : 1
      const vectors: usize = 8 / rows
      const cols: usize = vectors * lanes<T>()
      const fromA = a + i * aRow + p * aStep
      const to = out + i * outRow
      for (let j: usize = 0; j < m; j += cols) {
        const at = j * size
        const start = p !== 0 ? to + at : bias !== 0 ? bias + at : zeros
        const startStep = p !== 0 ? outRow : 0
        if (m - j >= cols) {
          if (rows === 4)
            looseTile4<T>(to + at, outRow, start, startStep, fromA, aRow, aStep, fromB + at, bRow, count)
          else if (rows === 2)
            looseTile2<T>(to + at, outRow, start, startStep, fromA, aRow, aStep, fromB + at, bRow, count)
          else looseTile1<T>(to + at, start, fromA, aStep, fromB + at, bRow, count)
        } else {
          const step: usize = 16 * vectors
          if (rows === 4)
            looseTile4<T>(room, step, start, startStep, fromA, aRow, aStep, fromB + at, bRow, count)
          else if (rows === 2)
            looseTile2<T>(room, step, start, startStep, fromA, aRow, aStep, fromB + at, bRow, count)
          else looseTile1<T>(room, start, fromA, aStep, fromB + at, bRow, count)
          copyTile<T>(to + at, outRow, room, step, rows, m - j)
        }
      }
      i += rows
    }
  }
}
