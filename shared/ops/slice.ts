/** slice: a run of neighbours along one axis. */
import { axesIn } from '../tensor/reduce'
import { boundsOf, pick, put, type Selection, sliceOf } from '../tensor/select'
import type { Shape } from '../tensor/tensor'
import { defineOp, mismatch } from './op'

type Slice = { readonly axis: number; readonly start: number; readonly stop: number }

/** What is read of a tensor of this shape; `null` where there is no such axis or nothing would be left of it. */
function selectionOf(shape: Shape, { axis, start, stop }: Slice): Selection | null {
  const [counted] = axesIn(shape, [axis]) ?? []
  const bounds = counted === undefined ? null : boundsOf(shape[counted]!, start, stop)
  return bounds && sliceOf(shape, counted!, bounds[0], bounds[1] - bounds[0])
}

function selected(shape: Shape, slice: Slice): Selection {
  const selection = selectionOf(shape, slice)
  if (!selection) throw new Error('internal: a slice outside of its input')
  return selection
}

// Bounds are read as Python reads them: a negative one counts from the end, and one beyond the end means the end. A tensor
// has no axis of size 0 here, so an empty slice is refused.
export default defineOp({
  name: 'slice',
  palette: {
    label: 'Slice',
    symbol: '∶',
    glyph: 'M3 6 H21 V18 H3 V6 M9 3 V21 M15 3 V21',
    look: 'gate',
    category: 'Shaping',
    keywords: ['index', 'crop', 'part', 'range', 'narrow', 'columns', 'rows'],
    about:
      'Takes the places from start up to, but not including, stop along one axis. Negative places count from the end, and a stop beyond the end means the end. What was left out receives the gradient 0.',
  },
  inputs: [{ name: 'x', tex: 'x', role: 'data' }],
  attrs: {
    axis: { kind: 'number', label: 'Axis', default: 0 },
    start: { kind: 'number', label: 'Start', default: 0 },
    stop: { kind: 'number', label: 'Stop', default: 1 },
  },
  shape: ({ x }, slice) => {
    const { axis, start, stop } = slice
    if (!axesIn(x, [axis])) return mismatch('x', `have an axis ${axis}`)
    return (
      selectionOf(x, slice)?.shape ??
      mismatch('x', `have places from ${start} up to ${stop}, counted in whole numbers, along axis ${axis}`)
    )
  },
  forward: ({ x }, slice) => pick(x, selected(x.shape, slice)),
  backward: { x: ({ g, x }, slice) => put(g, selected(x.shape, slice), x.shape) },
  formula: { forward: 'sliced(x)', backward: { x: 'padded(g, x)' } },
  says: {
    forward: 'The places from start up to stop are taken along the axis.',
    backward: 'The upstream gradient goes back to the places that were taken; the others get 0.',
  },
  check: {
    samples: [
      { shapes: { x: [3] } },
      { shapes: { x: [4, 2] }, attrs: { axis: 0, start: 1, stop: 3 } },
      { shapes: { x: [2, 5] }, attrs: { axis: 1, start: -3, stop: -1 } },
      { shapes: { x: [2, 3, 2] }, attrs: { axis: -2, start: 1, stop: 99 } },
      { shapes: { x: [2, 2] }, attrs: { axis: 0, start: -99, stop: 2 } },
    ],
    errors: [
      { shapes: { x: [] }, port: 'x', must: 'have an axis 0' },
      { shapes: { x: [2, 3] }, attrs: { axis: 2 }, port: 'x', must: 'have an axis 2' },
      { shapes: { x: [2, 3] }, attrs: { start: 2, stop: 5 }, port: 'x', must: 'have places from 2 up to 5' },
      {
        shapes: { x: [2, 3] },
        attrs: { start: -1, stop: 0 },
        port: 'x',
        must: 'have places from -1 up to 0',
      },
      {
        shapes: { x: [2, 3] },
        attrs: { stop: 1.5 },
        port: 'x',
        must: 'counted in whole numbers, along axis 0',
      },
    ],
  },
  export: {
    torch: '{x}.transpose(0, {axis})[{start}:{stop}].transpose(0, {axis})',
    numpy: 'jnp.swapaxes(jnp.swapaxes({x}, 0, {axis})[{start}:{stop}], 0, {axis})',
    onnx: 'Slice',
  },
})
