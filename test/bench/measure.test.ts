/** The clock asks everybody alike and makes one number of many rounds. */
import { expect, test } from 'vitest'
import { measure, quantile, turnsOf } from './measure'

/** Says it takes `ms` for a pass and writes down when it was asked. */
const taking = (ms: number, name = '', asked: string[] = []) => ({
  time: (passes: number) => {
    asked.push(name)
    return ms * passes
  },
  read: () => ({ loss: 0, gradients: new Map() }),
})

test('each contestant runs as many passes as fill its time, one at least', async () => {
  const pace = { rounds: 3, loopMs: 30, warmMs: 100 }
  const [fast, slow] = await measure([taking(0.001), taking(400)], pace)
  expect([fast!.passes, slow!.passes]).toEqual([30_000, 1])
  expect(fast!.medianUs).toBeCloseTo(1, 9)
  expect(slow!.medianUs).toBeCloseTo(400_000, 3)
})

test('the median is that of the rounds, and one slow round does not move it', async () => {
  // The first for warming up, then two a round, of which the second counts.
  const times = [5, 77, 5, 77, 5, 77, 1, 77, 2, 77, 90]
  const odd = { ...taking(0), time: () => times.shift()! }
  const [timing] = await measure([odd], { rounds: 5, loopMs: 5, warmMs: 5 })
  expect(timing).toEqual({ medianUs: 5000, quartilesUs: [2000, 5000], passes: 1 })
})

test('everybody is asked in every round, and no one is always first', async () => {
  const asked: string[] = []
  const contestants = ['a', 'b', 'c'].map(name => taking(10, name, asked))
  await measure(contestants, { rounds: 3, loopMs: 10, warmMs: 10 })
  const rounds = asked.slice(3).join('').match(/.{6}/g)
  expect(rounds).toEqual(['aabbcc', 'bbaacc', 'ccaabb'])
  expect([0, 1, 2, 3].map(round => turnsOf(4, round)[0])).toEqual([0, 1, 2, 3])
})

test('quantiles lie between the neighbours', () => {
  expect([quantile([4, 1, 3, 2], 0.5), quantile([4, 1, 3, 2], 0.25), quantile([7], 0.75)]).toEqual([
    2.5, 1.75, 7,
  ])
})
