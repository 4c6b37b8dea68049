/** Entries of what brings many numbers together: sums, means, variances, maxima, softmax. */
import { type Axes, axesIn } from '../tensor/reduce'
import { type Shape, sizeOf } from '../tensor/tensor'
import { type Entry, joined, type Maker, number, sumOf } from './entryTree'
import { type Index, indexAt, placeAt } from './indices'
import type { Expression } from './parse'
import { withinChannel } from './windows'

type Call = Extract<Expression, { kind: 'call' }>

/** The entries of a tensor that fall together into one. */
interface Group {
  readonly count: number
  readonly at: (k: number) => Index
}

/** `null` for a function that works entry by entry. Throws `internal:` for axes that there are not; the shape rule comes first. */
export function reductionEntry(call: Call, index: Index, maker: Maker): Entry | null {
  const { fn, args } = call
  const x = args[0]!
  const shape = maker.shape(x)
  const part = (is: () => Entry): Entry => ({ kind: 'part', of: call, index, is })
  const terms =
    ({ at }: Group) =>
    (k: number) =>
      maker.of(x, at(k))
  switch (fn) {
    case 'count':
      return number(sizeOf(shape))
    case 'spread':
      return maker.of(x, spreadFrom(index, shape, maker))
    case 'sum':
    case 'sumOver':
      return part(() => {
        const group = groupOf(call, index, shape, maker)
        return sumOf(group.count, terms(group))
      })
    case 'mean':
    case 'meanOver':
      return part(() => meanOf(groupOf(call, index, shape, maker), maker, x))
    case 'var':
      return part(() => varianceOf(call, 'mean', groupOf(call, index, shape, maker), index, maker))
    case 'maxOver':
      return part(() => {
        const group = groupOf(call, index, shape, maker)
        return { kind: 'many', how: 'max', count: group.count, term: terms(group) }
      })
    case 'softmax':
      return softmaxEntry(call, index, shape, maker)
    default:
      return null
  }
}

export function meanOf({ count, at }: Group, maker: Maker, x: Expression): Entry {
  return joined(
    '/',
    sumOf(count, k => maker.of(x, at(k))),
    number(count),
  )
}

/** The mean of the squares of what the mean leaves over. */
export function varianceOf(
  call: Call,
  fn: 'mean' | 'meanPerChannel',
  { count, at }: Group,
  index: Index,
  maker: Maker,
): Entry {
  const mean = maker.of(meanOfSame(call, fn), index)
  const square = (k: number) => joined('^', joined('-', maker.of(call.args[0]!, at(k)), mean), number(2))
  return joined('/', sumOf(count, square), number(count))
}

const means = new WeakMap<Expression, Expression>()

/** The mean that a variance is taken around: the same expression each time, so that it counts as one. */
function meanOfSame(call: Call, fn: 'mean' | 'meanPerChannel'): Expression {
  const mean = means.get(call) ?? { ...call, fn }
  means.set(call, mean)
  return mean
}

/** Beyond this an exponential is written without the largest score in it, lest it overflow. */
const LARGEST_EXPONENT = 100

function softmaxEntry(call: Call, index: Index, shape: Shape, maker: Maker): Entry {
  const x = call.args[0]!
  const axis = axesIn(shape, call.args[1] ? [axisNumber(call.args[1], maker)] : [-1])![0]!
  const at = (k: number) => index.map((i, own) => (own === axis ? k : i))
  const scores = Array.from({ length: shape[axis]! }, (_, k) => maker.value(maker.of(x, at(k))))
  const largest = Math.max(...scores)
  const shift = Math.abs(largest) > LARGEST_EXPONENT
  const power = (k: number): Entry => {
    const score = maker.of(x, at(k))
    return { kind: 'call', fn: 'exp', args: [shift ? joined('-', score, number(largest)) : score] }
  }
  return joined('/', power(index[axis]!), sumOf(shape[axis]!, power))
}

function axisNumber(e: Expression, maker: Maker): number {
  return maker.value(maker.of(e, []))
}

/** With an axis it is kept as size 1; without, `sum` and its kin take all entries, and the others those of the op's axes. */
function groupOf({ fn, args: [, axis] }: Call, index: Index, shape: Shape, maker: Maker): Group {
  const { attrs } = maker
  const own = fn === 'sumOver' || fn === 'meanOver' || fn === 'maxOver'
  if (own) return group(shape, (attrs.axes as Axes | undefined) ?? null, index, attrs.keepDims === true)
  return axis ? group(shape, [axisNumber(axis, maker)], index, true) : group(shape, null, index, false)
}

export function channelGroup(shape: Shape, index: Index, kept: boolean): Group {
  return group(shape, withinChannel(shape), index, kept)
}

function group(shape: Shape, axes: Axes, index: Index, kept: boolean): Group {
  const reduced = axesIn(shape, axes)
  if (!reduced) throw new Error(`internal: no axes ${axes} in a tensor of rank ${shape.length}`)
  const sizes = reduced.map(axis => shape[axis]!)
  const rest = shape.flatMap((_, axis) => (reduced.includes(axis) ? [] : [axis]))
  return {
    count: sizeOf(sizes),
    at: k => {
      const within = indexAt(k, sizes)
      return shape.map((_, axis) =>
        reduced.includes(axis) ? within[reduced.indexOf(axis)]! : index[kept ? axis : rest.indexOf(axis)]!,
      )
    },
  }
}

/** The entry of the reduced tensor that an entry of the op's x went into. */
function spreadFrom(index: Index, shape: Shape, { shapes, attrs }: Maker): Index {
  const x = shapes.x!
  const reduced = axesIn(x, (attrs.axes as Axes | undefined) ?? null)!
  const [kept, at] = [x, index].map((sizes, which) =>
    sizes.map((size, axis) => (reduced.includes(axis) ? 1 - which : size)),
  ) as [number[], number[]]
  return indexAt(placeAt(at, kept), shape)
}
