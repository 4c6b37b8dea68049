/** What the formulas of convolutions and pools say, window by window: plain and slow, so that the ops' rules can be held against it. */
import type { Attrs } from '../ops/op'
import { subtract } from '../tensor/arithmetic'
import { square } from '../tensor/elementwise'
import { placesOf, type Window } from '../tensor/patches'
import { mean, sum } from '../tensor/reduce'
import { reshape } from '../tensor/reshape'
import { type Shape, sizeOf, type Tensor, zeros } from '../tensor/tensor'
import type { FunctionName } from './parse'

const names = [
  'conv',
  'convInput',
  'convWeights',
  'windowMax',
  'toWindowMax',
  'windowMean',
  'spreadWindows',
  'perChannel',
  'sumPerChannel',
  'meanPerChannel',
  'varPerChannel',
] as const satisfies readonly FunctionName[]
export type WindowFunction = (typeof names)[number]

export const isWindowed = (fn: FunctionName): fn is WindowFunction =>
  (names as readonly FunctionName[]).includes(fn)

/** One entry that a window reads; `at` is where in the images, −1 outside. Flat indices, windows and their entries row by row. */
interface Read {
  readonly image: number
  readonly channel: number
  readonly place: number
  readonly entry: number
  readonly at: number
}

function* readsOf([N, C, H, W]: Shape, window: Window): Generator<Read> {
  const { kernel, stride, padding } = window
  const [down, across] = placesOf([N!, C!, H!, W!], window)!
  for (let image = 0; image < N!; image++)
    for (let channel = 0; channel < C!; channel++)
      for (let place = 0; place < down * across; place++)
        for (let entry = 0; entry < sizeOf(kernel); entry++) {
          const y = Math.floor(place / across) * stride[0]! - padding[0]! + Math.floor(entry / kernel[1]!)
          const x = (place % across) * stride[1]! - padding[1]! + (entry % kernel[1]!)
          const within = y >= 0 && y < H! && x >= 0 && x < W!
          yield { image, channel, place, entry, at: within ? ((image * C! + channel) * H! + y) * W! + x : -1 }
        }
}

export const windowOf = ({ kernel, stride, padding }: Attrs, w?: Shape): Window => ({
  kernel: w ? w.slice(2) : (kernel as readonly number[]),
  stride: stride as readonly number[],
  padding: padding as readonly number[],
})

/** Of a convolution, or without `w` of a pool; `null` where these are no images, or too small. */
function slidShape(x: Shape, w: Shape | undefined, attrs: Attrs): Shape | null {
  if (x.length !== 4 || (w && (w.length !== 4 || w[1] !== x[1]))) return null
  const places = placesOf(x, windowOf(attrs, w))
  return places && [x[0]!, w ? w[0]! : x[1]!, ...places]
}

/** The shape of the function's value for arguments of these shapes; `null` where it has none. x and w are the op's ports. */
export function windowedShape(
  fn: WindowFunction,
  [a, b]: readonly Shape[],
  { x, w }: Readonly<Record<string, Shape>>,
  attrs: Attrs,
): Shape | null {
  switch (fn) {
    case 'conv':
      return slidShape(a!, b!, attrs)
    case 'windowMax':
    case 'windowMean':
      return slidShape(a!, undefined, attrs)
    case 'convInput':
    case 'toWindowMax':
    case 'spreadWindows':
      return x ?? null
    case 'convWeights':
      return w ?? null
    case 'perChannel':
      return a!.length === 1 && x && x.length > 1 ? repeatedOver(a!, x) : null
    case 'sumPerChannel':
      return a!.length > 1 ? [a![1]!] : null
    case 'meanPerChannel':
    case 'varPerChannel':
      return a!.length > 1 ? a!.map((size, axis) => (axis === 1 ? size : 1)) : null
  }
}

/** One number per channel, so shaped that it meets axis 1 of x. */
const repeatedOver = ([channels]: Shape, x: Shape): Shape => [channels!, ...x.slice(2).map(() => 1)]
/** All axes but that of the channels. */
export const withinChannel = (x: Shape): readonly number[] =>
  x.flatMap((_, axis) => (axis === 1 ? [] : [axis]))

/** The three sums that a convolution and its gradients are: out, x or w gathers the products of the other two. */
function convolved(which: 'out' | 'x' | 'w', x: Tensor, w: Tensor, out: Tensor, attrs: Attrs): Tensor {
  const tensors = { x, w, out }
  const sums = zeros(tensors[which].shape)
  const [O, C] = w.shape as readonly [number, number, ...number[]]
  const places = sizeOf(out.shape.slice(2))
  const entries = sizeOf(w.shape.slice(2))
  for (const { image, channel, place, entry, at } of readsOf(x.shape, windowOf(attrs, w.shape)))
    for (let o = 0; at >= 0 && o < O; o++) {
      const index = { x: at, w: (o * C + channel) * entries + entry, out: (image * O + o) * places + place }
      const [a, b] = (['x', 'w', 'out'] as const).filter(name => name !== which)
      sums.data[index[which]]! += tensors[a!].data[index[a!]]! * tensors[b!].data[index[b!]]!
    }
  return sums
}

/** Per window of a pool, in order: the places in `x` that it reads. */
function windowsOf(x: Shape, attrs: Attrs): readonly (readonly number[])[] {
  const places = sizeOf(slidShape(x, undefined, attrs)!.slice(2))
  const windows: number[][] = Array.from({ length: x[0]! * x[1]! * places }, () => [])
  for (const { image, channel, place, at } of readsOf(x, windowOf(attrs)))
    if (at >= 0) windows[(image * x[1]! + channel) * places + place]!.push(at)
  return windows
}

const divisorOf = (window: readonly number[], { kernel, countPadding }: Attrs) =>
  countPadding ? sizeOf(kernel as readonly number[]) : window.length

/** The first of the largest entries. */
const winnerOf = (window: readonly number[], { data }: Tensor) =>
  window.reduce((best, at) => (data[at]! > data[best]! ? at : best))

function pooled(x: Tensor, attrs: Attrs, reduce: (window: readonly number[]) => number): Tensor {
  const out = zeros(slidShape(x.shape, undefined, attrs)!)
  for (const [i, window] of windowsOf(x.shape, attrs).entries()) out.data[i] = reduce(window)
  return out
}

/** What each entry of `g` gives to those that its window read. */
function unpooled(
  x: Tensor,
  attrs: Attrs,
  share: (window: readonly number[], at: number) => number,
  g: Tensor,
) {
  const out = zeros(x.shape)
  for (const [i, window] of windowsOf(x.shape, attrs).entries())
    for (const at of window) out.data[at]! += g.data[i]! * share(window, at)
  return out
}

interface Ports {
  readonly values: Readonly<Record<string, Tensor>>
  readonly attrs: Attrs
}

/** The functions that slide a window over images, and channels; x and w are the ports of these names. */
export function windowed(fn: WindowFunction, args: readonly Tensor[], { values, attrs }: Ports): Tensor {
  const named = (port: string) => {
    if (!values[port]) throw new Error(`internal: the formula of an op without "${port}" reads windows`)
    return values[port]
  }
  const [a, b] = args as [Tensor, Tensor]
  switch (fn) {
    case 'conv':
      return convolved('out', a, b, zeros(slidShape(a.shape, b.shape, attrs)!), attrs)
    case 'convInput':
      return convolved('x', named('x'), b, a, attrs)
    case 'convWeights':
      return convolved('w', a, named('w'), b, attrs)
    case 'windowMax':
      return pooled(a, attrs, window => a.data[winnerOf(window, a)]!)
    case 'windowMean':
      return pooled(
        a,
        attrs,
        window => window.reduce((sum, at) => sum + a.data[at]!, 0) / divisorOf(window, attrs),
      )
    case 'toWindowMax':
      return unpooled(named('x'), attrs, (window, at) => (at === winnerOf(window, named('x')) ? 1 : 0), a)
    case 'spreadWindows':
      return unpooled(named('x'), attrs, window => 1 / divisorOf(window, attrs), a)
    case 'perChannel':
      return reshape(a, repeatedOver(a.shape, named('x').shape))
    case 'sumPerChannel':
      return sum(a, withinChannel(a.shape))
    case 'meanPerChannel':
      return mean(a, withinChannel(a.shape), true)
    case 'varPerChannel': {
      const axes = withinChannel(a.shape)
      return mean(square(subtract(a, mean(a, axes, true))), axes, true)
    }
  }
}
