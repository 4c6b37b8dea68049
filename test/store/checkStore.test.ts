/** The check runs when asked, is never shown as that of another circuit, and is given up by an edit. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Answer, EngineClient, Kind, More } from '../../renderer/engine/client'
import { checkAll, checkWith, stopChecking, useCheck } from '../../renderer/store/checkStore'
import { curvesMs, curvesWith, drawCurves, stopDrawing, useCurves } from '../../renderer/store/curveStore'
import { edit, openDocument, selectCircuit, undo, useDocument } from '../../renderer/store/documentStore'
import { useSession } from '../../renderer/store/sessionStore'
import type { Circuit } from '../../shared/document/document'
import { moveNodes } from '../../shared/document/edit/move'
import { setValue } from '../../shared/document/edit/nodes'
import { completed } from '../../shared/engine/check'
import { checkOf, curvesOf } from '../../shared/engine/checkReport'
import { circuit, source } from '../helpers/circuit'

interface Asked<K extends Kind> {
  readonly circuit: Circuit
  readonly done: (answer: Answer<K>) => void
  readonly more: More<K>
}

/** A client that answers when it is told to. */
function fakeClient<K extends Kind>() {
  const asked: Asked<K>[] = []
  const client: EngineClient<K> & { cancelled: number } = {
    cancelled: 0,
    run: (of, done, more = {}) => void asked.push({ circuit: of, done, more }),
    cancel: () => void client.cancelled++,
  }
  return { asked, client }
}

const document = circuit('x:parameter=[1,2]; r:relu(x); q:square(r); L:sum(q)')
const now = () => selectCircuit(useDocument.getState())
const change = () => edit(d => setValue(d, 'x', source([4, 5])))
const move = () => edit(d => moveNodes(d, new Map([['x', { x: 5, y: 5 }]])))

let checker: ReturnType<typeof fakeClient<'check'>>
let drawer: ReturnType<typeof fakeClient<'curves'>>
let stops: (() => void)[]
const before = useCheck.getState()
beforeEach(() => {
  useCheck.setState(before, true)
  useCurves.setState({ curves: new Map(), drawing: null, failure: null })
  useSession.setState({ timelineTab: 'explain' })
  openDocument(document)
  checker = fakeClient<'check'>()
  drawer = fakeClient<'curves'>()
  stops = [checkWith(checker.client), curvesWith(drawer.client)]
})
afterEach(() => {
  for (const stop of stops) stop()
  useSession.setState({ timelineTab: 'explain' })
})

const answer = (at = 0) => {
  const { circuit: of, done, more } = checker.asked[at]!
  done({ id: 0, ok: true, result: completed(checkOf(of, more.choice)), msPerEntry: 0.5 })
}

describe('checking', () => {
  test('opens its tab and asks with the choice, the usual step filled in', () => {
    checkAll()
    expect(useSession.getState().timelineTab).toBe('check')
    expect(checker.asked[0]).toMatchObject({
      circuit: document.circuit,
      more: { choice: { h: 1e-5, most: 100, seed: 1, precision: 'float64' } },
    })
    stopChecking()
    useCheck.setState({ choice: { h: null, most: 3, seed: 9, precision: 'float32' } })
    checkAll()
    expect(checker.asked[1]!.more.choice).toEqual({ h: 5e-3, most: 3, seed: 9, precision: 'float32' })
  })

  test('is begun once, and tells how far it is', () => {
    checkAll()
    checkAll()
    expect(checker.asked).toHaveLength(1)
    checker.asked[0]!.more.hear!({ node: 'x', done: 1, of: 2 })
    expect(useCheck.getState().checking).toEqual({ done: 1, of: 2 })
    answer()
    expect(useCheck.getState()).toMatchObject({ checking: null, checked: { circuit: now() } })
  })

  test('gives what was found of each leaf by its node', () => {
    checkAll()
    answer()
    expect(useCheck.getState().checked!.byNode.get('x')).toMatchObject({ verdict: 'pass', checked: 2 })
  })

  test('is given up by an edit, which is said, but not by moving a node', () => {
    checkAll()
    move()
    expect(useCheck.getState().checking).not.toBeNull()
    change()
    expect(checker.client.cancelled).toBe(1)
    expect(useCheck.getState()).toMatchObject({ checking: null, stopped: 'edit', checked: null })
  })

  test('can be stopped, and keeps what was found before', () => {
    checkAll()
    answer()
    const { checked } = useCheck.getState()
    checkAll()
    stopChecking()
    expect(checker.client.cancelled).toBe(1)
    expect(useCheck.getState()).toMatchObject({ checking: null, stopped: 'person', checked })
    checkAll()
    expect(useCheck.getState().stopped).toBeNull()
  })

  test('that trips the program is told, until the next try', () => {
    checkAll()
    checker.asked[0]!.done({ id: 0, ok: false, reason: 'internal: trial' })
    expect(useCheck.getState()).toMatchObject({ checking: null, checked: null, failure: 'internal: trial' })
    checkAll()
    expect(useCheck.getState().failure).toBeNull()
  })
})

describe('what was found', () => {
  beforeEach(() => {
    checkAll()
    answer()
  })

  test('is old after an edit, and current again after its undo', () => {
    expect(useCheck.getState().checked!.circuit).toBe(now())
    change()
    expect(useCheck.getState().checked!.circuit).not.toBe(now())
    undo()
    expect(useCheck.getState().checked!.circuit).toBe(now())
  })

  test('is forgotten with its document, even if that is opened again', () => {
    openDocument(document)
    expect(useCheck.getState()).toMatchObject({ checked: null, stopped: null, failure: null })
  })

  test('tells how long curves will take: of at most 20 entries, at 50 steps', () => {
    const checked = useCheck.getState().checked!
    const x = checked.byNode.get('x')!
    expect(curvesMs(checked, x)).toBe(0.5 * 2 * 50)
    expect(curvesMs(checked, { ...x, entries: 1000 })).toBe(0.5 * 20 * 50)
  })
})

describe('the curves of a leaf', () => {
  const draw = (leaf: string, at: number) => {
    drawCurves(leaf)
    const { circuit: of, done, more } = drawer.asked[at]!
    done({ id: 0, ok: true, curves: completed(curvesOf(of, more.choice!)) })
  }
  beforeEach(() => {
    useCheck.setState(({ choice }) => ({ choice: { ...choice, seed: 7 } }))
    checkAll()
    answer()
  })

  test('are those of the circuit that was checked, with its seed, and computed once', () => {
    change()
    draw('x', 0)
    expect(drawer.asked[0]).toMatchObject({
      circuit: document.circuit,
      more: { choice: { leaf: 'x', seed: 7 } },
    })
    expect(useCurves.getState()).toMatchObject({ drawing: null })
    expect([...useCurves.getState().curves.keys()]).toEqual(['x'])
    drawCurves('x')
    expect(drawer.asked).toHaveLength(1)
  })

  test('give way to those of another leaf, and can be stopped', () => {
    drawCurves('x')
    drawer.asked[0]!.more.hear!({ node: 'x', done: 1, of: 4 })
    expect(useCurves.getState().drawing).toEqual({ leaf: 'x', done: 1, of: 4 })
    drawCurves('x')
    expect(drawer.asked).toHaveLength(1)
    drawCurves('w')
    expect(drawer.client.cancelled).toBe(1)
    expect(useCurves.getState().drawing).toMatchObject({ leaf: 'w' })
    stopDrawing()
    expect(drawer.client.cancelled).toBe(2)
    expect(useCurves.getState().drawing).toBeNull()
  })

  test('are forgotten with the check that they belong to', () => {
    draw('x', 0)
    checkAll()
    expect(useCurves.getState().curves.size).toBe(1)
    answer(1)
    expect(useCurves.getState().curves.size).toBe(0)
    drawCurves('x')
    openDocument(document)
    expect(useCurves.getState().drawing).toBeNull()
  })

  test('that trip the program are told', () => {
    drawCurves('x')
    drawer.asked[0]!.done({ id: 0, ok: false, reason: 'internal: trial' })
    expect(useCurves.getState()).toMatchObject({
      drawing: null,
      failure: { leaf: 'x', reason: 'internal: trial' },
    })
  })
})
