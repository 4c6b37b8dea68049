/**
 * The matrix product: out (n, m) = A · B + bias. A is `a` (n, k) or, with `transA`, the transpose of `a` (k, n); B is `b` (k, m)
 * or, with `transB`, the transpose of `b` (m, k). Rows of `a`, `b` and `out` begin `rowA`, `rowB` and `rowOut` entries after one
 * another, so that each may be a part of a larger matrix. `bias` points to m numbers that are added to every row, or is 0.
 * `scratch` points to `matmulScratch` bytes. The way is chosen by the sizes alone, so equal calls give equal bits.
 */
import { dots } from './dots'
import { zeros } from './lanes'
import { looseProduct } from './loose'
import { transposeTo } from './move'
import { packAcross, packAlong } from './pack'
import { columnOfPairs, pairByPairs, rowOfPairs } from './pairs'
import { thinProduct } from './thin'
import { copyTile, packedTile, tileCols, tileRows } from './tile'

/** A block of B (depth × width) stays in the second cache, one of its strips and a panel of A in the first. */
const depth: usize = 256
const width: usize = 512
const height: usize = 96

/** Room for one tile. */
const tileBytes: usize = 512

function packedProduct<T>(
  out: usize,
  a: usize,
  b: usize,
  n: usize,
  k: usize,
  m: usize,
  transA: bool,
  transB: bool,
  bias: usize,
  scratch: usize,
  rowA: usize,
  rowB: usize,
  rowOut: usize,
): void {
  const size = sizeof<T>()
  const rows = tileRows()
  const cols = tileCols<T>()
  const aRow = rowA * size
  const bRow = rowB * size
  const outRow = rowOut * size
  const panels = scratch + tileBytes
  const strips = panels + height * depth * size
  for (let j: usize = 0; j < m; j += width) {
    const blockWidth = min<usize>(width, m - j)
    for (let p: usize = 0; p < k; p += depth) {
      const blockDepth = min<usize>(depth, k - p)
      const stripBytes = cols * blockDepth * size
      for (let s: usize = 0; s < blockWidth; s += cols) {
        const to = strips + (s / cols) * stripBytes
        const some = min<usize>(cols, blockWidth - s)
        if (transB) packAcross<T>(to, 32, b + (j + s) * bRow + p * size, bRow, some, blockDepth)
        else packAlong<T>(to, 32, b + p * bRow + (j + s) * size, bRow, some, blockDepth)
      }
      for (let i: usize = 0; i < n; i += height) {
        const blockHeight = min<usize>(height, n - i)
        const panelBytes = rows * blockDepth * size
        for (let r: usize = 0; r < blockHeight; r += rows) {
          const to = panels + (r / rows) * panelBytes
          const some = min<usize>(rows, blockHeight - r)
          if (transA) packAlong<T>(to, rows * size, a + p * aRow + (i + r) * size, aRow, some, blockDepth)
          else packAcross<T>(to, rows * size, a + (i + r) * aRow + p * size, aRow, some, blockDepth)
        }
        for (let s: usize = 0; s < blockWidth; s += cols) {
          const strip = strips + (s / cols) * stripBytes
          const someCols = min<usize>(cols, blockWidth - s)
          for (let r: usize = 0; r < blockHeight; r += rows) {
            const panel = panels + (r / rows) * panelBytes
            const someRows = min<usize>(rows, blockHeight - r)
            const to = out + (i + r) * outRow + (j + s) * size
            const start = p !== 0 ? to : bias !== 0 ? bias + (j + s) * size : zeros
            const startStep = p !== 0 ? outRow : 0
            if (someRows === rows && someCols === cols)
              packedTile<T>(to, outRow, start, startStep, panel, strip, blockDepth)
            else {
              // Beyond the matrix stands what follows it in memory; those entries are computed and left out.
              if (p !== 0) copyTile<T>(scratch, 32, to, outRow, someRows, someCols)
              packedTile<T>(
                scratch,
                32,
                p !== 0 ? scratch : start,
                p !== 0 ? 32 : 0,
                panel,
                strip,
                blockDepth,
              )
              copyTile<T>(to, outRow, scratch, 32, someRows, someCols)
            }
          }
        }
      }
    }
  }
}

function matmul<T>(
  out: usize,
  a: usize,
  b: usize,
  n: usize,
  k: usize,
  m: usize,
  transA: bool,
  transB: bool,
  bias: usize,
  scratch: usize,
  rowA: usize,
  rowB: usize,
  rowOut: usize,
): void {
  if (n === 0 || m === 0) return
  // A matrix of one row or column without gaps is stored like its transpose.
  if (transA && (k === 1 || (n === 1 && rowA === 1))) {
    transA = false
    rowA = k === 1 ? 1 : k
  }
  if (transB && k === 1 && rowB === 1) {
    transB = false
    rowB = m
  }
  if (!transB && m === 1 && rowB === 1) {
    transB = true
    rowB = k
  }
  if (n === 1 && !transA && m === 2 && !transB && rowB === 2) {
    rowOfPairs<T>(out, a, b, k, bias)
    return
  }
  if (n === 1 && !transA && k === 2 && transB && rowB === 2) {
    pairByPairs<T>(out, a, b, m, bias)
    return
  }
  if (k === 1 && rowA === 1 && m === 2 && !transB && rowOut === 2 && bias === 0) {
    columnOfPairs<T>(out, a, b, n)
    return
  }
  const narrow = m <= 4 && n > m
  // outᵀ = Bᵀ · Aᵀ has long rows where out has short ones.
  if (narrow && bias === 0 && (transA || (k === 1 && rowA === 1))) {
    const direct = m === 1 && rowOut === 1
    const to = direct ? out : scratch + tileBytes
    unpacked<T>(to, b, a, m, k, n, !transB, 0, scratch, rowB, transA ? rowA : n, n)
    if (!direct) transposeTo<T>(out, rowOut, to, n, m, n)
    return
  }
  if (!transA && (narrow || (n === 1 && transB && k >= 16))) {
    if (transB) dots<T>(out, a, b, n, k, m, bias, rowA, rowB, rowOut)
    else {
      transposeTo<T>(scratch, k, b, rowB, k, m)
      dots<T>(out, a, scratch, n, k, m, bias, rowA, k, rowOut)
    }
    return
  }
  if (n >= 12 && k >= 16 && m > 4) {
    packedProduct<T>(out, a, b, n, k, m, transA, transB, bias, scratch, rowA, rowB, rowOut)
    return
  }
  if (transB) {
    transposeTo<T>(scratch + tileBytes, m, b, rowB, m, k)
    b = scratch + tileBytes
    rowB = m
  }
  unpacked<T>(out, a, b, n, k, m, transA, bias, scratch, rowA, rowB, rowOut)
}

/** B is read as it stands. */
function unpacked<T>(
  out: usize,
  a: usize,
  b: usize,
  n: usize,
  k: usize,
  m: usize,
  transA: bool,
  bias: usize,
  room: usize,
  rowA: usize,
  rowB: usize,
  rowOut: usize,
): void {
  const size = sizeof<T>()
  const aRow = (transA ? 1 : rowA) * size
  const aStep = (transA ? rowA : 1) * size
  const bRow = rowB * size
  const outRow = rowOut * size
  if (k === 1 || k === 2) thinProduct<T>(out, outRow, a, aRow, aStep, b, bRow, n, k, m, bias)
  else looseProduct<T>(out, outRow, a, aRow, aStep, b, bRow, n, k, m, bias, room)
}

/** Bytes of scratch space that a product of these sizes may need. */
function scratchBytes(n: usize, k: usize, m: usize, size: usize): usize {
  const transposed = max<usize>(k * m, m <= 4 ? n * m : 0)
  const blocks = min<usize>(k, depth) * (min<usize>(m, width) + 16) + height * depth
  return tileBytes + max<usize>(transposed, blocks) * size + 128
}

export function matmulScratch64(n: usize, k: usize, m: usize): usize {
  return scratchBytes(n, k, m, 8)
}
export function matmulScratch32(n: usize, k: usize, m: usize): usize {
  return scratchBytes(n, k, m, 4)
}
export function matmul64(
  out: usize,
  a: usize,
  b: usize,
  n: usize,
  k: usize,
  m: usize,
  transA: bool,
  transB: bool,
  bias: usize,
  scratch: usize,
  rowA: usize,
  rowB: usize,
  rowOut: usize,
): void {
  matmul<f64>(out, a, b, n, k, m, transA, transB, bias, scratch, rowA, rowB, rowOut)
}
export function matmul32(
  out: usize,
  a: usize,
  b: usize,
  n: usize,
  k: usize,
  m: usize,
  transA: bool,
  transB: bool,
  bias: usize,
  scratch: usize,
  rowA: usize,
  rowB: usize,
  rowOut: usize,
): void {
  matmul<f32>(out, a, b, n, k, m, transA, transB, bias, scratch, rowA, rowB, rowOut)
}
