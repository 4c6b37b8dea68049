import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  followSteps,
  goTo,
  playWith,
  setSpeed,
  stepMs,
  tick,
  togglePlay,
  useTimeline,
} from '../../renderer/store/timelineStore'
import { computed } from '../helpers/computed'

const epoch = 7
const stepsOf = (text: string) => computed(text).steps
const chain = stepsOf('x:parameter=1; a:tanh(x); b:exp(a)')
/** Another op in front: every later step stands one place further on. */
const longer = stepsOf('x:parameter=1; w:square(x); a:tanh(w); b:exp(a)')
const where = () => useTimeline.getState().cursor
const stepAt = (steps: typeof chain, cursor: number) => {
  const { phase, node } = steps[cursor - 1]!
  return `${phase} ${node}`
}

beforeEach(() => {
  useTimeline.setState({
    cursor: 0,
    length: 0,
    forward: 0,
    playing: false,
    speed: 1,
    moves: 0,
    epoch: -1,
  })
  followSteps([], chain, epoch)
})

describe('a new result', () => {
  test('of another document shows its end', () => {
    goTo(1)
    followSteps(chain, longer, epoch + 1)
    expect(useTimeline.getState()).toMatchObject({
      cursor: longer.length,
      length: longer.length,
      forward: 3,
      epoch: epoch + 1,
      playing: false,
    })
  })

  test('keeps the cursor at the end when it was at the end', () => {
    followSteps(chain, longer, epoch)
    expect(where()).toBe(longer.length)
  })

  test('keeps the cursor at the start when it was at the start', () => {
    goTo(0)
    followSteps(chain, longer, epoch)
    expect(where()).toBe(0)
  })

  test.each([1, 2, 3])('keeps the cursor after the same step, wherever that stands now (%i)', cursor => {
    goTo(cursor)
    followSteps(chain, longer, epoch)
    expect(stepAt(longer, where())).toBe(stepAt(chain, cursor))
    expect(where()).not.toBe(cursor)
  })

  test('in which the step is gone keeps the cursor’s place as far as there are steps', () => {
    goTo(3)
    followSteps(chain, stepsOf('x:parameter=1; c:exp(x)'), epoch)
    expect(where()).toBe(2)
  })

  test('is no move, so that no pulse runs for it', () => {
    goTo(1)
    const { moves } = useTimeline.getState()
    followSteps(chain, longer, epoch)
    expect(useTimeline.getState().moves).toBe(moves)
  })
})

describe('play', () => {
  test('from the end starts over, with the first step at once', () => {
    togglePlay()
    expect(useTimeline.getState()).toMatchObject({ cursor: 1, playing: true })
  })

  test('goes on from where the cursor stands', () => {
    goTo(2)
    togglePlay()
    expect(useTimeline.getState()).toMatchObject({ cursor: 3, playing: true })
  })

  test('needs steps', () => {
    followSteps([], [], epoch + 1)
    togglePlay()
    expect(useTimeline.getState().playing).toBe(false)
  })

  test('pauses when it is toggled again, and when the person goes somewhere', () => {
    goTo(0)
    togglePlay()
    togglePlay()
    expect(useTimeline.getState().playing).toBe(false)
    togglePlay()
    goTo(1)
    expect(useTimeline.getState().playing).toBe(false)
  })

  test('stops after the last step', () => {
    togglePlay()
    for (const _ of chain) tick()
    expect(useTimeline.getState()).toMatchObject({ cursor: chain.length, playing: false })
    tick()
    expect(where()).toBe(chain.length)
  })
})

describe('the clock', () => {
  const timers: { run: () => void; ms: number; stopped: boolean }[] = []
  let stop: () => void
  beforeEach(() => {
    timers.length = 0
    stop = playWith((run, ms) => {
      const timer = { run, ms, stopped: false }
      timers.push(timer)
      return () => {
        timer.stopped = true
      }
    })
  })
  afterEach(() => stop())
  const running = () => timers.filter(timer => !timer.stopped)

  test('takes one step per period, faster at a higher speed', () => {
    goTo(0)
    togglePlay()
    expect(running().map(timer => timer.ms)).toEqual([stepMs])
    running()[0]!.run()
    expect(where()).toBe(2)
    setSpeed(4)
    expect(running().map(timer => timer.ms)).toEqual([stepMs / 4])
  })

  test('goes on while other things change, such as a result that comes in', () => {
    goTo(1)
    togglePlay()
    const [timer] = running()
    useTimeline.setState({ length: 5, forward: 3 })
    followSteps(chain, [...chain], epoch)
    expect(running()).toEqual([timer])
  })

  test('stands still while nothing plays, and when it is stopped', () => {
    expect(timers).toEqual([])
    togglePlay()
    togglePlay()
    expect(running()).toEqual([])
    togglePlay()
    stop()
    expect(running()).toEqual([])
  })
})
