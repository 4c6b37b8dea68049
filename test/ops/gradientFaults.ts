/** Where the backward rules of an op are not the derivatives of its forward rule: what the contract test and the mutants ask. */
import { type Attrs, type ComputedOp, isMismatch } from '../../shared/ops/op'
import { sumTo } from '../../shared/tensor/broadcast'
import type { Shape } from '../../shared/tensor/tensor'
import { attrsFor, normal, numericalGradient, valuesOf } from './samples'

// Beyond an op's own samples: every combination of these, refused or computed, with the default attributes.
const manyShapes: Shape[] = [[], [2], [3], [1, 3], [2, 3], [3, 2], [2, 2, 3], [2, 3, 2]]

export function combinations(ports: readonly string[]): Record<string, Shape>[] {
  return ports.reduce<Record<string, Shape>[]>(
    (found, port) => found.flatMap(shapes => manyShapes.map(shape => ({ ...shapes, [port]: shape }))),
    [{}],
  )
}

export const requiredPorts = (op: ComputedOp): readonly string[] =>
  op.inputs.filter(port => !port.optional).map(port => port.name)

export const casesOf = (op: ComputedOp) => {
  const attrs = attrsFor(op, undefined)
  const own = op.check.samples.map(sample => ({ shapes: sample.shapes, attrs: attrsFor(op, sample.attrs) }))
  const more = combinations(requiredPorts(op)).map(shapes => ({ shapes, attrs }))
  return [...own, ...more.filter(({ shapes }) => !isMismatch(op.shape(shapes, attrs)))]
}

export const titleOf = (shapes: Readonly<Record<string, Shape>>, attrs: Attrs) =>
  JSON.stringify({ ...shapes, ...attrs })

/** One sentence per entry whose gradient is not the one that central differences find, in the op's domain and off its kinks. */
export function* gradientFaults(op: ComputedOp): Generator<string> {
  const tolerance = op.check.tolerance ?? 1e-6
  for (const { shapes, attrs } of casesOf(op)) {
    const values = valuesOf(op, shapes)
    const out = op.forward(values, attrs)
    const g = normal(out.shape, 7)
    for (const { name } of op.inputs) {
      const shape = shapes[name]
      if (!shape) continue
      const analytic = sumTo(op.backward[name]!({ ...values, out, g }, attrs), shape)
      const numeric = numericalGradient(op, name, values, attrs, g)
      if (numeric.data.every(Number.isNaN))
        yield `${name} ${titleOf(shapes, attrs)}: every entry is at a kink`
      for (const [i, a] of analytic.data.entries()) {
        const n = numeric.data[i]!
        const most = tolerance * Math.max(Math.abs(a), Math.abs(n)) + 1e-8
        // An infinite gradient would also make the tolerance infinite.
        if (!Number.isNaN(n) && !(Number.isFinite(a) && Math.abs(a - n) <= most))
          yield `${name}[${i}] ${titleOf(shapes, attrs)}: ${a} against ${n}`
      }
    }
  }
}
