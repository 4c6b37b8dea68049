/** Health on screen: as far as the timeline has come, silent about what is hidden, from finding to finding, and the remembered switch. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { runCommand } from '../../renderer/commands/command'
import { allCommands } from '../../renderer/commands/commands'
import { noCanvas, registerCanvasActions } from '../../renderer/store/canvasActions'
import { edit, openDocument, selectCircuit, useDocument } from '../../renderer/store/documentStore'
import { followHealthChips } from '../../renderer/store/health'
import { recomputeWith, useResult } from '../../renderer/store/resultStore'
import { select, useSession } from '../../renderer/store/sessionStore'
import { goFirst, goLast, goTo } from '../../renderer/store/timelineStore'
import { useView } from '../../renderer/store/view'
import type { Hidden } from '../../shared/document/document'
import { circuit } from '../helpers/circuit'
import { throughEngine } from '../helpers/computed'

const engine = {
  run: (_: unknown, done: Parameters<Parameters<typeof recomputeWith>[0]['run']>[1]) => {
    const { run, steps, health } = throughEngine(selectCircuit(useDocument.getState()))
    done({ id: 0, ok: true, run, steps, health })
  },
  cancel: () => {},
}
const text = 'x:parameter=[[4,-4]]; a:tanh(x); b:sigmoid(a); u:parameter=1; L:sum(b)'
const told = () => useView.getState().health.map(({ node, kind }) => `${node} ${kind}`)
const next = allCommands().find(({ id }) => id === 'view.nextFinding')!
const shown: string[] = []
let stops: (() => void)[] = []
beforeEach(() => {
  shown.length = 0
  select([])
  openDocument(circuit(text))
  stops = [recomputeWith(engine), registerCanvasActions({ ...noCanvas, showNode: id => void shown.push(id) })]
})
afterEach(() => {
  useResult.setState({ circuit: null, run: null, steps: [], health: [] })
  for (const stop of stops) stop()
  vi.unstubAllGlobals()
})

test('it is told as far as the timeline has come', () => {
  goLast()
  expect(told()).toEqual(['a saturated', 'u noGradient'])
  goTo(1)
  expect(told()).toEqual(['a saturated'])
  goFirst()
  expect(told()).toEqual([])
  expect(next.enabled()).toBe(false)
})

test('it is not told while it would give a hidden number away', () => {
  goLast()
  const hide = (...of: Pick<Hidden, 'of' | 'node'>[]) =>
    edit(document => ({
      ...document,
      lesson: {
        ...document.lesson,
        hidden: of.map(one => ({ ...one, state: 'open', tries: 0, hints: 0 })),
      },
    }))
  hide({ of: 'value', node: 'a' })
  expect(told()).toEqual(['u noGradient'])
  hide({ of: 'gradient', node: 'u' })
  expect(told()).toEqual(['a saturated'])
  hide()
  expect(told()).toEqual(['a saturated', 'u noGradient'])
})

test('the command goes from finding to finding in the order of the circuit, and round', () => {
  goLast()
  const { graph } = useView.getState()
  const order = graph!.nodes.map(({ id }) => id).filter(id => ['a', 'u'].includes(id))
  for (const node of [...order, order[0]]) {
    runCommand(next)
    expect([...useSession.getState().nodes]).toEqual([node])
  }
  expect(shown).toEqual([...order, order[0]])
  select(['b'])
  runCommand(next)
  const after = graph!.nodes.map(({ id }) => id)
  const [expected = order[0]] = order.filter(id => after.indexOf(id) > after.indexOf('b'))
  expect(shown.at(-1)).toBe(expected)
})

test('whether chips are shown is remembered, as far as the page may', () => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  })
  const chips = allCommands().find(({ id }) => id === 'view.healthChips')!
  let stop = followHealthChips()
  expect(chips.checked?.()).toBe(true)
  runCommand(chips)
  expect(chips.checked?.()).toBe(false)
  stop()
  useSession.setState({ healthChips: true })
  stop = followHealthChips()
  expect(chips.checked?.()).toBe(false)
  runCommand(chips)
  stop()
  vi.stubGlobal('localStorage', {
    getItem: () => {
      throw new Error('forbidden')
    },
  })
  stop = followHealthChips()
  expect(chips.checked?.()).toBe(true)
  stop()
})
