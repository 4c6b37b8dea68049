/** Which number is explained, the way that led there, and what ends it. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDocument } from '../../renderer/store/documentStore'
import {
  ask,
  askAbout,
  closeExplanation,
  explainBack,
  explainForward,
  followExplanations,
  reach,
  showMoreTerms,
  useExplain,
} from '../../renderer/store/explainStore'
import { useResult } from '../../renderer/store/resultStore'
import { useSession } from '../../renderer/store/sessionStore'
import { followSteps, goTo, useTimeline } from '../../renderer/store/timelineStore'
import type { Asked } from '../../shared/engine/quantity'
import { circuit } from '../helpers/circuit'
import { computed } from '../helpers/computed'

const value = (node: string): Asked => ({ quantity: { kind: 'value', node }, entry: null })
const shown = () => useExplain.getState().asked
const way = () => {
  const { before, after } = useExplain.getState()
  return [before.length, after.length]
}
const fan = computed('x:parameter=3; s:square(x); k:linear(x){"k":5}; L:add(s,k)')

let stop: () => void
beforeEach(() => {
  stop = followExplanations()
  openDocument(circuit('x:parameter=3'))
  useResult.setState({ ...fan, failure: null })
  followSteps([], fan.steps, 1)
})
afterEach(() => stop())

test('what is asked is shown in the Explain tab, and the way back and forward is kept', () => {
  useSession.setState({ timelineTab: 'cost' })
  ask(value('x'))
  ask(value('s'))
  ask(value('s'))
  expect([shown(), way(), useSession.getState().timelineTab]).toEqual([value('s'), [1, 0], 'explain'])
  explainBack()
  expect([shown(), way()]).toEqual([value('x'), [0, 1]])
  explainBack()
  expect(shown()).toEqual(value('x'))
  explainForward()
  expect([shown(), way()]).toEqual([value('s'), [1, 0]])
  explainBack()
  ask(value('k'))
  expect([shown(), way()]).toEqual([value('k'), [1, 0]])
})

test('closed, it can be gone back to', () => {
  ask(value('x'))
  closeExplanation()
  expect(shown()).toBeNull()
  explainBack()
  expect(shown()).toEqual(value('x'))
})

test('a wire asks for its share at a fan-out, and elsewhere for the whole gradient', () => {
  askAbout('gradient', 'x', 's.x')
  expect(shown()!.quantity).toEqual({ kind: 'share', edge: 's.x' })
  askAbout('gradient', 's', 'L.a')
  expect(shown()!.quantity).toEqual({ kind: 'gradient', node: 's' })
  askAbout('value', 'x', 's.x')
  expect(shown()!.quantity).toEqual({ kind: 'value', node: 'x' })
})

test('another number begins with few terms again', () => {
  ask(value('x'))
  showMoreTerms(55)
  ask(value('x'))
  expect(useExplain.getState().terms).toBe(55)
  ask(value('s'))
  expect(useExplain.getState().terms).toBe(5)
})

test('stepping shows the step, but the step of the number itself can be gone to', () => {
  ask(value('s'))
  reach(2)
  expect([shown(), useTimeline.getState().cursor, way()]).toEqual([value('s'), 2, [0, 0]])
  goTo(3)
  expect(shown()).toBeNull()
})

test('another document begins anew', () => {
  ask(value('x'))
  ask(value('s'))
  openDocument(circuit('y:parameter=1'))
  expect([shown(), way()]).toEqual([null, [0, 0]])
})
