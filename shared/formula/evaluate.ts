/** Computes what a displayed formula says, apart from the op's own rules, so that the two can be held against each other. */
import { type Attrs, type ComputedOp, formulaOf } from '../ops/op'
import { relu, sigmoid, sign } from '../tensor/activation'
import { add, divide, multiply, raise, subtract } from '../tensor/arithmetic'
import { broadcastTo, pairingOf } from '../tensor/broadcast'
import { maximum, minimum, ratioOrZero } from '../tensor/choice'
import { abs, exp, log, negate, power, sqrt, square, tanh } from '../tensor/elementwise'
import { erf } from '../tensor/erf'
import { matmul, transpose } from '../tensor/linear'
import { type Axes, max, mean, softmax, spread, sum } from '../tensor/reduce'
import { scalar, type Tensor, zeros } from '../tensor/tensor'
import { shapesIn } from './formulaShape'
import { type Expression, type FunctionName, namesIn, parse, type Relation } from './parse'
import { isShaping, shaped } from './shaping'
import { isWindowed, windowed } from './windows'

/** What the names of a formula stand for, and the op's attributes, which `sumOver` and its kin read their axes from. */
export interface Scope {
  readonly values: Readonly<Record<string, Tensor>>
  readonly attrs: Attrs
}

/**
 * The scope of an op's formulas from its inputs and, as far as they are known, `out` and `g`: adds the numeric and
 * boolean attributes as scalars, `N` (the rows of the first input; 1 for a vector or scalar) and the names of `where`.
 */
export function scopeOf(op: ComputedOp, given: Readonly<Record<string, Tensor>>, attrs: Attrs): Scope {
  const values: Record<string, Tensor> = {}
  for (const [name, value] of Object.entries(attrs))
    if (typeof value === 'number' || typeof value === 'boolean') values[name] = scalar(Number(value))
  const first = op.inputs[0] && given[op.inputs[0].name]
  values.N = scalar(first && first.shape.length > 1 ? first.shape[0]! : 1)
  Object.assign(values, given)
  const scope = { values, attrs }
  for (const [name, { is }] of Object.entries(formulaOf(op, shapesIn(given), attrs).where ?? {})) {
    const tree = parse(is)
    // A shorthand of `out` or `g` waits until these are known.
    if (namesIn(tree).every(read => Object.hasOwn(values, read))) values[name] = evaluate(tree, scope)
  }
  return scope
}

/** The value of the expression. Throws `internal:` on an unknown name. */
export function evaluate(e: Expression, scope: Scope): Tensor {
  switch (e.kind) {
    case 'number':
      return scalar(e.value)
    case 'name':
      if (!Object.hasOwn(scope.values, e.name))
        throw new Error(`internal: a formula reads unknown "${e.name}"`)
      return scope.values[e.name]!
    case 'negate':
      return negate(evaluate(e.of, scope))
    case 'transpose':
      return transpose(evaluate(e.of, scope))
    case 'binary':
      if (e.sign === '^') return raised(evaluate(e.left, scope), evaluate(e.right, scope))
      return binary[e.sign](evaluate(e.left, scope), evaluate(e.right, scope))
    case 'indicator':
      return indicator(evaluate(e.left, scope), evaluate(e.right, scope), e.relation)
    case 'call':
      return call(e.fn, e.args, scope)
  }
}

const binary = { '+': add, '-': subtract, '*': multiply, '/': divide, '@': matmul }

const raised = (base: Tensor, exponent: Tensor): Tensor =>
  exponent.shape.length === 0 ? power(base, exponent.data[0]!) : raise(base, exponent)

function numberOf(e: Expression, scope: Scope): number {
  const { shape, data } = evaluate(e, scope)
  if (shape.length > 0) throw new Error('internal: a formula needs a scalar as axis')
  return data[0]!
}

function indicator(a: Tensor, b: Tensor, relation: Relation): Tensor {
  const { shape } = pairingOf(a.shape, b.shape)
  const [left, right] = [broadcastTo(a, shape), broadcastTo(b, shape)]
  const out = zeros(shape)
  for (let i = 0; i < out.data.length; i++) {
    out.data[i] = holds[relation](left.data[i]!, right.data[i]!) ? 1 : 0
  }
  return out
}

export const holds: Readonly<Record<Relation, (a: number, b: number) => boolean>> = {
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '=': (a, b) => a === b,
}

const withAxis: ReadonlySet<FunctionName> = new Set(['softmax', 'sum', 'mean', 'var'])

/** Without an axis a reduction takes all entries; with one it keeps the axis as size 1, so that it broadcasts back. */
function call(fn: FunctionName, args: readonly Expression[], scope: Scope): Tensor {
  const all = () => args.map(arg => evaluate(arg, scope))
  if (isShaping(fn)) return shaped(fn, all(), scope.attrs)
  if (isWindowed(fn)) return windowed(fn, all(), scope)
  const x = evaluate(args[0]!, scope)
  const axis: Axes = args[1] && withAxis.has(fn) ? [numberOf(args[1], scope)] : null
  const kept = axis !== null
  // An op that reduces without offering axes reduces all of them.
  const axes = (scope.attrs.axes as Axes | undefined) ?? null
  const keepDims = scope.attrs.keepDims === true
  switch (fn) {
    case 'tanh':
      return tanh(x)
    case 'exp':
      return exp(x)
    case 'log':
      return log(x)
    case 'sqrt':
      return sqrt(x)
    case 'abs':
      return abs(x)
    case 'sign':
      return sign(x)
    case 'erf':
      return erf(x)
    case 'relu':
      return relu(x)
    case 'sigmoid':
      return sigmoid(x)
    case 'softmax':
      return softmax(x, axis?.[0] ?? -1)
    case 'sum':
      return sum(x, axis, kept)
    case 'mean':
      return mean(x, axis, kept)
    case 'var':
      return mean(square(subtract(x, mean(x, axis, true))), axis, kept)
    case 'max':
      return maximum(x, evaluate(args[1]!, scope))
    case 'min':
      return minimum(x, evaluate(args[1]!, scope))
    case 'ratio':
      return ratioOrZero(x, evaluate(args[1]!, scope))
    case 'count':
      return scalar(x.data.length)
    case 'sumOver':
      return sum(x, axes, keepDims)
    case 'meanOver':
      return mean(x, axes, keepDims)
    case 'maxOver':
      return max(x, axes, keepDims)
    case 'spread':
      return spread(x, evaluate({ kind: 'name', name: 'x' }, scope).shape, axes)
  }
}
