/** concatenate: joins one or more tensors along an axis. */
import { axesIn } from '../tensor/reduce'
import { join, pick, sliceOf } from '../tensor/select'
import type { Shape, Tensor } from '../tensor/tensor'
import { defineOp, dims, mismatch } from './op'

type PortName = `x${number}`
type Wired<T> = { readonly [K in PortName]?: T }

/** A record has a fixed number of ports; a canvas shows the next one when those before it are wired. */
const ports: readonly PortName[] = Array.from({ length: 32 }, (_, i) => `x${i}` as const)
const portOf = (name: PortName) => ({ name, tex: `x_{${name.slice(1)}}`, role: 'data' }) as const

const namesIn = (wired: Wired<unknown>): PortName[] => ports.filter(name => wired[name] !== undefined)

function axisOf({ x0 }: Wired<Tensor>, axis: number): number {
  const [counted] = axesIn(x0!.shape, [axis])!
  return counted!
}

const before = (name: PortName, wired: Wired<unknown>): PortName[] =>
  namesIn(wired).filter(other => ports.indexOf(other) < ports.indexOf(name))

/** The part of the gradient that belongs to the port: behind those of the ports before it. */
const part =
  (name: PortName) =>
  (values: Wired<Tensor> & { readonly g: Tensor }, { axis }: { readonly axis: number }): Tensor => {
    const at = axisOf(values, axis)
    const from = before(name, values).reduce((sum, other) => sum + values[other]!.shape[at]!, 0)
    return pick(values.g, sliceOf(values.g.shape, at, from, values[name]!.shape[at]!))
  }

const places = ports.map(name => `{${name}}`).join(', ')
const forEachPort = <T>(made: (name: PortName) => T): Readonly<Record<PortName, T>> =>
  Object.fromEntries(ports.map(name => [name, made(name)]))

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
  inputs: [portOf('x0'), ...ports.slice(1).map(name => ({ ...portOf(name), optional: true }) as const)],
  attrs: { axis: { kind: 'number', label: 'Axis', default: -1 } },
  shape: (shapes, { axis }) => {
    const first = shapes.x0!
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
  backward: forEachPort(part),
  formula: wired => {
    const names = namesIn(wired)
    return {
      forward: `concat(${names.join(', ')})`,
      backward: forEachPort(name => `partOf(g, ${[...before(name, wired), name].join(', ')})`),
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
      { shapes: { x0: [1], x9: [2], x2: [3], x31: [1] } },
      { shapes: { x0: [1], ...forEachPort(() => [1]) } },
    ],
    errors: [
      { shapes: { x0: [], x1: [2] }, port: 'x0', must: 'have an axis -1' },
      { shapes: { x0: [2, 3], x1: [3, 3] }, port: 'x1', must: 'be (2, k)' },
      { shapes: { x0: [2, 3], x4: [3] }, attrs: { axis: 0 }, port: 'x4', must: 'be (k, 3)' },
    ],
  },
  // Ports that are not wired are left out of the list.
  export: {
    torch: `torch.cat([${places}], dim={axis})`,
    numpy: `jnp.concatenate([${places}], axis={axis})`,
    onnx: 'Concat',
  },
})
