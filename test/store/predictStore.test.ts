/** Answering what is hidden: what an answer does to the document and to what is on screen, and which question comes next. */
import { beforeEach, describe, expect, test } from 'vitest'
import { runCommand } from '../../renderer/commands/command'
import { allCommands } from '../../renderer/commands/commands'
import { currentDocument, edit, openDocument, undo, useDocument } from '../../renderer/store/documentStore'
import {
  beginAgain,
  endExercise,
  hint,
  inOrder,
  nextOpen,
  openQuestion,
  reveal,
  submit,
  typeEntries,
  usePredict,
} from '../../renderer/store/predictStore'
import { useResult } from '../../renderer/store/resultStore'
import { select, useSession } from '../../renderer/store/sessionStore'
import { goLast } from '../../renderer/store/timelineStore'
import { useView } from '../../renderer/store/view'
import { hide } from '../../shared/document/edit/hide'
import { setValue } from '../../shared/document/edit/nodes'
import { guessOf } from '../../shared/engine/prediction'
import { questionOf } from '../../shared/engine/predictionAsked'
import { circuit, source } from '../helpers/circuit'
import { notes232, throughEngine } from '../helpers/computed'

const compute = () => {
  const { circuit: of } = currentDocument()
  const { run, steps } = throughEngine(of)
  useResult.setState({ circuit: of, run, steps, failure: null, stopped: false })
  goLast()
}
const key = { of: 'gradient', node: 'b_2' } as const
const question = questionOf([2], 'gradient b_2')
const answer = (...texts: string[]) =>
  submit(
    key,
    question,
    texts.map(text => guessOf(text, Number(text))),
  )
const states = () =>
  currentDocument().lesson.hidden.map(({ of, node, state, tries }) => `${of} ${node} ${state} ${tries}`)
const isHidden = () => useView.getState().isHidden({ kind: 'gradient', node: 'b_2' })
const entries = () => useDocument.getState().history.past.length
const run = (id: string) => runCommand(allCommands([]).find(c => c.id === id)!)
const command = (id: string) => allCommands([]).find(c => c.id === id)!

beforeEach(() => {
  openDocument(circuit(notes232))
  select([])
  compute()
  edit(document => hide(document, 'gradient', ['b_2']))
})

describe('an answer', () => {
  test('that is wrong is one undo entry, counts, and leaves the number hidden', () => {
    const before = entries()
    expect(answer('-0.4196', '9')).toMatchObject({ isRight: false, marks: [true, false] })
    expect(states()).toEqual(['gradient b_2 open 1'])
    expect(entries()).toBe(before + 1)
    expect(isHidden()).toBe(true)
  })

  test('that is right shows the number, and undo hides it again', () => {
    answer('-0.4196', '0.4196')
    expect(states()).toEqual(['gradient b_2 found 1'])
    expect(isHidden()).toBe(false)
    undo()
    expect(states()).toEqual(['gradient b_2 open 0'])
    expect(isHidden()).toBe(true)
  })

  test('is not taken while the numbers belong to an older circuit', () => {
    edit(document => setValue(document, 'x', source([[3, 4]])))
    const before = currentDocument()
    expect(answer('-0.4196', '0.4196')).toBeNull()
    expect(currentDocument()).toBe(before)
    compute()
    expect(answer('-0.4196', '0.4196')).not.toBeNull()
  })

  test('to a gradient without the 1/N of the loss is told so, to a value it is not', () => {
    openDocument(circuit('x:parameter=[[1],[3]]; s:square(x); L:mean(s)'))
    compute()
    edit(document => hide(hide(document, 'gradient', ['s']), 'value', ['s', 'L']))
    const twice = (of: 'value' | 'gradient', node: string, shape: number[], ...numbers: number[]) =>
      submit(
        { of, node },
        questionOf(shape, 'key'),
        numbers.map(x => guessOf(String(x), x)),
      )?.mistake
    expect(twice('gradient', 's', [2, 1], 1, 1)).toEqual({ kind: 'tooLarge', terms: 2 })
    expect(twice('value', 'L', [], 10)).toEqual({ kind: 'tooLarge', terms: 2 })
    expect(twice('value', 's', [2, 1], 2, 18)).toBeNull()
  })
})

test('giving up and hints are edits, each undone by itself', () => {
  hint(key, 1)
  hint(key, 2)
  reveal(key)
  expect(isHidden()).toBe(false)
  undo()
  undo()
  expect(currentDocument().lesson.hidden[0]).toMatchObject({ state: 'open', hints: 1 })
})

test('typing takes the marks of the last answer away, and another document all that was typed', () => {
  typeEntries(key, ['1', '2'])
  answer('1', '2')
  expect(Object.keys(usePredict.getState().answered)).toEqual(['gradient b_2'])
  typeEntries(key, ['1', '3'])
  expect(usePredict.getState().answered).toEqual({})
  openDocument(circuit(notes232))
  expect(usePredict.getState()).toMatchObject({ typed: {}, chosen: null })
})

test('starting over and ending forget what was typed, so that it is not there to be read off', () => {
  for (const begin of [beginAgain, endExercise]) {
    edit(document => hide(document, 'gradient', ['b_2']))
    typeEntries(key, ['-0.4196', '0.4196'])
    answer('-0.4196', '0.4196')
    begin()
    expect(usePredict.getState()).toMatchObject({ typed: {}, answered: {}, chosen: null })
  }
  expect(states()).toEqual([])
})

describe('the questions', () => {
  const order = () =>
    inOrder(currentDocument().lesson.hidden, currentDocument().circuit).map(({ of, node }) => `${of} ${node}`)

  test('stand in the order in which they are found out, whatever was hidden first', () => {
    edit(document => hide(hide(document, 'gradient', ['x', 'p']), 'value', ['p', 'z_1']))
    expect(order()).toEqual(['value z_1', 'value p', 'gradient p', 'gradient b_2', 'gradient x'])
  })

  test('that are open come round, those that are done are passed over', () => {
    edit(document => hide(document, 'gradient', ['p', 'x']))
    answer('-0.4196', '0.4196')
    const all = inOrder(currentDocument().lesson.hidden, currentDocument().circuit)
    const next = (after: number | null) => nextOpen(all, after === null ? null : all[after]!)?.node
    expect(all.map(({ node }) => node)).toEqual(['p', 'b_2', 'x'])
    expect([next(null), next(0), next(1), next(2)]).toEqual(['p', 'x', 'x', 'p'])
    expect(
      nextOpen(
        all.filter(({ state }) => state === 'found'),
        null,
      ),
    ).toBeNull()
  })
})

describe('the commands', () => {
  test('hide the gradient of the selected node or wire, and show it again', () => {
    select([], ['p.x'])
    expect(command('circuit.hide.gradient').checked?.()).toBe(false)
    run('circuit.hide.gradient')
    expect(states()).toContain('gradient z_2 open 0')
    expect(command('circuit.hide.gradient').checked?.()).toBe(true)
    run('circuit.hide.gradient')
    expect(states()).toEqual(['gradient b_2 open 0'])
    select(['W_2', 'b_2'])
    run('circuit.hide.gradient')
    expect(states()).toEqual(['gradient b_2 open 0', 'gradient W_2 open 0'])
    run('circuit.hide.gradient')
    expect(states()).toEqual([])
  })

  test('are off where there is nothing to hide: the value of a leaf, a constant’s gradient, the seed', () => {
    const isOn = (id: string, node: string) => {
      select([node])
      return command(id).enabled()
    }
    expect(isOn('circuit.hide.value', 'W_1')).toBe(false)
    expect(isOn('circuit.hide.value', 'z_1')).toBe(true)
    expect(isOn('circuit.hide.gradient', 'y')).toBe(false)
    expect(isOn('circuit.hide.gradient', 'L')).toBe(false)
    expect(isOn('circuit.hide.gradient', 'W_1')).toBe(true)
  })

  test('hide all in one undo entry, start over, and end the exercise', () => {
    const before = entries()
    run('circuit.hideAll.gradients')
    expect(currentDocument().lesson.hidden).toHaveLength(9)
    expect(entries()).toBe(before + 1)
    expect(useSession.getState().timelineTab).toBe('predict')
    expect(command('circuit.hideAll.gradients').enabled()).toBe(false)
    expect(command('circuit.startOver').enabled()).toBe(false)
    answer('1', '2')
    run('circuit.startOver')
    expect(states().every(text => text.endsWith('open 0'))).toBe(true)
    run('circuit.hideAll.values')
    expect(currentDocument().lesson.hidden).toHaveLength(14)
    run('circuit.showEverything')
    expect(states()).toEqual([])
    expect(command('circuit.showEverything').enabled()).toBe(false)
  })

  test('open the chosen question, and when it is done the next open one', () => {
    edit(document => hide(document, 'gradient', ['x']))
    openQuestion(key)
    run('circuit.predict')
    expect(usePredict.getState()).toMatchObject({ chosen: 'gradient b_2', focusOn: 'gradient b_2' })
    answer('-0.4196', '0.4196')
    run('circuit.predict')
    expect(usePredict.getState().chosen).toBe('gradient x')
    reveal({ of: 'gradient', node: 'x' })
    expect(command('circuit.predict').enabled()).toBe(false)
  })
})
