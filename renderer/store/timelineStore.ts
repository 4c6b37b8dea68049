/** Where the timeline stands and whether it plays. Not undoable; a moved node does not touch it. */
import { create } from 'zustand'
import type { Step } from '../../shared/engine/steps'

export const speeds = [0.5, 1, 2, 4] as const
export type Speed = (typeof speeds)[number]

/** Time per step at speed 1. */
export const stepMs = 1200

interface TimelineState {
  /** How many steps have been taken: 0 … `length`. */
  readonly cursor: number
  readonly length: number
  /** How many of the steps go forward. */
  readonly forward: number
  readonly playing: boolean
  readonly speed: Speed
  /** Counts the person's and the player's moves, not the changes that a new result brings: pulses follow moves only. */
  readonly moves: number
  /** The document this timeline belongs to. */
  readonly epoch: number
}

export const useTimeline = create<TimelineState>()(() => ({
  cursor: 0,
  length: 0,
  forward: 0,
  playing: false,
  speed: 1,
  moves: 0,
  epoch: -1,
}))

const clamp = (cursor: number, length: number) => Math.max(0, Math.min(length, cursor))

/** Goes to a cursor and stops playing. */
export const goTo = (cursor: number) =>
  useTimeline.setState(({ length, moves }) => ({
    cursor: clamp(cursor, length),
    playing: false,
    moves: moves + 1,
  }))
/** Stops playing where it stands. */
export const pause = () => useTimeline.setState({ playing: false })
export const stepForward = () => goTo(useTimeline.getState().cursor + 1)
export const stepBack = () => goTo(useTimeline.getState().cursor - 1)
export const goFirst = () => goTo(0)
export const goLast = () => goTo(useTimeline.getState().length)
/** To the end of the phase that the cursor is in. */
export const finishPhase = () => {
  const { cursor, forward, length } = useTimeline.getState()
  goTo(cursor < forward ? forward : length)
}
export const setSpeed = (speed: Speed) => useTimeline.setState({ speed })

/** Play takes its first step at once, and starts over when it stands at the end. */
export function togglePlay() {
  const { playing, cursor, length } = useTimeline.getState()
  if (playing || length === 0) return useTimeline.setState({ playing: false })
  useTimeline.setState({ playing: true, cursor: cursor === length ? 0 : cursor })
  tick()
}

/** One tick of playing; stops after the last step. */
export const tick = () =>
  useTimeline.setState(({ cursor, length, moves }) =>
    cursor < length
      ? { cursor: cursor + 1, playing: cursor + 1 < length, moves: moves + 1 }
      : { playing: false },
  )

/** A new result came: at the end of its steps the cursor stays at the end; elsewhere it stays after the same step if that still exists. */
export function followSteps(before: readonly Step[], steps: readonly Step[], epoch: number) {
  const forward = steps.filter(s => s.phase === 'forward').length
  useTimeline.setState(state => {
    const length = steps.length
    if (state.epoch !== epoch || state.cursor >= before.length)
      return { epoch, length, forward, cursor: length, playing: false }
    const last = before[state.cursor - 1]
    const found = last ? steps.findIndex(s => s.phase === last.phase && s.node === last.node) : -1
    return {
      length,
      forward,
      cursor: last === undefined ? 0 : found >= 0 ? found + 1 : clamp(state.cursor, length),
    }
  })
}

/** Plays on its own clock; returns how to stop. */
export function playWith(setTimer: (run: () => void, ms: number) => () => void): () => void {
  let stop: (() => void) | null = null
  const follow = ({ playing, speed, cursor }: TimelineState, before: TimelineState) => {
    // A result that comes in meanwhile must not put the next step off.
    if (playing === before.playing && speed === before.speed && cursor === before.cursor) return
    stop?.()
    stop = playing ? setTimer(tick, stepMs / speed) : null
  }
  const unsubscribe = useTimeline.subscribe(follow)
  return () => {
    stop?.()
    unsubscribe()
  }
}
