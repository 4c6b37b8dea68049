/** Draws the values that an op is tested with, and differentiates it numerically. */
import {
  type Attrs,
  attrsOf,
  type ComputedOp,
  type Domain,
  type Indices,
  isIndices,
} from '../../shared/ops/op'
import { normalFrom, uniformFrom } from '../../shared/tensor/random'
import { softmax } from '../../shared/tensor/reduce'
import { type Shape, type Tensor, zeros } from '../../shared/tensor/tensor'

export type Values = Readonly<Record<string, Tensor>>

export function normal(shape: Shape, seed: number): Tensor {
  const draw = normalFrom(seed)
  const out = zeros(shape)
  for (let i = 0; i < out.data.length; i++) out.data[i] = draw()
  return out
}

const map = (x: Tensor, f: (x: number) => number): Tensor => ({ shape: x.shape, data: x.data.map(f) })

/** A tensor inside a domain, at least 0.05 away from its border. */
export function drawn(shape: Shape, domain: Exclude<Domain, Indices>, seed: number): Tensor {
  const x = normal(shape, seed)
  switch (domain) {
    case 'any':
      return x
    case 'positive':
      return map(x, v => Math.abs(v) + 0.1)
    case 'awayFromZero':
      return map(x, v => v + (v < 0 ? -0.5 : 0.5))
    case 'probability':
      return map(x, v => 0.1 + 0.8 / (1 + Math.exp(-v)))
    case 'distribution':
      return shape.length === 0 ? map(x, () => 1) : softmax(x, -1)
    case 'oneHot': {
      const out = zeros(shape)
      const columns = shape.at(-1) ?? 1
      for (let at = 0, row = seed; at < out.data.length; at += columns, row++)
        out.data[at + (row % columns)] = 1
      return out
    }
  }
}

function indices(shape: Shape, below: number, seed: number): Tensor {
  const uniform = uniformFrom(seed)
  return map(zeros(shape), () => Math.floor(below * uniform()))
}

/** A value per input port, each drawn from its domain. */
export const valuesOf = (op: ComputedOp, shapes: Readonly<Record<string, Shape>>, seed = 1): Values =>
  Object.fromEntries(
    op.inputs.flatMap(({ name }, i) => {
      const shape = shapes[name]
      if (!shape) return []
      const domain = op.check.domain?.[name] ?? 'any'
      const at = 100 * seed + i
      return [[name, isIndices(domain) ? indices(shape, domain.below(shapes), at) : drawn(shape, domain, at)]]
    }),
  )

export const attrsFor = (op: ComputedOp, given: Attrs | undefined): Attrs => attrsOf(op, given ?? {})

const dot = (a: Tensor, b: Tensor) => a.data.reduce((sum, x, i) => sum + x * b.data[i]!, 0)

/** Central differences of Σ forward × cotangent in one port; 0 for indices, and NaN where the two points lie on different sides of a kink. */
export function numericalGradient(
  op: ComputedOp,
  port: string,
  values: Values,
  attrs: Attrs,
  cotangent: Tensor,
): Tensor {
  const x = values[port]!
  const out = zeros(x.shape)
  if (isIndices(op.check.domain?.[port])) return out
  for (let i = 0; i < x.data.length; i++) {
    const h = 1e-5 * Math.max(1, Math.abs(x.data[i]!))
    const [up, down] = [h, -h].map(step => {
      const data = x.data.slice()
      data[i] = data[i]! + step
      return { ...values, [port]: { shape: x.shape, data } }
    }) as [Values, Values]
    const [sideUp, sideDown] = [op.check.sides?.(up, attrs), op.check.sides?.(down, attrs)]
    const crossed = sideUp?.data.some((side, j) => side !== sideDown!.data[j])
    out.data[i] = crossed
      ? Number.NaN
      : (dot(op.forward(up, attrs), cotangent) - dot(op.forward(down, attrs), cotangent)) / (2 * h)
  }
  return out
}
