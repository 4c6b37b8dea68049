import { beforeEach, describe, expect, it } from 'vitest'
import { type Closing, closingOf } from '../../electron/closing'

const told: string[] = []
let closing: Closing
beforeEach(() => {
  told.length = 0
  closing = closingOf(
    () => told.push('ask'),
    () => told.push('close'),
    () => told.push('stay'),
  )
})

describe('a window that wants to close', () => {
  it('may, when no page listens', () => {
    expect(closing.request()).toBe(true)
    expect(told).toEqual([])
  })

  it('asks the page, and does as it answers', () => {
    closing.listen()
    expect(closing.request()).toBe(false)
    closing.answer(false)
    expect(closing.request()).toBe(false)
    closing.answer(true)
    expect(told).toEqual(['ask', 'stay', 'ask', 'close'])
  })

  it('asks once however often it is told to close', () => {
    closing.listen()
    closing.request()
    closing.request()
    expect(told).toEqual(['ask'])
  })
})

describe('an answer that nobody asked for', () => {
  it('neither closes the window nor says that it stays', () => {
    closing.listen()
    closing.answer(true)
    closing.answer(false)
    expect(told).toEqual([])
  })

  it('such as a second one to one question does not close it either', () => {
    closing.listen()
    closing.request()
    closing.answer(false)
    closing.answer(true)
    expect(told).toEqual(['ask', 'stay'])
  })

  it('such as one from a page that is gone does not close it either', () => {
    closing.listen()
    closing.request()
    closing.forget()
    closing.answer(true)
    expect(told).toEqual(['ask'])
  })
})
