/** concatenate: joins up to eight tensors along an axis. */
import { axesIn } from '../tensor/reduce'
import { join, pick, sliceOf } from '../tensor/select'
import type { Shape, Tensor } from '../tensor/tensor'
import { defineOp, dims, mismatch } from './op'

const ports = ['x0', 'x1', 'x2', 'x3', 'x4', 'x5', 'x6', 'x7'] as const
type PortName = (typeof ports)[number]
type Wired<T> = { readonly [K in PortName]?: T }

const namesIn = (wired: Wired<unknown>): PortName[] => ports.filter(name => wired[name] !== undefined)

function axisOf({ x0 }: Wired<Tensor>, axis: number): number {
  const [counted] = axesIn(x0!.shape, [axis])!
  return counted!
}

/** The part of the gradient that belongs to the port: behind those of the ports before it. */
const part =
  (name: PortName) =>
  (values: Wired<Tensor> & { readonly g: Tensor }, { axis }: { readonly axis: number }): Tensor => {
    const at = axisOf(values, axis)
    const before = namesIn(values).filter(other => other < name)
    const from = before.reduce((sum, other) => sum + values[other]!.shape[at]!, 0)
    return pick(values.g, sliceOf(values.g.shape, at, from, values[name]!.shape[at]!))
  }

const sizesFit = (a: Shape, b: Shape, axis: number): boolean =>
  a.length === b.length && a.every((size, i) => i === axis || size === b[i])

export default defineOp({
  name: 'concatenate',
  palette: {
    label: 'Concatenate',
    symbol: '‖',
    look: 'block',
    category: 'Shaping',
    keywords: ['concat', 'cat', 'join', 'stack', 'append', 'skip connection', 'merge'],
    about:
      'Puts tensors one after the other along an axis; their other sizes must agree. The gradient is cut up again, and each input receives its part.',
  },
  inputs: [
    { name: 'x0', tex: 'x_0', role: 'data' },
    { name: 'x1', tex: 'x_1', role: 'data', optional: true },
    { name: 'x2', tex: 'x_2', role: 'data', optional: true },
    { name: 'x3', tex: 'x_3', role: 'data', optional: true },
    { name: 'x4', tex: 'x_4', role: 'data', optional: true },
    { name: 'x5', tex: 'x_5', role: 'data', optional: true },
    { name: 'x6', tex: 'x_6', role: 'data', optional: true },
    { name: 'x7', tex: 'x_7', role: 'data', optional: true },
  ],
  attrs: { axis: { kind: 'number', label: 'Axis', default: -1 } },
  shape: (shapes, { axis }) => {
    const first = shapes.x0
    const [at] = axesIn(first, [axis]) ?? []
    if (at === undefined) return mismatch('x0', `have an axis ${axis}`)
    const names = namesIn(shapes)
    const wrong = names.find(name => !sizesFit(first, shapes[name]!, at))
    if (wrong) return mismatch(wrong, `be ${dims(...first.map((size, i) => (i === at ? 'k' : size)))}`)
    const along = names.reduce((sum, name) => sum + shapes[name]![at]!, 0)
    return first.map((size, i) => (i === at ? along : size))
  },
  forward: (values, { axis }) =>
    join(
      namesIn(values).map(name => values[name]!),
      axisOf(values, axis),
    ),
  backward: {
    x0: part('x0'),
    x1: part('x1'),
    x2: part('x2'),
    x3: part('x3'),
    x4: part('x4'),
    x5: part('x5'),
    x6: part('x6'),
    x7: part('x7'),
  },
  formula: wired => {
    const names = namesIn(wired)
    const partText = (name: PortName) =>
      `partOf(g, ${[...names.filter(other => other < name), name].join(', ')})`
    return {
      forward: `concat(${names.join(', ')})`,
      backward: Object.fromEntries(ports.map(name => [name, partText(name)])) as Record<PortName, string>,
    }
  },
  says: {
    forward: 'The inputs are put one after the other along the axis.',
    backward: 'The upstream gradient is cut up, and each input receives the part that it filled.',
  },
  check: {
    samples: [
      { shapes: { x0: [3] } },
      { shapes: { x0: [2], x1: [3] } },
      { shapes: { x0: [2, 3], x1: [2, 2] } },
      { shapes: { x0: [1, 3], x1: [2, 3] }, attrs: { axis: 0 } },
      { shapes: { x0: [2, 1], x2: [2, 2], x5: [2, 1] }, attrs: { axis: 1 } },
      { shapes: { x0: [2, 1, 2], x1: [2, 2, 2], x7: [2, 1, 2] }, attrs: { axis: -2 } },
    ],
    errors: [
      { shapes: { x0: [], x1: [2] }, port: 'x0', must: 'have an axis -1' },
      { shapes: { x0: [2, 3], x1: [3, 3] }, port: 'x1', must: 'be (2, k)' },
      { shapes: { x0: [2, 3], x4: [3] }, attrs: { axis: 0 }, port: 'x4', must: 'be (k, 3)' },
    ],
  },
  // Ports that are not wired are left out of the list.
  export: {
    torch: 'torch.cat([{x0}, {x1}, {x2}, {x3}, {x4}, {x5}, {x6}, {x7}], dim={axis})',
    numpy: 'jnp.concatenate([{x0}, {x1}, {x2}, {x3}, {x4}, {x5}, {x6}, {x7}], axis={axis})',
    onnx: 'Concat',
  },
})
