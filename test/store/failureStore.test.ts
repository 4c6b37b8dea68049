import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { currentDocument, openDocument, useDocument } from '../../renderer/store/documentStore'
import { fail, forgetFailure, listenToFailures, useFailure } from '../../renderer/store/failureStore'
import { circuit } from '../helpers/circuit'

const page = new EventTarget()
const failure = () => useFailure.getState().failure
const happen = (type: string, facts: object) => page.dispatchEvent(Object.assign(new Event(type), facts))

let stop: () => void
beforeEach(() => {
  forgetFailure()
  stop = listenToFailures(page)
})
afterEach(() => {
  stop()
  forgetFailure()
})

describe('a fault of the program', () => {
  test('is what was thrown and not caught', () => {
    happen('error', { error: new Error('internal: broken'), message: 'Uncaught Error: internal: broken' })
    expect(failure()?.what).toBe('internal: broken')
    expect(failure()?.details).toContain('failureStore.test')
  })

  test('is a promise that failed and that nobody waited for', () => {
    happen('unhandledrejection', { reason: new Error('internal: late') })
    expect(failure()?.what).toBe('internal: late')
  })

  test('is told also where something else than an error was thrown', () => {
    happen('unhandledrejection', { reason: 'a word' })
    expect(failure()).toMatchObject({ what: 'a word', details: expect.stringContaining('a word') })
  })

  test('is told also where a script says no more than a message', () => {
    happen('error', { error: null, message: 'Script error.' })
    expect(failure()?.what).toBe('Script error.')
  })

  test('says which part of the window was being drawn', () => {
    fail(new Error('internal: broken'), '\n    at Inspector\n    at App')
    expect(failure()?.details).toMatch(/at Inspector\n {4}at App/)
  })

  test('stays the first one until it is forgotten', () => {
    fail(new Error('first'))
    fail(new Error('second'))
    expect(failure()?.what).toBe('first')
    forgetFailure()
    fail(new Error('second'))
    expect(failure()?.what).toBe('second')
  })

  test('leaves the document and its history as they are', () => {
    openDocument(circuit('x:input=1; y:tanh(x)'))
    const before = useDocument.getState()
    happen('error', { error: new Error('internal: broken') })
    expect(useDocument.getState()).toBe(before)
    expect(currentDocument().circuit.nodes).toHaveLength(2)
  })

  test('is not what a browser says of a layout that took a frame more', () => {
    happen('error', {
      error: undefined,
      message: 'ResizeObserver loop completed with undelivered notifications.',
    })
    expect(failure()).toBeNull()
  })

  test('is not listened to any more once it is stopped', () => {
    stop()
    happen('error', { error: new Error('internal: broken') })
    expect(failure()).toBeNull()
  })
})
