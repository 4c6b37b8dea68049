/** Costs are counted while they are shown, measured when asked, and never shown as those of another circuit. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Answer, EngineClient, Kind } from '../../renderer/engine/client'
import { costWith, measure, mostHere, stopMeasuring, useCost } from '../../renderer/store/costStore'
import { edit, openDocument, selectCircuit, undo, useDocument } from '../../renderer/store/documentStore'
import { useSession } from '../../renderer/store/sessionStore'
import type { Circuit } from '../../shared/document/document'
import { moveNodes } from '../../shared/document/edit/move'
import { setValue } from '../../shared/document/edit/nodes'
import { costOf } from '../../shared/engine/cost'
import { graphOf } from '../../shared/engine/graph'
import { ops } from '../../shared/ops/index'
import type { ComputedOp } from '../../shared/ops/op'
import { circuit, source } from '../helpers/circuit'

/** A client that answers when it is told to, also what nobody waits for any more. */
function fakeClient<K extends Kind>() {
  const asked: { circuit: Circuit; done: (answer: Answer<K>) => void }[] = []
  const client: EngineClient<K> & { cancelled: number } = {
    cancelled: 0,
    run: (of, done) => void asked.push({ circuit: of, done }),
    cancel: () => void client.cancelled++,
  }
  return { asked, client }
}

const countOf = (of: Circuit) => costOf(of, graphOf(of))
const now = () => selectCircuit(useDocument.getState())
let changes = 0
const change = () => edit(document => setValue(document, 'x', source([++changes, 2, 3])))
const show = (timelineTab: 'explain' | 'cost') => useSession.setState({ timelineTab })
const times = { forwardMs: 1, backwardMs: 2 }

const small = circuit('x:parameter=[1,2]; y:tanh(x); L:sum(y)')
const chain = Array.from({ length: mostHere }, (_, i) => `n${i}:tanh(${i === 0 ? 'x' : `n${i - 1}`})`)
const large = circuit(`x:parameter=[1,2]; ${chain.join('; ')}`)

let counter: ReturnType<typeof fakeClient<'count'>>
let meter: ReturnType<typeof fakeClient<'measure'>>
let stop: () => void
beforeEach(() => {
  useCost.setState({ counted: null, measured: null, measuring: false, failure: null })
  show('cost')
  openDocument(small)
  counter = fakeClient<'count'>()
  meter = fakeClient<'measure'>()
  stop = costWith(counter.client, meter.client)
})
afterEach(() => {
  stop()
  stopMeasuring()
  vi.restoreAllMocks()
})

describe('a small circuit', () => {
  test('is counted at once, and again with every edit', () => {
    expect(useCost.getState().counted).toEqual({ circuit: small.circuit, cost: countOf(small.circuit) })
    change()
    expect(useCost.getState().counted).toEqual({ circuit: now(), cost: countOf(now()) })
    expect(counter.asked).toEqual([])
  })

  test('is not counted again when a node is moved', () => {
    const { counted } = useCost.getState()
    edit(document => moveNodes(document, new Map([['x', { x: 5, y: 5 }]])))
    expect(useCost.getState().counted).toBe(counted)
  })

  test('is not counted while nobody looks, but as soon as somebody does', () => {
    show('explain')
    change()
    expect(useCost.getState().counted?.circuit).toBe(small.circuit)
    show('cost')
    expect(useCost.getState().counted?.circuit).toBe(now())
  })

  test('that trips the program is told, and the edit reaches the others', () => {
    const others = vi.fn()
    const forget = useDocument.subscribe(others)
    const broken = vi.spyOn(ops.get('tanh') as ComputedOp, 'forward').mockImplementation(() => {
      throw new Error('internal: trial')
    })
    change()
    expect(useCost.getState()).toMatchObject({ counted: null, failure: 'internal: trial' })
    expect(others).toHaveBeenCalled()
    broken.mockRestore()
    undo()
    expect(useCost.getState()).toMatchObject({ counted: { circuit: now() }, failure: null })
    forget()
  })
})

describe('a large circuit', () => {
  beforeEach(() => openDocument(large))

  test('is counted by the engine', () => {
    expect(useCost.getState().counted).toBeNull()
    const cost = countOf(large.circuit)
    counter.asked[0]!.done({ id: 0, ok: true, cost })
    expect(useCost.getState().counted).toEqual({ circuit: large.circuit, cost })
  })

  test('keeps its old cost, known to be old, until the new one comes; a late one is dropped', () => {
    const cost = countOf(large.circuit)
    counter.asked[0]!.done({ id: 0, ok: true, cost })
    change()
    expect(useCost.getState().counted?.circuit).toBe(large.circuit)
    const edited = now()
    change()
    counter.asked[1]!.done({ id: 1, ok: true, cost: countOf(edited) })
    expect(useCost.getState().counted?.circuit).toBe(large.circuit)
    counter.asked[2]!.done({ id: 2, ok: true, cost: countOf(now()) })
    expect(useCost.getState().counted?.circuit).toBe(now())
  })

  test('is given up when a small one takes its place', () => {
    counter.client.cancelled = 0
    edit(() => small)
    expect(counter.client.cancelled).toBe(1)
    counter.asked[0]!.done({ id: 0, ok: true, cost: countOf(large.circuit) })
    expect(useCost.getState().counted?.circuit).toBe(small.circuit)
  })

  test('that trips the engine is told', () => {
    counter.asked[0]!.done({ id: 0, ok: false, reason: 'internal: trial' })
    expect(useCost.getState()).toMatchObject({ counted: null, failure: 'internal: trial' })
  })
})

describe('measuring', () => {
  test('is begun once by a double click', () => {
    measure()
    measure()
    expect(meter.asked).toHaveLength(1)
  })

  test('is done when asked, of the circuit that is there', () => {
    expect(meter.asked).toEqual([])
    measure()
    expect(useCost.getState().measuring).toBe(true)
    expect(meter.asked[0]!.circuit).toBe(small.circuit)
    meter.asked[0]!.done({ id: 0, ok: true, times })
    expect(useCost.getState()).toMatchObject({ measuring: false, measured: { circuit: now(), times } })
  })

  test('is given up by an edit, but not by moving a node', () => {
    measure()
    edit(document => moveNodes(document, new Map([['x', { x: 5, y: 5 }]])))
    expect(meter.client.cancelled).toBe(0)
    change()
    expect(meter.client.cancelled).toBe(1)
    expect(useCost.getState()).toMatchObject({ measuring: false, measured: null })
  })

  test('is of the circuit it was done for: old after an edit, current again after its undo', () => {
    measure()
    meter.asked[0]!.done({ id: 0, ok: true, times })
    change()
    expect(useCost.getState().measured?.circuit).not.toBe(now())
    undo()
    expect(useCost.getState().measured?.circuit).toBe(now())
  })

  test('is forgotten with its document', () => {
    measure()
    meter.asked[0]!.done({ id: 0, ok: true, times })
    openDocument(small)
    expect(useCost.getState().measured).toBeNull()
  })

  test('can be stopped', () => {
    measure()
    stopMeasuring()
    expect(meter.client.cancelled).toBe(1)
    expect(useCost.getState().measuring).toBe(false)
  })

  test('that fails says why, until the next try', () => {
    measure()
    meter.asked[0]!.done({ id: 0, ok: false, reason: 'internal: trial' })
    expect(useCost.getState()).toMatchObject({ measuring: false, measured: null, failure: 'internal: trial' })
    measure()
    expect(useCost.getState().failure).toBeNull()
  })
})
