/** Expand, Contract and Look inside as commands: one undo entry each, the root kept, and a sentence about the numbers. */
import { beforeEach, expect, test } from 'vitest'
import { runCommand } from '../../renderer/commands/command'
import { allCommands } from '../../renderer/commands/commands'
import type { EngineClient } from '../../renderer/engine/client'
import { proveWith } from '../../renderer/store/agreement'
import {
  currentDocument,
  edit,
  openDocument,
  redo,
  undo,
  useDocument,
} from '../../renderer/store/documentStore'
import { closeInside, lookInsideWith, useInside } from '../../renderer/store/insideStore'
import { graphFor, useResult } from '../../renderer/store/resultStore'
import { select, useSession } from '../../renderer/store/sessionStore'
import { setValue } from '../../shared/document/edit/nodes'
import { serializeCircuitFile } from '../../shared/document/file/serialize'
import { circuit, source } from '../helpers/circuit'
import { throughEngine } from '../helpers/computed'

const byId = (id: string) => allCommands().find(command => command.id === `circuit.${id}`)!
const run = (id: string) => runCommand(byId(id))
const enabled = () => ['expand', 'contract', 'lookInside'].filter(id => byId(id).enabled())
const file = () => serializeCircuitFile(currentDocument())
const notice = () => useSession.getState().notice
const entries = () => useDocument.getState().history.past.length
const opsNow = () => currentDocument().circuit.nodes.map(({ op }) => op)

/** Answers when it is told to. */
let answers: (() => void)[] = []
const engine: EngineClient = {
  run: (whole, done) => {
    answers.push(() => {
      const { run, steps } = throughEngine(whole)
      done({ id: 0, ok: true, run, steps, health: [] })
    })
  },
  cancel: () => {},
}
const answerAll = () => {
  for (let next = answers.shift(); next; next = answers.shift()) next()
}
const compute = () => useResult.setState(throughEngine(currentDocument().circuit))

const text =
  'x:input=[[1,2],[3,5]]; g:parameter=[1,2]; b:parameter=[0,1]; y:batchNorm(x,g,b); a:tanh(y); t:constant=[[0,1],[1,0]]; L:meanSquaredError(a,t)'

beforeEach(() => {
  answers = []
  proveWith(engine)
  lookInsideWith(engine)
  openDocument(circuit(text))
  select([])
  useSession.setState({ notice: null })
  closeInside()
})

test('are enabled for one node that is made of others, and for nodes of a group', () => {
  const at = (...ids: string[]) => {
    select(ids)
    return enabled()
  }
  expect([at(), at('a'), at('x'), at('y', 'L')]).toEqual([[], [], [], []])
  expect(at('y')).toEqual(['expand', 'lookInside'])
  run('expand')
  const { out, steps } = currentDocument().layout.groups[0]!
  expect(at(out, steps.mu!)).toEqual(['contract'])
  // A mean is itself a sum and a division.
  expect(at(steps.mu!)).toEqual(['expand', 'contract', 'lookInside'])
  expect(at('a', steps.mu!)).toEqual([])
})

test('expanding is one undo entry, and undo gives the same file', () => {
  const before = file()
  select(['y'])
  run('expand')
  expect([entries(), opsNow().filter(op => op === 'batchNorm')]).toEqual([1, []])
  const wide = file()
  undo()
  expect(file()).toBe(before)
  redo()
  expect(file()).toBe(wide)
  run('contract')
  expect([entries(), file()]).toEqual([2, before])
  undo()
  expect(file()).toBe(wide)
})

test('say that the numbers agree, once both circuits were run', () => {
  select(['y'])
  run('expand')
  expect(notice()).toBeNull()
  answerAll()
  const agree =
    /^Expanded batch norm y into 9 ops: values and gradients (agree to \d\.\d × 10⁻¹[²³⁴-⁹]|are the same to the last bit)\.$/
  expect(notice()).toMatchObject({ tone: 'info', text: expect.stringMatching(agree) })
  run('contract')
  expect(notice()).toBeNull()
  answerAll()
  expect(notice()!.text).toMatch(/^Contracted 9 ops into batch norm y: values and gradients /)
})

test('warn where what is inside overflows', () => {
  openDocument(circuit('x:parameter=[1000,0]; p:softmax(x); L:sum(p)'))
  select(['p'])
  run('expand')
  answerAll()
  expect(notice()).toMatchObject({ tone: 'error', text: expect.stringContaining('was 1 and is NaN now') })
})

test('say nothing about a circuit that has become another one, and what went wrong where it did', () => {
  select(['y'])
  run('expand')
  edit(document => setValue(document, 'b', source([1, 1])))
  answerAll()
  expect(notice()).toBeNull()
  proveWith({ ...engine, run: (_, done) => done({ id: 0, ok: false, reason: 'it broke' }) })
  undo()
  run('contract')
  expect(notice()).toMatchObject({ tone: 'error', text: expect.stringContaining('it broke') })
})

test('are refused in a sentence, and change nothing', () => {
  openDocument(circuit('s:softmax()'))
  select(['s'])
  const before = currentDocument()
  run('expand')
  expect(notice()).toEqual({
    tone: 'error',
    text: 'What is inside s is known once it can be computed; it cannot be yet.',
  })
  expect([currentDocument() === before, entries()]).toEqual([true, 0])
})

test('backprop goes on starting at a loss that is no longer one', () => {
  openDocument(
    circuit('x:parameter=[[1,2]]; y:constant=[[0,1]]; p:softmax(x); L:crossEntropy(p,y); m:exp(p)'),
  )
  const root = () => graphFor(currentDocument().circuit).root
  expect(root()).toBe('L')
  select(['L'])
  run('expand')
  expect([root(), currentDocument().circuit.root]).toEqual(['L', 'L'])
  answerAll()
  expect(notice()!.tone).toBe('info')
})

test('looking inside shows a circuit that is not in the document, until that is edited', () => {
  select(['y'])
  run('lookInside')
  expect(notice()!.text).toBe('The circuit is still being computed; look inside once it is done.')
  compute()
  const before = currentDocument()
  run('lookInside')
  expect(useInside.getState().inside).toMatchObject({ node: { id: 'y' }, root: { id: 'L' }, run: null })
  answerAll()
  const { document, run: inside } = useInside.getState().inside!
  expect(document.circuit.nodes.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['x', 'mu', 'xhat', 'y']),
  )
  expect(inside!.values.get('y')).toEqual(expect.objectContaining({ shape: [2, 2] }))
  expect([currentDocument() === before, entries()]).toEqual([true, 0])
  edit(document => setValue(document, 'b', source([1, 1])))
  expect(useInside.getState().inside).toBeNull()
})

test('looking inside tells no number that is hidden', () => {
  const hidden = [{ of: 'gradient', node: 'x', state: 'open', tries: 0, hints: 0 }] as const
  openDocument(circuit(text, { lesson: { hidden } }))
  compute()
  select(['y'])
  run('lookInside')
  expect(useInside.getState().inside).toBeNull()
  expect(notice()!.text).toMatch(/^Some of its numbers are hidden/)
})
