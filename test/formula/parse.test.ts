/** The formula language: what reads as what, and what is refused. */
import { describe, expect, it } from 'vitest'
import { evaluate, type Scope } from '../../shared/formula/evaluate'
import { namesIn, parse } from '../../shared/formula/parse'
import { scalar, type Tensor, tensor } from '../../shared/tensor/tensor'

const scope = (values: Record<string, Tensor>, attrs: Scope['attrs'] = {}): Scope => ({ values, attrs })
const x = tensor([2, 2], [1, -2, 3, -4])
const numbersOf = (text: string, s = scope({ x, k: scalar(2) })) => [...evaluate(parse(text), s).data]

describe('order of operations', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['2 - 3 - 4', -5],
    ['12 / 3 / 2', 2],
    ['-2^2', -4],
    ['2^-1', 0.5],
    ['2^3^2', 512],
    ['2 * -3', -6],
    ['(1 + 2) * 3', 9],
    ['1.5e2 - .5e0 * 0'.replace('.5e0', '0.5'), 150],
  ])('%s is %d', (text, value) => {
    expect(numbersOf(text)).toEqual([value])
  })

  it('transposes before it multiplies', () => {
    expect(numbersOf("x' @ x")).toEqual([10, -14, -14, 20])
  })

  it('takes a minus in front as the sign of the whole product', () => {
    expect(parse('-a * b')).toEqual(expect.objectContaining({ kind: 'negate' }))
  })
})

describe('reductions', () => {
  it('take all entries without an axis', () => {
    expect(evaluate(parse('sum(x)'), scope({ x }))).toEqual(scalar(-2))
  })

  it('keep the axis they are given, so that the result broadcasts back', () => {
    expect(evaluate(parse('mean(x, 0)'), scope({ x }))).toEqual(tensor([1, 2], [2, -3]))
    expect(evaluate(parse('sum(x, -1)'), scope({ x }))).toEqual(tensor([2, 1], [-1, -1]))
  })

  it('divide the variance by the number of entries', () => {
    expect(evaluate(parse('var(x, 0)'), scope({ x }))).toEqual(tensor([1, 2], [1, 1]))
  })

  it('read the axes of sumOver and spread from the attributes of the op', () => {
    const s = scope({ x, g: tensor([2], [10, 20]) }, { axes: [1], keepDims: false })
    expect(evaluate(parse('sumOver(x)'), s)).toEqual(tensor([2], [-1, -1]))
    expect(evaluate(parse('spread(g)'), s)).toEqual(tensor([2, 2], [10, 10, 20, 20]))
  })
})

it('writes 1 where an indicator holds and 0 elsewhere', () => {
  expect(numbersOf('[x > 1]')).toEqual([0, 0, 1, 0])
  expect(numbersOf('[x >= 1]')).toEqual([1, 0, 1, 0])
})

it('counts 0 over anything as 0 in a ratio, but not in a quotient', () => {
  expect(numbersOf('ratio(0, 0)')).toEqual([0])
  expect(numbersOf('0 / 0')).toEqual([NaN])
})

it('refuses a name that nothing stands for', () => {
  expect(() => numbersOf('x + missing')).toThrow('internal: a formula reads unknown "missing"')
})

it.each([
  ['', 'expected a value at 0'],
  ['a +', 'expected a value at 3'],
  ['(a', "expected ')' at 2"],
  ['a b', 'expected the end at 2'],
  ['[a]', "expected '>', '>=' or '=' at 2"],
  ['a $ b', 'expected a name, number or sign at 1'],
  ['constructor(a)', 'expected a known function instead of "constructor" at 11'],
  ['max(a)', 'expected 2 arguments for max at 5'],
  ['tanh(a, b)', 'expected at most 1 arguments for tanh at 9'],
])('says where "%s" is malformed', (text, message) => {
  expect(() => parse(text)).toThrow(`internal: formula "${text}": ${message}`)
})

it('reads each text once', () => {
  expect(parse('g * a')).toBe(parse('g * a'))
})

it('finds the names of a formula, but not its functions', () => {
  expect(namesIn(parse("-max(a, b') ^ [c > k]"))).toEqual(['a', 'b', 'c', 'k'])
})
