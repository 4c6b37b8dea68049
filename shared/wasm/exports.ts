/** What the WebAssembly kernels offer. Pointers are bytes from the beginning of the memory; counts and sizes are in entries. */

type Both<Names extends string, Kernel> = { readonly [Name in `${Names}${64 | 32}`]: Kernel }

/** `out` may be `x`. */
type Unary = (out: number, x: number, n: number) => void
type UnaryWith = (out: number, x: number, n: number, k: number) => void

/** `runs`, `length` and steps as in `Pairing`; `startsA` and `startsB` point to one 32-bit offset, in entries, per run. */
type Pairwise = (
  out: number,
  a: number,
  b: number,
  runs: number,
  length: number,
  stepA: number,
  stepB: number,
  startsA: number,
  startsB: number,
) => void

/** x (outer, count, inner) to out (outer, inner); rows of `inner` entries begin `row` entries after one another. */
type Fold = (out: number, x: number, outer: number, count: number, inner: number, row: number) => void
/** `offsets` points to `n` 32-bit offsets, in entries. */
type Moved = (out: number, x: number, n: number, offsets: number) => void

export type Kernels = Both<
  'negate' | 'square' | 'sqrt' | 'abs' | 'exp' | 'log' | 'tanh' | 'sigmoid' | 'relu',
  Unary
> &
  /** k · x, x / k, x + k. */
  Both<'scale' | 'divideBy' | 'shift', UnaryWith> &
  /** The slopes are g (1 − b²), g b (1 − b), and g where b > 0, else 0. */
  Both<
    | 'add'
    | 'subtract'
    | 'multiply'
    | 'divide'
    | 'maximum'
    | 'minimum'
    | 'tanhSlope'
    | 'sigmoidSlope'
    | 'keepWherePositive',
    Pairwise
  > &
  Both<'foldSum' | 'foldMax', Fold> &
  /** out (cols, rows) of x (rows, cols); the rows of either begin `outRow` and `row` entries after one another. */
  Both<
    'transpose',
    (out: number, outRow: number, x: number, row: number, rows: number, cols: number) => void
  > &
  /** out[i] = x[offsets[i]]. */
  Both<'gather', Moved> &
  /** The index of the first NaN or infinity, or −1. */
  Both<'firstNonFinite', (x: number, n: number) => number> &
  /**
   * out (n, m) = A · B + bias: `a` is (n, k), or (k, n) with `transA` = 1; `b` is (k, m), or (m, k) with `transB` = 1. `bias` points
   * to m numbers that are added to every row, or is 0; `scratch` to `matmulScratch(n, k, m)` bytes. The rows of `a`, `b` and `out`
   * begin `rowA`, `rowB` and `rowOut` entries after one another.
   */
  Both<
    'matmul',
    (
      out: number,
      a: number,
      b: number,
      n: number,
      k: number,
      m: number,
      transA: number,
      transB: number,
      bias: number,
      scratch: number,
      rowA: number,
      rowB: number,
      rowOut: number,
    ) => void
  > &
  Both<'matmulScratch', (n: number, k: number, m: number) => number> & {
    /** The kernels' own numbers stand before this byte. */
    readonly firstFreeByte: () => number
  }
