/** The shape that a formula evaluates to, without evaluating it: whether it speaks of these shapes, and what is summed back. */
import { type Attrs, type ComputedOp, formulaOf } from '../ops/op'
import { broadcastShape } from '../tensor/broadcast'
import { matmulShape } from '../tensor/linear'
import { type Axes, axesIn, reducedShape } from '../tensor/reduce'
import { type Shape, sameShape, sizeOf, type Tensor } from '../tensor/tensor'
import { type Expression, parse } from './parse'
import { isShaping, shapingShape } from './shaping'
import { isWindowed, windowedShape } from './windows'

export type Shapes = Readonly<Record<string, Shape>>

/** `null` where it has none: it reads an unknown name, or was written for other shapes (matrices where these are vectors). */
export function formulaShape(e: Expression, shapes: Shapes, attrs: Attrs): Shape | null {
  const of = (inner: Expression | undefined) => (inner ? formulaShape(inner, shapes, attrs) : null)
  switch (e.kind) {
    case 'number':
      return []
    case 'name':
      return Object.hasOwn(shapes, e.name) ? shapes[e.name]! : null
    case 'negate':
      return of(e.of)
    case 'transpose': {
      const shape = of(e.of)
      return shape && shape.length > 1 ? [...shape.slice(0, -2), shape.at(-1)!, shape.at(-2)!] : shape
    }
    case 'indicator':
      return together(of(e.left), of(e.right))
    case 'binary': {
      const [a, b] = [of(e.left), of(e.right)]
      return e.sign === '@' ? a && b && matmulShape(a, b) : together(a, b)
    }
    case 'call':
      return callShape(e, of, shapes, attrs)
  }
}

/** `x` is what `spread` reaches; the op's own axes are those of `sumOver` and its kin. */
function callShape(
  { fn, args }: Extract<Expression, { kind: 'call' }>,
  of: (e: Expression | undefined) => Shape | null,
  shapes: Shapes,
  attrs: Attrs,
): Shape | null {
  const [shape, second] = [of(args[0]), args[1]]
  const axes = (attrs.axes as Axes | undefined) ?? null
  if (!shape) return null
  if (isShaping(fn)) {
    const all = args.map(of)
    return all.every(it => it !== null) ? shapingShape(fn, all, attrs, countOf(second, of, attrs)) : null
  }
  if (isWindowed(fn)) {
    const all = args.map(of)
    return all.every(it => it !== null) ? windowedShape(fn, all, shapes, attrs) : null
  }
  switch (fn) {
    case 'count':
      return []
    case 'max':
    case 'min':
    case 'ratio':
      return together(shape, of(second))
    case 'sum':
    case 'mean':
    case 'var':
      return second ? reducedShape(shape, axisOf(second, attrs), true) : []
    case 'softmax':
      return axesIn(shape, second ? axisOf(second, attrs) : [-1]) && shape
    case 'sumOver':
    case 'meanOver':
    case 'maxOver':
      return reducedShape(shape, axes, attrs.keepDims === true)
    case 'spread': {
      const { x } = shapes
      const kept = x && reducedShape(x, axes, true)
      return kept && sizeOf(kept) === sizeOf(shape) ? x : null
    }
    default:
      return shape
  }
}

/** How many columns `oneHot` has: an attribute, or the rows of a table. */
function countOf(
  e: Expression | undefined,
  of: (e: Expression | undefined) => Shape | null,
  attrs: Attrs,
): number | null {
  if (e?.kind === 'call' && e.fn === 'rows') return of(e.args[0])?.[0] ?? null
  const count = e?.kind === 'name' ? attrs[e.name] : undefined
  return typeof count === 'number' ? count : null
}

/** An axis stands as a number or as an attribute; what is neither is no axis of any shape. */
function axisOf(e: Expression, attrs: Attrs): Axes {
  if (e.kind === 'negate') return axisOf(e.of, attrs)!.map(axis => -axis)
  const axis = e.kind === 'number' ? e.value : e.kind === 'name' ? attrs[e.name] : undefined
  return [typeof axis === 'number' ? axis : Number.NaN]
}

const together = (a: Shape | null, b: Shape | null): Shape | null => a && b && broadcastShape(a, b)

export const shapesIn = (values: Readonly<Record<string, Tensor>>): Shapes =>
  Object.fromEntries(Object.entries(values).map(([name, { shape }]) => [name, shape]))

/** The shapes of all names that the op's formulas may use, as far as they can be told from those that are known. */
export function shapesOf(op: ComputedOp, known: Shapes, attrs: Attrs): Shapes {
  const shapes: Record<string, Shape> = { N: [], ...known }
  for (const [name, value] of Object.entries(attrs))
    if (typeof value === 'number' || typeof value === 'boolean') shapes[name] = []
  for (const [name, { is }] of Object.entries(formulaOf(op, known, attrs).where ?? {})) {
    const shape = formulaShape(parse(is), shapes, attrs)
    if (shape) shapes[name] = shape
  }
  return shapes
}

/** The axes of `from` that are summed away to reach `to`; none where `to` was not repeated to become `from`. */
export function summedAxes(from: Shape, to: Shape): readonly number[] {
  const repeated = broadcastShape(from, to)
  if (!repeated || !sameShape(repeated, from)) return []
  const lead = from.length - to.length
  return from.flatMap((size, axis) => (axis < lead || (to[axis - lead] === 1 && size !== 1) ? [axis] : []))
}
