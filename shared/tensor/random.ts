/** Seeded numbers: the same on every machine and in every engine, because files keep a seed instead of the numbers. */
import { ones, type Shape, sizeOf, type Tensor, zeros } from './tensor'

/**
 * How a tensor is filled when its numbers are not typed in. `normal` is standard normal; `glorot` is uniform within
 * ±√(6 / (fanIn + fanOut)); `he` is normal with standard deviation √(2 / fanIn); `oneHot` puts the 1 of row i in column
 * i mod C (no seed), so that a batch of targets walks through the classes.
 */
export type Init = 'zeros' | 'ones' | 'normal' | 'glorot' | 'he' | 'oneHot'

/** A stream of uniform numbers in [0, 1) with 53 random bits each: sfc32 (Doty-Humphrey), seeded through splitmix32. */
export function uniformFrom(seed: number): () => number {
  let state = (seed >>> 0) ^ Math.imul(Math.floor(seed / 2 ** 32) >>> 0, 0x9e3779b1)
  const split = () => {
    state = (state + 0x9e3779b9) | 0
    let t = state ^ (state >>> 16)
    t = Math.imul(t, 0x21f0aaad)
    t ^= t >>> 15
    t = Math.imul(t, 0x735a2d97)
    return t ^ (t >>> 15)
  }
  let [a, b, c, counter] = [split(), split(), split(), 1]
  const next = () => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + t) | 0
    return t >>> 0
  }
  for (let i = 0; i < 12; i++) next()
  return () => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53
}

/** A stream of standard normal numbers: Marsaglia's polar form of Box-Muller, which needs no sine or cosine. */
export function normalFrom(seed: number): () => number {
  const uniform = uniformFrom(seed)
  let spare: number | null = null
  return () => {
    if (spare !== null) {
      const kept = spare
      spare = null
      return kept
    }
    for (;;) {
      const u = 2 * uniform() - 1
      const v = 2 * uniform() - 1
      const s = u * u + v * v
      if (s === 0 || s >= 1) continue
      const factor = Math.sqrt((-2 * ln(s)) / s)
      spare = v * factor
      return u * factor
    }
  }
}

/**
 * ln s for 0 < s < 1 from +, −, ×, ÷ alone, which IEEE 754 fixes to the last bit; `Math.log` may differ between engines.
 * s = m 2^e with m in [¾, 3/2), ln m = 2 artanh((m − 1) / (m + 1)); the series is cut below 1e-17.
 */
export function ln(s: number): number {
  let m = s
  let e = 0
  for (; m < 0.75; e--) m *= 2
  const r = (m - 1) / (m + 1)
  let series = 0
  for (let n = 25; n >= 1; n -= 2) series = series * r * r + 1 / n
  return 2 * r * series + e * Math.LN2
}

/**
 * The fans of a weight: (fanIn, fanOut) is the shape of a matrix; a vector of H has both fans H, a scalar 1; beyond rank 2
 * the shape is read as a convolution's (out, in, …field).
 */
export function fansOf(shape: Shape): { readonly fanIn: number; readonly fanOut: number } {
  const [first = 1, second = first, ...field] = shape
  const size = sizeOf(field)
  return shape.length <= 2 ? { fanIn: first, fanOut: second } : { fanIn: second * size, fanOut: first * size }
}

/** A tensor filled by the recipe. The numbers of a recipe never change: files depend on them. */
export function initialise(shape: Shape, init: Init, seed: number): Tensor {
  const { fanIn, fanOut } = fansOf(shape)
  switch (init) {
    case 'zeros':
      return zeros(shape)
    case 'ones':
      return ones(shape)
    case 'normal':
      return drawn(shape, normalFrom(seed), 1)
    case 'he':
      return drawn(shape, normalFrom(seed), Math.sqrt(2 / fanIn))
    case 'glorot': {
      const uniform = uniformFrom(seed)
      return drawn(shape, () => 2 * uniform() - 1, Math.sqrt(6 / (fanIn + fanOut)))
    }
    case 'oneHot': {
      const out = zeros(shape)
      const columns = shape.at(-1) ?? 1
      for (let row = 0; row * columns < out.data.length; row++) out.data[row * columns + (row % columns)] = 1
      return out
    }
  }
}

function drawn(shape: Shape, draw: () => number, factor: number): Tensor {
  const out = zeros(shape)
  for (let i = 0; i < out.data.length; i++) out.data[i] = factor * draw()
  return out
}
