/** Windows that slide over images: every patch laid out in a column (im2col), the adjoint, and the first maximum of each. */
import { apply, type Kernel } from './kernel'
import { reshape } from './reshape'
import { type Shape, sizeOf, type Tensor } from './tensor'

/** A window of `kernel` (height, width) that moves by `stride` over an image with `padding` added on both sides. */
export interface Window {
  readonly kernel: readonly number[]
  readonly stride: readonly number[]
  readonly padding: readonly number[]
}

/**
 * How many places the window takes, down and across: ⌊(H + 2p − k) / s⌋ + 1 for an image whose last two axes are (H, W).
 * `null` where the window is larger than the padded image.
 */
export function placesOf(
  image: Shape,
  { kernel, stride, padding }: Window,
): readonly [number, number] | null {
  const [down, across] = [0, 1].map(i => {
    const room = image.at(i - 2)! + 2 * padding[i]! - kernel[i]!
    return room < 0 ? 0 : Math.floor(room / stride[i]!) + 1
  }) as [number, number]
  return down > 0 && across > 0 ? [down, across] : null
}

/** The sizes of both tensors, and where in one channel of an image each entry of its patches is read; −1 is padding. */
interface Reading {
  readonly images: number
  readonly channels: number
  /** Entries of one channel of one image. */
  readonly area: number
  /** Entries of one window, and windows on one image. */
  readonly entries: number
  readonly places: number
  readonly from: Int32Array
}

function readingOf(image: Shape, window: Window): Reading {
  const [images, channels, H, W] = image as readonly [number, number, number, number]
  const [kh, kw] = window.kernel as readonly [number, number]
  const [down, across] = placesOf(image, window)!
  const places = down * across
  const from = new Int32Array(kh * kw * places)
  let at = 0
  for (let ky = 0; ky < kh; ky++)
    for (let kx = 0; kx < kw; kx++)
      for (let row = 0; row < down; row++)
        for (let column = 0; column < across; column++) {
          const y = row * window.stride[0]! - window.padding[0]! + ky
          const x = column * window.stride[1]! - window.padding[1]! + kx
          from[at++] = y >= 0 && y < H && x >= 0 && x < W ? y * W + x : -1
        }
  return { images, channels, area: H * W, entries: kh * kw, places, from }
}

type Options = { readonly [K in keyof Window]: readonly number[] }

const patchesKernel: Kernel<Options & { readonly outside: number }, Reading & { readonly outside: number }> =
  {
    name: 'patches',
    prepare: ({ inputs: [x], options }) => ({ ...readingOf(x!, options), outside: options.outside }),
    run: (out, [x], { images, channels, area, entries, places, from, outside }) => {
      let to = 0
      for (let channel = 0; channel < channels; channel++)
        for (let first = 0; first < entries * places; first += places)
          for (let image = 0; image < images; image++) {
            const at = (image * channels + channel) * area
            for (let i = first; i < first + places; i++)
              out[to++] = from[i]! < 0 ? outside : x![at + from[i]!]!
          }
    },
  }

const unpatchKernel: Kernel<Options, Reading> = {
  name: 'unpatch',
  prepare: ({ shape, options }) => readingOf(shape, options),
  run: (out, [g], { images, channels, area, entries, places, from }) => {
    out.fill(0)
    let read = 0
    for (let channel = 0; channel < channels; channel++)
      for (let first = 0; first < entries * places; first += places)
        for (let image = 0; image < images; image++) {
          const at = (image * channels + channel) * area
          for (let i = first; i < first + places; i++, read++)
            if (from[i]! >= 0) out[at + from[i]!] = out[at + from[i]!]! + g![read]!
        }
  },
}

const plain = ({ kernel, stride, padding }: Window): Options => ({ kernel, stride, padding })

/**
 * Images (N, C, H, W) as patches (C, kh · kw, N · places): a column is what one window sees, row by row, `outside` where it
 * looks past the border. One column after the other, so that a convolution of the whole batch is a single matrix product.
 */
export function patches(x: Tensor, window: Window, outside: number): Tensor {
  const [images, channels] = x.shape as readonly [number, number, ...number[]]
  const shape = [channels, sizeOf(window.kernel), images * sizeOf(placesOf(x.shape, window)!)]
  return apply(patchesKernel, [x], shape, { ...plain(window), outside })
}

/** The adjoint of `patches`: adds every entry up where it was read; what was read outside is dropped. `shape` is (N, C, H, W). */
export const unpatch = (g: Tensor, shape: Shape, window: Window): Tensor =>
  apply(unpatchKernel, [g], shape, plain(window))

/** The images with all their channels as channels of a single one. */
const single = ([N, C, H, W]: Shape): Shape => [1, N! * C!, H!, W!]

/** The patches of each channel by itself: (N, C, H, W) as (N · C, kh · kw, places). */
export const channelPatches = (x: Tensor, window: Window, outside: number): Tensor =>
  patches(reshape(x, single(x.shape)), window, outside)

/** The adjoint of `channelPatches`. `shape` is (N, C, H, W). */
export const channelUnpatch = (g: Tensor, shape: Shape, window: Window): Tensor =>
  reshape(unpatch(g, single(shape), window), shape)

const firstMaximumKernel: Kernel<
  Record<never, never>,
  readonly [groups: number, count: number, inner: number]
> = {
  name: 'firstMaximum',
  prepare: ({ shape: [groups, count, inner] }) => [groups!, count!, inner!],
  run: (out, [x, inside], [groups, count, inner]) => {
    out.fill(0)
    for (let group = 0; group < groups; group++)
      for (let i = 0; i < inner; i++) {
        const first = group * count * inner
        const end = first + count * inner
        let best = first + i
        if (inside) while (inside[best - first] === 0 && best + inner < end) best += inner
        // A NaN wins over every number, as it does in the maximum, and the first of them stays.
        for (let at = best + inner; at < end; at += inner)
          if (x![at]! > x![best]! || (Number.isNaN(x![at]!) && !Number.isNaN(x![best]!))) best = at
        out[best] = 1
      }
  },
}

/**
 * 1 at the first of the largest entries along the middle axis of `x` (three axes), 0 elsewhere: who gets a maximum's gradient.
 * Where `inside` is 0 (the same for all groups, of size 1 on the first axis) there is no entry, if that of `x` is −Infinity.
 */
export const firstMaximum = (x: Tensor, inside?: Tensor): Tensor =>
  apply(firstMaximumKernel, inside ? [x, inside] : [x], x.shape, {})
