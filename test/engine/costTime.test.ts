/** Measuring with clocks that tick as a test wants it. */
import { describe, expect, it, vi } from 'vitest'
import { timesFor, timesOf } from '../../shared/engine/costTime'
import { SecondThread } from '../../shared/engine/secondThread'
import { circuit } from '../helpers/circuit'
import { computed, notes232 } from '../helpers/computed'

const { plan } = computed(notes232)

/** Each look at the clock is so much later than the last. */
function clock(tickMs: (look: number) => number) {
  const seen = { looks: 0 }
  let ms = 0
  const now = () => {
    ms += tickMs(seen.looks++)
    return ms
  }
  return { now, seen }
}

describe('a pass', () => {
  it('is a sample of its own when it lasts', () => {
    expect(timesOf(plan, clock(() => 7).now)).toEqual({ forwardMs: 7, backwardMs: 7 })
  })

  it('that fills the time allowed in two samples is measured five times, and no more', () => {
    const { now, seen } = clock(() => 30)
    expect(timesOf(plan, now)).toEqual({ forwardMs: 30, backwardMs: 30 })
    // Three looks at the clock per sample, and a few before them.
    expect(seen.looks).toBeGreaterThan(40)
    expect(seen.looks).toBeLessThan(60)
  })

  it('of seconds is measured a few times, not for minutes', () => {
    const { now, seen } = clock(() => 4000)
    expect(timesOf(plan, now)).toEqual({ forwardMs: 4000, backwardMs: 4000 })
    expect(seen.looks).toBeLessThan(40)
  })

  it('too short for the clock is measured many at a time, also when one of them was held up', () => {
    // A clock of steps of 0.1 ms, as browsers have it, and one look in five that comes late.
    const start = performance.now()
    let looks = 0
    const coarse = () => Math.round((performance.now() - start + (looks++ % 5 === 0 ? 3 : 0)) * 10) / 10
    const times = timesOf(plan, coarse, { warmUpMs: 5, forMs: 40 })!
    for (const ms of [times.forwardMs, times.backwardMs]) {
      expect(ms).toBeGreaterThan(0)
      expect(ms).toBeLessThan(1)
    }
  })
})

it('a plan that needs too much memory is not measured', () => {
  expect(timesOf(plan, performance.now.bind(performance), { limitBytes: 100 })).toBeNull()
})

it('of a broken circuit the part that can be computed is measured', () => {
  const whole = circuit('x:input=normal(2,3;1); y:tanh(x); z:add(y)').circuit
  expect(timesFor(whole, clock(() => 7).now)?.forwardMs).toBe(7)
})

it('a second thread is let go when the time is measured, so that it holds no memory', () => {
  const second = new SecondThread(() => ({ postMessage() {} }))
  const released = vi.spyOn(second, 'release')
  timesFor(circuit('x:parameter=3; y:square(x)').circuit, clock(() => 7).now, second)
  expect(released).toHaveBeenCalled()
})
