/** The number that an entry comes to, from the numbers that it displays. */
import { type Attrs, type ComputedOp, formulaOf } from '../ops/op'
import { relu, sigmoid, sign } from '../tensor/activation'
import { ratioOrZero } from '../tensor/choice'
import { erf } from '../tensor/erf'
import { type Shape, scalar, type Tensor } from '../tensor/tensor'
import { shapeIn } from './entry'
import type { Entry, EntryScope, Many } from './entryTree'
import { evaluate, holds } from './evaluate'
import { shapesIn, shapesOf } from './formulaShape'
import { type Index, placeAt } from './indices'
import { type Expression, type FunctionName, parse } from './parse'

/** Scopes keep what they have worked out: many entries of one formula share their means and variances. */
export interface Reckoning extends EntryScope {
  /** The most that was added up in one sum, without signs: rounding can be seen only against it. */
  readonly scale: () => number
  /** The whole value of a sub-expression, worked out once. */
  readonly whole: (e: Expression) => Tensor
}

/** A scope from which entries of the op's formulas can be read, and summed up. `given` are the ports, and `out` and `g` where known. */
export function reckoningOf(
  op: ComputedOp,
  given: Readonly<Record<string, Tensor>>,
  attrs: Attrs,
): Reckoning {
  const known = shapesIn(given)
  const where = Object.entries(formulaOf(op, known, attrs).where ?? {})
  const shorthands = Object.fromEntries(where.map(([name, { is }]) => [name, parse(is)]))
  const values: Record<string, Tensor> = {}
  for (const [name, value] of Object.entries(attrs))
    if (typeof value === 'number' || typeof value === 'boolean') values[name] = scalar(Number(value))
  const first = known[op.inputs[0]!.name]
  values.N = scalar(first && first.length > 1 ? first[0]! : 1)
  return reckoning({ ...values, ...given }, shorthands, shapesOf(op, known, attrs), attrs)
}

export function reckoning(
  values: Readonly<Record<string, Tensor>>,
  shorthands: Readonly<Record<string, Expression>>,
  shapes: Readonly<Record<string, Shape>>,
  attrs: Attrs,
): Reckoning {
  const withShorthands = Object.defineProperties(
    { ...values },
    Object.fromEntries(
      Object.entries(shorthands).map(([name, e]) => [name, { enumerable: true, get: () => whole(e) }]),
    ),
  )
  const parts = new Map<Expression, Map<number, number>>()
  const wholes = new Map<Expression, Tensor>()
  let scale = 0
  const scope: Reckoning = {
    values,
    shorthands,
    shapes,
    attrs,
    value,
    scale: () => scale,
    whole,
  }
  return scope

  function whole(e: Expression): Tensor {
    const found = wholes.get(e) ?? evaluate(e, { values: withShorthands, attrs })
    wholes.set(e, found)
    return found
  }
  function value(entry: Entry): number {
    switch (entry.kind) {
      case 'number':
        return entry.value
      case 'read': {
        const tensor = values[entry.name]
        if (!tensor) throw new Error(`internal: a formula reads unknown "${entry.name}"`)
        return tensor.data[placeAt(entry.index, tensor.shape)]!
      }
      case 'part':
        return partValue(entry.of, entry.index, entry.is)
      case 'negate':
        return -value(entry.of)
      case 'binary':
        return binary[entry.sign](value(entry.left), value(entry.right))
      case 'indicator':
        return holds[entry.relation](value(entry.left), value(entry.right)) ? 1 : 0
      case 'call':
        return called(entry.fn, entry.args.map(value))
      case 'many':
        return entry.how === 'sum' ? summed(entry) : largest(entry)
    }
  }
  function partValue(of: Expression, index: Index, is: () => Entry): number {
    const place = placeAt(index, shapeIn(scope, of))
    const known = parts.get(of) ?? new Map<number, number>()
    parts.set(of, known)
    const found = known.get(place) ?? fresh(of, place, is())
    known.set(place, found)
    return found
  }
  /** What brings very many numbers together is worked out as a whole: kernels are faster than terms. */
  function fresh(of: Expression, place: number, entry: Entry): number {
    const many = entry.kind === 'binary' ? entry.left : entry
    const long = many.kind === 'many' && many.count > LONG && of.kind === 'call'
    return long ? whole(of).data[place]! : value(entry)
  }
  function summed({ count, term }: Many): number {
    const sum = compensated()
    for (let k = 0; k < count; k++) sum.add(value(term(k)))
    scale = Math.max(scale, sum.size())
    return sum.value()
  }
  function largest({ count, term }: Many): number {
    let most = Number.NEGATIVE_INFINITY
    for (let k = 0; k < count; k++) most = Math.max(most, value(term(k)))
    return most
  }
}

const LONG = 20_000

const binary: Readonly<Record<Extract<Entry, { kind: 'binary' }>['sign'], (a: number, b: number) => number>> =
  {
    '+': (a, b) => a + b,
    '-': (a, b) => a - b,
    '*': (a, b) => a * b,
    '/': (a, b) => a / b,
    '^': (a, b) => a ** b,
  }

const of = (kernel: (x: Tensor) => Tensor) => (x: number) => kernel(scalar(x)).data[0]!

/** Of scalars; what is no plain function of numbers has been taken apart before. */
const functions: Partial<Record<FunctionName, (a: number, b: number) => number>> = {
  tanh: Math.tanh,
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
  abs: Math.abs,
  sign: of(sign),
  erf: of(erf),
  relu: of(relu),
  sigmoid: of(sigmoid),
  max: Math.max,
  min: Math.min,
  ratio: (a, b) => ratioOrZero(scalar(a), scalar(b)).data[0]!,
}

function called(fn: FunctionName, [a, b]: readonly number[]): number {
  const known = functions[fn]
  if (!known) throw new Error(`internal: nothing says what ${fn} is of a number`)
  return known(a!, b!)
}

/** Neumaier's sum, which is right but for the last rounding. */
function compensated() {
  let sum = 0
  let lost = 0
  let size = 0
  return {
    add(x: number) {
      const next = sum + x
      lost += Math.abs(sum) >= Math.abs(x) ? sum - next + x : x - next + sum
      sum = next
      size += Math.abs(x)
    },
    // What was lost of an infinite sum is no number.
    value: () => (Number.isFinite(sum) ? sum + lost : sum),
    size: () => size,
  }
}
