/** Which typed numbers are right, on both sides of each border, and which mistakes are recognised. */
import { describe, expect, test } from 'vitest'
import { parseNumber } from '../../renderer/panels/inspector/numberEntry'
import { CLOSE, guessOf, isClose, isRight, NOISE, RELATIVE } from '../../shared/engine/prediction'
import { MOST_BETWEEN, MOST_SIDE, questionOf, shapeFault } from '../../shared/engine/predictionAsked'
import { meanTerms, verdictOn, verdictText } from '../../shared/engine/predictionVerdict'
import { type Shape, tensor } from '../../shared/tensor/tensor'
import { computed, notes232 } from '../helpers/computed'

const guess = (text: string) => {
  const read = parseNumber(text)
  if (!read.ok) throw new Error(read.reason)
  return guessOf(text, read.value)
}
const right = (text: string, truth: number, largest = Math.abs(truth)) => isRight(guess(text), truth, largest)

test.each([
  ['−0.404', 1e-3],
  ['1200', 1],
  ['.5', 0.1],
  ['2.', 1],
  ['1.50e-3', 1e-5],
  ['1.5e−3', 1e-4],
  ['3E2', 100],
  ['1/3', 0],
  ['inf', 0],
])('the last digit of %s stands at %d', (text, unit) => expect(guess(text).unit).toBeCloseTo(unit, 12))

describe('right is', () => {
  test.each([
    // Four digits, three rounded ones, all of them, and another way to write it.
    ['-0.4043', -0.4043086274372941],
    ['-0.404', -0.4043086274372941],
    ['-0.4043086274372941', -0.4043086274372941],
    ['−4.04e-1', -0.4043086274372941],
    ['1/3', 0.3333333333333333],
    ['3', 3],
    ['1.00', 1.0049],
    ['1.00', 0.9951],
    ['inf', Number.POSITIVE_INFINITY],
    ['nan', Number.NaN],
    // As the screen shows it, though these are two digits.
    ['0.0012', 0.00123],
  ])('%s for %d', (text, truth) => expect(right(text, truth)).toBe(true))

  test('a number off by a thousandth, and not by more', () => {
    expect(right(String(2 * (1 + RELATIVE * 0.999)), 2)).toBe(true)
    expect(right(String(2 * (1 + RELATIVE * 1.001)), 2)).toBe(false)
  })

  test('rounding at the third digit, to either side of its half and not beyond', () => {
    expect(right('1.23', 1.2349)).toBe(true)
    expect(right('1.23', 1.2351)).toBe(false)
    expect(right('1.23', 1.2251)).toBe(true)
    expect(right('1.23', 1.2249)).toBe(false)
  })

  test('0 where only rounding keeps the engine from 0, measured by the largest entry from 1 up', () => {
    expect(right('0', NOISE * 0.99, 0.5)).toBe(true)
    expect(right('0', NOISE * 1.01, 0.5)).toBe(false)
    expect(right('0', NOISE * 500, 1000)).toBe(true)
    expect(right('1e-13', 0)).toBe(true)
    expect(right('1e-11', 0)).toBe(false)
  })
})

describe('wrong is', () => {
  test.each([
    ['0.4043', -0.4043],
    ['0.40', 0.4043],
    ['0.5', 0.4521],
    ['0', 0.4],
    ['0', 1e-6],
    ['-inf', Number.POSITIVE_INFINITY],
    ['nan', 1],
    ['3', Number.NaN],
    ['-0.0012', 0.00123],
    ['0.0013', 0.00123],
  ])('%s for %d', (text, truth) => expect(right(text, truth)).toBe(false))

  test('a factor of 2 or ½ or another sign, whatever the size', () => {
    for (let power = -12; power <= 6; power++)
      for (const digits of [1, 1.2345, 5, 9.9999])
        for (const factor of [2, 0.5, -1, 1.1, 0.9]) {
          const truth = digits * 10 ** power
          const text = String(truth * factor)
          expect(right(text, truth), `${text} for ${truth}`).toBe(false)
        }
  })
})

test('close is off by a hundredth, or rounded to two digits where three are asked', () => {
  const close = (text: string, truth: number) => isClose(guess(text), truth, 1)
  expect(close(String(2 * (1 + CLOSE * 0.999)), 2)).toBe(true)
  expect(close(String(2 * (1 + CLOSE * 1.001)), 2)).toBe(false)
  expect(close('0.11', 0.1149)).toBe(true)
  expect(close('0.11', 0.1151)).toBe(false)
  // That is half as much again, or nothing at all.
  expect(close('1', 0.5)).toBe(false)
  expect(close('0.3', -0.26)).toBe(false)
  expect(close('0', 0.26)).toBe(false)
})

const answer = (shape: Shape, texts: readonly string[], truth: readonly number[], terms = 1) => {
  const verdict = verdictOn(questionOf(shape, 'key'), texts.map(guess), tensor(shape, truth), terms)
  return { ...verdict, text: verdictText(verdict) }
}

describe('an answer', () => {
  const dW2 = [0.2509, -0.2509, -0.3523, 0.3523, 0.3774, -0.3774]

  test('that is right says only that', () => {
    expect(answer([], ['-0.404'], [-0.40431]).text).toBe('Right.')
    expect(answer([3, 2], dW2.map(String), dW2)).toMatchObject({ isRight: true, mistake: null })
  })

  test('that is right in part says how many entries are, and which', () => {
    const {
      text,
      marks,
      isRight: all,
    } = answer([3, 2], ['0.2509', '1', '-0.3523', '1', '0.3774', '-0.3774'], dW2)
    expect(text).toBe('4 of 6 entries are right.')
    expect(marks).toEqual([true, false, true, false, true, true])
    expect(all).toBe(false)
    expect(answer([2], ['1', '7'], [1, 2]).text).toBe('1 of 2 entries is right.')
    expect(answer([], ['7'], [1]).text).toBe('Not right yet.')
  })

  test('with every sign turned is recognised, and with one of them it is not', () => {
    expect(answer([], ['0.404'], [-0.404]).text).toBe('Not right yet. The sign is the wrong way round.')
    expect(
      answer(
        [3, 2],
        dW2.map(x => String(-x)),
        dW2,
      ).text,
    ).toBe('0 of 6 entries are right. Every sign is the wrong way round.')
    expect(answer([2], ['-1', '2'], [1, 2]).mistake).toBeNull()
  })

  test('that is transposed is recognised where the shape does not tell it', () => {
    expect(answer([2, 2], ['1', '3', '2', '4'], [1, 2, 3, 4]).text).toBe(
      '2 of 4 entries are right. These are the right numbers, transposed.',
    )
    expect(answer([2, 2], ['1', '3', '2', '5'], [1, 2, 3, 4]).mistake).toBeNull()
  })

  test('without the 1/N of the loss, or with it twice, is recognised', () => {
    expect(answer([2], ['4', '8'], [1, 2], 4).text).toBe(
      '0 of 2 entries are right. Every entry is 4 times too large: the loss is a mean of 4 terms, so 1/4 is missing.',
    )
    expect(answer([], ['0.25'], [1], 4).mistake).toEqual({ kind: 'tooSmall', terms: 4 })
    expect(answer([2], ['4', '2'], [1, 2], 4).mistake).toBeNull()
    expect(answer([], ['1'], [4], 1).mistake).toBeNull()
  })

  test('that is rounded too far is told from a wrong one', () => {
    expect(answer([2], ['0.25', '0.36'], [0.2509, 0.3551]).text).toBe(
      '0 of 2 entries are right. Very close: calculate with more digits, and give at least 3.',
    )
    expect(answer([2], ['0.25', '0.9'], [0.2509, 0.3551]).mistake).toBeNull()
  })
})

test.each([
  [notes232, 1],
  ['x:parameter=ones(4,3;0); y:constant=ones(4,3;0); L:meanSquaredError(x,y)', 12],
  ['x:parameter=ones(4,3;0); y:constant=ones(4,3;0); L:softmaxCrossEntropy(x,y)', 4],
  ['x:parameter=ones(4,3;0); L:mean(x){"axes":[0]}', 4],
  ['x:parameter=ones(4,3;0); L:sum(x)', 1],
  ['x:parameter=1', 1],
])('the root of %s is a mean of %d terms', (text, terms) => {
  expect(meanTerms(computed(text).graph)).toBe(terms)
})

describe('what is asked', () => {
  test('is every entry of a small vector or matrix', () => {
    expect(questionOf([], 'key')).toEqual({ shape: [], entries: [0], isWhole: true })
    expect(questionOf([MOST_SIDE, MOST_SIDE], 'key').entries).toHaveLength(64)
  })

  test('is the first entry of a larger tensor, the last, and always the same few between them', () => {
    for (const shape of [[MOST_SIDE + 1], [2, 500], [2, 2, 2]]) {
      const { entries, isWhole } = questionOf(shape, 'gradient W_1')
      expect(isWhole).toBe(false)
      expect(entries).toHaveLength(MOST_BETWEEN + 2)
      expect([entries[0], entries.at(-1)]).toEqual([0, shape.reduce((n, d) => n * d) - 1])
      expect(entries).toEqual([...new Set(entries)].sort((a, b) => a - b))
      expect(questionOf(shape, 'gradient W_1').entries).toEqual(entries)
    }
    expect(questionOf([2, 500], 'gradient W_1').entries).not.toEqual(questionOf([2, 500], 'value a').entries)
  })
})

test('a shape that does not fit is told in a sentence, and called the transpose where it is', () => {
  expect(shapeFault([2, 3], [2, 3])).toBeNull()
  expect(shapeFault([2, 3], [3, 2])).toBe('Expected (2, 3), found (3, 2), the transpose.')
  expect(shapeFault([2, 3], [2, 2])).toBe('Expected (2, 3), found (2, 2).')
  expect(shapeFault([3], [1, 4])).toBe('Expected (3), found (1, 4).')
})
