/** Entries picked out at places that the shapes fix, put back where they came from, and tensors joined: all kernels copy. */
import { forEachOffset } from './broadcast'
import { apply, type Kernel } from './kernel'
import { type Shape, sizeOf, stridesOf, type Tensor } from './tensor'

/** Reads a tensor of `shape` out of another one: the entry at an index is the other's at `start + Σ index · stride`. */
export interface Selection {
  readonly shape: Shape
  readonly start: number
  readonly strides: readonly number[]
}

/** Where each entry of the selection stands. */
function placesOf({ shape, start, strides }: Selection): Int32Array {
  const places = new Int32Array(sizeOf(shape))
  forEachOffset(shape, [[...strides]], (i, [offset]) => {
    places[i] = start + offset!
  })
  return places
}

// Equal calls are told by their options, so these hold the shape too.
type Options = { readonly [K in keyof Selection]: Selection[K] }

const pickKernel: Kernel<Options, Int32Array> = {
  name: 'pick',
  prepare: ({ options }) => placesOf(options),
  run: (out, [x], places) => {
    for (let i = 0; i < places.length; i++) out[i] = x![places[i]!]!
  },
}

const putKernel: Kernel<Options & { readonly into: Shape }, Int32Array> = {
  name: 'put',
  prepare: ({ options }) => placesOf(options),
  run: (out, [g], places) => {
    out.fill(0)
    for (let i = 0; i < places.length; i++) out[places[i]!] = out[places[i]!]! + g![i]!
  },
}

/** The selection of `x`, copied out. */
export const pick = (x: Tensor, selection: Selection): Tensor =>
  apply(pickKernel, [x], selection.shape, { ...selection })

/** The adjoint of `pick`: zeros of the shape `into`, with each entry of `g` added where it was picked. */
export const put = (g: Tensor, selection: Selection, into: Shape): Tensor =>
  apply(putKernel, [g], into, { ...selection, into })

/** Python's `start:stop` of an axis as counted places [from, to); `null` where nothing is left, or a bound is no whole number. */
export function boundsOf(size: number, start: number, stop: number): readonly [number, number] | null {
  const [from, to] = [start, stop].map(at => Math.min(Math.max(at < 0 ? at + size : at, 0), size)) as [
    number,
    number,
  ]
  return Number.isInteger(start) && Number.isInteger(stop) && from < to ? [from, to] : null
}

/** `length` neighbours along an axis (counted from 0), from place `from` on. */
export function sliceOf(shape: Shape, axis: number, from: number, length: number): Selection {
  const strides = stridesOf(shape)
  return {
    shape: shape.map((size, i) => (i === axis ? length : size)),
    start: from * strides[axis]!,
    strides,
  }
}

/** How many entries of each input stand in a row before the next input's turn. */
const joinKernel: Kernel<{ readonly axis: number }, readonly number[]> = {
  name: 'join',
  prepare: ({ inputs, options: { axis } }) => inputs.map(shape => sizeOf(shape.slice(axis))),
  run: (out, inputs, lengths) => {
    for (let turn = 0, to = 0; to < out.length; turn++)
      for (const [i, length] of lengths.entries()) {
        out.set(inputs[i]!.subarray(turn * length, (turn + 1) * length), to)
        to += length
      }
  },
}

/** The tensors one after the other along an axis (counted from 0); their other sizes are equal. */
export function join(inputs: readonly Tensor[], axis: number): Tensor {
  const along = inputs.reduce((sum, { shape }) => sum + shape[axis]!, 0)
  const shape = inputs[0]!.shape.map((size, i) => (i === axis ? along : size))
  return inputs.length === 1 ? inputs[0]! : apply(joinKernel, inputs, shape, { axis })
}
