import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Answer } from '../../renderer/engine/client'
import { edit, openDocument, selectCircuit, useDocument } from '../../renderer/store/documentStore'
import { computeAgain, recomputeWith, stopComputing, useResult } from '../../renderer/store/resultStore'
import { dismissNotice, notify, useSession } from '../../renderer/store/sessionStore'
import { goTo, useTimeline } from '../../renderer/store/timelineStore'
import type { Circuit } from '../../shared/document/document'
import { moveNodes } from '../../shared/document/edit/move'
import { setValue } from '../../shared/document/edit/nodes'
import { circuit, source } from '../helpers/circuit'
import { throughEngine } from '../helpers/computed'

const asked: { circuit: Circuit; done: (answer: Answer) => void }[] = []
const engine = {
  run: (of: Circuit, done: (answer: Answer) => void) => void asked.push({ circuit: of, done }),
  cancel: () => void cancelled++,
}
let cancelled = 0
const answer = (at = asked.length - 1) => {
  const { circuit: of, done } = asked[at]!
  const { run, steps, health } = throughEngine(of)
  done({ id: at, ok: true, run, steps, health })
}
const fail = (reason: string) => asked.at(-1)!.done({ id: 0, ok: false, reason })
const stale = () => useResult.getState().circuit !== selectCircuit(useDocument.getState())
const notice = () => useSession.getState().notice

const change = () => edit(document => setValue(document, 'x', source(2)))
const small = circuit('x:parameter=1; y:tanh(x)')
let stop: () => void
beforeEach(() => {
  asked.length = 0
  useResult.setState({ circuit: null, run: null, steps: [], failure: null, stopped: false })
  cancelled = 0
  dismissNotice()
  openDocument(small)
  stop = recomputeWith(engine)
})
afterEach(() => stop())

test('of another document nothing is shown, not even while its numbers are awaited', () => {
  answer()
  openDocument(circuit('x:parameter=3; y:tanh(x)'))
  expect(useResult.getState()).toMatchObject({ circuit: null, run: null, steps: [] })
  expect(useTimeline.getState().length).toBe(0)
  answer()
  expect(stale()).toBe(false)
  expect(useTimeline.getState().cursor).toBe(useTimeline.getState().length)
})

describe('stopping', () => {
  test('gives the running circuit up, says so, and computes it again when asked', () => {
    stopComputing()
    expect(cancelled).toBe(1)
    expect(useResult.getState().stopped).toBe(true)
    computeAgain()
    expect(asked.map(one => one.circuit)).toEqual([small.circuit, small.circuit])
    expect(useResult.getState().stopped).toBe(false)
  })

  test('ends with the next edit, which is computed', () => {
    stopComputing()
    change()
    answer()
    expect(useResult.getState().stopped).toBe(false)
    expect(stale()).toBe(false)
  })
})

test('an engine that had to be started again is told of, with the numbers', () => {
  const { run, steps, health } = throughEngine(small.circuit)
  asked.at(-1)!.done({ id: 0, ok: true, revived: true, run, steps, health })
  expect(stale()).toBe(false)
  expect(notice()?.text).toContain('started again')
})

describe('the engine is asked', () => {
  test('at once, and again for every new circuit', () => {
    change()
    expect(asked.map(one => one.circuit)).toEqual([small.circuit, selectCircuit(useDocument.getState())])
  })

  test('nothing when a node is only moved', () => {
    edit(document => moveNodes(document, new Map([['x', { x: 5, y: 5 }]])))
    expect(asked).toHaveLength(1)
  })

  test('anew when the same document is opened a second time', () => {
    openDocument(small)
    expect(asked).toHaveLength(2)
  })

  test('no longer once it is stopped', () => {
    stop()
    change()
    expect(asked).toHaveLength(1)
  })
})

describe('an answer', () => {
  test('belongs to the circuit that was asked about', () => {
    answer()
    expect(useResult.getState()).toMatchObject({ circuit: small.circuit, failure: null })
    expect(useResult.getState().run!.values.get('y')!.data[0]).toBeCloseTo(Math.tanh(1), 15)
  })

  test('that comes after another document was opened is dropped', () => {
    openDocument(circuit('u:parameter=2; v:exp(u)'))
    answer(0)
    expect(useResult.getState().run).toBeNull()
  })

  test('to a document opened again while its first answer was under way is the second one', () => {
    openDocument(small)
    answer(0)
    expect(stale()).toBe(true)
    answer(1)
    expect(stale()).toBe(false)
  })

  test('puts the timeline at the end of a document just opened', () => {
    answer()
    expect(useTimeline.getState()).toMatchObject({ cursor: 2, length: 2 })
  })

  test('leaves the timeline after the same step when the circuit grew', () => {
    answer()
    goTo(1)
    change()
    answer()
    expect(useTimeline.getState().cursor).toBe(1)
  })
})

describe('an engine that fails', () => {
  const sentence = 'This could not be computed, by a fault in the program: internal: broken'

  test('is told, also over a circuit that was computed before', () => {
    answer()
    change()
    fail('internal: broken')
    expect(useResult.getState().failure).toBe('internal: broken')
    expect(notice()).toEqual({ text: sentence, tone: 'error' })
    expect(stale()).toBe(true)
  })

  test('is forgotten with the next good answer', () => {
    fail('internal: broken')
    change()
    answer()
    expect(useResult.getState().failure).toBeNull()
    expect(notice()).toBeNull()
  })

  test('takes no other notice away when it recovers', () => {
    fail('internal: broken')
    notify('The disk is full.', 'error')
    change()
    answer()
    expect(notice()?.text).toBe('The disk is full.')
  })
})
