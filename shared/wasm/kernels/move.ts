/** Kernels that move numbers without changing them. `out` overlaps nothing. */

const blockRows: usize = 16

/**
 * out (cols, rows) = x (rows, cols) with its axes exchanged; whole vectors where a square of them fits. Rows of `out` and of `x`
 * begin `outRow` and `row` entries after one another.
 */
export function transposeTo<T>(
  out: usize,
  outRow: usize,
  x: usize,
  row: usize,
  rows: usize,
  cols: usize,
): void {
  const side: usize = 16 / sizeof<T>()
  const rowBytes = row * sizeof<T>()
  const outBytes = outRow * sizeof<T>()
  const fullRows = rows & ~(side - 1)
  const fullCols = cols & ~(side - 1)
  // A block of rows at a time: what is written side by side in `out` is then written while it is near.
  for (let block: usize = 0; block < fullRows; block += blockRows) {
    const end = min<usize>(block + blockRows, fullRows)
    for (let col: usize = 0; col < fullCols; col += side) {
      let from = x + block * rowBytes + col * sizeof<T>()
      let to = out + col * outBytes + block * sizeof<T>()
      for (let i = block; i < end; i += side) {
        transposeSquare<T>(to, outBytes, from, rowBytes)
        from += side * rowBytes
        to += 16
      }
    }
  }
  for (let col = fullCols; col < cols; col++)
    copySpread<T>(out + col * outBytes, x + col * sizeof<T>(), rowBytes, fullRows)
  for (let i = fullRows; i < rows; i++) {
    let to = out + i * sizeof<T>()
    for (let col: usize = 0; col < cols; col++) {
      store<T>(to, load<T>(x + i * rowBytes + col * sizeof<T>()))
      to += outBytes
    }
  }
}

/** `n` numbers that stand `step` bytes apart, written side by side. */
function copySpread<T>(out: usize, x: usize, step: usize, n: usize): void {
  for (; n !== 0; n--) {
    store<T>(out, load<T>(x))
    out += sizeof<T>()
    x += step
  }
}

/** A square of one vector's side: 2 × 2 in float64, 4 × 4 in float32. The steps between rows are in bytes. */
export function transposeSquare<T>(out: usize, outStep: usize, x: usize, step: usize): void {
  const a = v128.load(x)
  const b = v128.load(x + step)
  if (sizeof<T>() === 8) {
    v128.store(out, v128.shuffle<f64>(a, b, 0, 2))
    v128.store(out + outStep, v128.shuffle<f64>(a, b, 1, 3))
    return
  }
  const c = v128.load(x + 2 * step)
  const d = v128.load(x + 3 * step)
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5)
  const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5)
  const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7)
  const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7)
  v128.store(out, v128.shuffle<f64>(ab, cd, 0, 2))
  v128.store(out + outStep, v128.shuffle<f64>(ab, cd, 1, 3))
  v128.store(out + 2 * outStep, v128.shuffle<f64>(abHigh, cdHigh, 0, 2))
  v128.store(out + 3 * outStep, v128.shuffle<f64>(abHigh, cdHigh, 1, 3))
}

/** out[i] = x[offsets[i]]. */
function gather<T>(out: usize, x: usize, n: usize, offsets: usize): void {
  for (; n !== 0; n--) {
    store<T>(out, load<T>(x + load<u32>(offsets) * sizeof<T>()))
    offsets += 4
    out += sizeof<T>()
  }
}

export function transpose64(out: usize, outRow: usize, x: usize, row: usize, rows: usize, cols: usize): void {
  transposeTo<f64>(out, outRow, x, row, rows, cols)
}
export function transpose32(out: usize, outRow: usize, x: usize, row: usize, rows: usize, cols: usize): void {
  transposeTo<f32>(out, outRow, x, row, rows, cols)
}
export function gather64(out: usize, x: usize, n: usize, offsets: usize): void {
  gather<f64>(out, x, n, offsets)
}
export function gather32(out: usize, x: usize, n: usize, offsets: usize): void {
  gather<f32>(out, x, n, offsets)
}
