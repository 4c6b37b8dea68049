/** The Timeline menu. */

import { selectCircuit, useDocument } from '../store/documentStore'
import { computeAgain, stopComputing, useResult } from '../store/resultStore'
import {
  finishPhase,
  goFirst,
  goLast,
  type Speed,
  setSpeed,
  speeds,
  stepBack,
  stepForward,
  togglePlay,
  useTimeline,
} from '../store/timelineStore'
import { type Command, command } from './command'

const menu = 'Timeline'
const anySteps = () => useTimeline.getState().length > 0
const notAtStart = () => useTimeline.getState().cursor > 0
const notAtEnd = () => useTimeline.getState().cursor < useTimeline.getState().length

/** The next speed in the list, or `null` at its end. */
const neighbour = (by: 1 | -1): Speed | null =>
  speeds[speeds.indexOf(useTimeline.getState().speed) + by] ?? null

const changeSpeed = (by: 1 | -1) => () => {
  const speed = neighbour(by)
  if (speed !== null) setSpeed(speed)
}

const isComputing = () => {
  const { circuit, failure, stopped } = useResult.getState()
  return circuit !== selectCircuit(useDocument.getState()) && failure === null && !stopped
}

export const timelineCommands: readonly Command[] = [
  command({
    id: 'timeline.play',
    label: 'Play or pause',
    menu,
    shortcuts: ['Space'],
    keywords: ['run', 'stop', 'animate'],
    enabled: anySteps,
    presenting: [],
    run: togglePlay,
  }),
  command({
    id: 'timeline.forward',
    label: 'Step forward',
    menu,
    shortcuts: ['.', 'ArrowRight'],
    keywords: ['next'],
    enabled: notAtEnd,
    repeats: true,
    startsGroup: true,
    presenting: ['PageDown', 'ArrowDown'],
    run: stepForward,
  }),
  command({
    id: 'timeline.back',
    label: 'Step back',
    menu,
    shortcuts: [',', 'ArrowLeft'],
    keywords: ['previous'],
    enabled: notAtStart,
    repeats: true,
    presenting: ['PageUp', 'ArrowUp'],
    run: stepBack,
  }),
  command({
    id: 'timeline.finishPhase',
    label: 'Finish the phase',
    menu,
    shortcuts: ['Shift+End'],
    keywords: ['forward', 'backward', 'skip'],
    enabled: notAtEnd,
    presenting: [],
    run: finishPhase,
  }),
  command({
    id: 'timeline.first',
    label: 'Go to the start',
    menu,
    shortcuts: ['Home'],
    keywords: ['first', 'rewind', 'reset'],
    enabled: notAtStart,
    presenting: [],
    run: goFirst,
  }),
  command({
    id: 'timeline.last',
    label: 'Go to the end',
    menu,
    shortcuts: ['End'],
    keywords: ['last', 'all'],
    enabled: notAtEnd,
    presenting: [],
    run: goLast,
  }),
  command({
    id: 'timeline.faster',
    label: 'Play faster',
    menu,
    shortcuts: ['>'],
    keywords: ['speed'],
    enabled: () => neighbour(1) !== null,
    startsGroup: true,
    presenting: [],
    run: changeSpeed(1),
  }),
  command({
    id: 'timeline.slower',
    label: 'Play slower',
    menu,
    shortcuts: ['<'],
    keywords: ['speed'],
    enabled: () => neighbour(-1) !== null,
    presenting: [],
    run: changeSpeed(-1),
  }),
  command({
    id: 'timeline.stopComputing',
    label: 'Stop computing',
    menu,
    shortcuts: ['Mod+.'],
    keywords: ['cancel', 'engine', 'abort'],
    enabled: isComputing,
    startsGroup: true,
    inTextFields: true,
    run: stopComputing,
  }),
  command({
    id: 'timeline.computeAgain',
    label: 'Compute again',
    menu,
    keywords: ['engine', 'run'],
    enabled: () => useResult.getState().stopped,
    run: computeAgain,
  }),
]
