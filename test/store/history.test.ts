import { describe, expect, test } from 'vitest'
import {
  begin,
  cancel,
  commit,
  edit,
  type History,
  historyOf,
  redo,
  undo,
} from '../../renderer/store/history'

type Change = (h: History<string>) => History<string>
const to =
  (next: string): Change =>
  h =>
    edit(h, next)
/** From the document `a`, one change after the other. */
const grown = (...changes: Change[]) => changes.reduce((h, change) => change(h), historyOf('a'))

describe('an edit outside a gesture', () => {
  test('is one undo entry', () => {
    const h = grown(to('b'), to('c'))
    expect(undo(h).present).toBe('b')
    expect(undo(undo(h)).present).toBe('a')
  })

  test('that returns the same object records nothing', () => {
    const h = grown(to('b'))
    expect(edit(h, 'b')).toBe(h)
  })

  test('forgets what was undone', () => {
    expect(grown(to('b'), undo, to('c')).future).toEqual([])
  })
})

describe('a gesture', () => {
  test('of many edits is one undo entry', () => {
    const h = grown(to('b'), begin, to('c'), to('d'), to('e'), commit)
    expect(h.present).toBe('e')
    expect(undo(h).present).toBe('b')
  })

  test('without an edit leaves no entry', () => {
    expect(grown(begin, commit).past).toEqual([])
  })

  test('that ends where it began leaves no entry', () => {
    expect(grown(begin, to('b'), to('a'), commit).past).toEqual([])
  })

  test('that is called off leaves neither a change nor an entry', () => {
    const h = grown(to('b'), begin, to('c'), cancel)
    expect(h.present).toBe('b')
    expect(undo(h).present).toBe('a')
  })

  test('begun twice keeps the first mark', () => {
    expect(undo(grown(begin, to('b'), begin, to('c'), commit)).present).toBe('a')
  })

  test('is over after its commit, so that the next edit is an entry of its own', () => {
    expect(undo(grown(begin, to('b'), commit, to('c'))).present).toBe('b')
  })

  test('that is still running is undone as a whole', () => {
    const h = grown(to('b'), begin, to('c'), to('d'), undo)
    expect(h).toMatchObject({ present: 'b', past: ['a'], future: ['d'], mark: null })
  })

  test('ends when something is redone', () => {
    expect(grown(to('b'), undo, begin, redo)).toMatchObject({ present: 'b', mark: null })
  })

  test('forgets with its first edit what was undone', () => {
    expect(grown(to('b'), undo, begin, to('c')).future).toEqual([])
  })

  test('that was not begun cannot be committed', () => {
    const h = grown(to('b'))
    expect(commit(h)).toBe(h)
  })
})

describe('undo and redo', () => {
  test('lead back and forth through every entry', () => {
    const h = grown(to('b'), to('c'), to('d'), undo, undo, undo)
    expect(h.present).toBe('a')
    expect(redo(redo(redo(h))).present).toBe('d')
  })

  test('stop at both ends', () => {
    expect(undo(historyOf('a')).present).toBe('a')
    expect(redo(historyOf('a')).present).toBe('a')
  })

  test('reach at least 500 entries back, and memory stays bounded', () => {
    const h = grown(...Array.from({ length: 5000 }, (_, i) => to(`b${i}`)))
    expect(h.past.length).toBeGreaterThanOrEqual(500)
    expect(h.past.length).toBeLessThanOrEqual(1000)
    expect(undo(h).present).toBe('b4998')
  })
})

describe('memory', () => {
  type Numbers = { readonly nodes: readonly { readonly name: string; readonly data: Float64Array }[] }
  const node = (name: string, count: number) => ({ name, data: new Float64Array(count) })
  /** Three entries of 100 numbers each and room for `numbers` of them; the names are the order in which they came. */
  const filled = (numbers: number, count = 100) => {
    const documents = ['a', 'b', 'c', 'd'].map((name): Numbers => ({ nodes: [node(name, count)] }))
    const [first, ...rest] = documents
    return rest.reduce<History<Numbers>>((h, next) => edit(h, next), historyOf(first!, 8 * numbers))
  }
  const namesOf = (h: History<Numbers>) => h.past.map(({ nodes }) => nodes[0]!.name)

  test('lets the oldest entries go when their numbers are too many', () => {
    expect(namesOf(filled(300))).toEqual(['a', 'b', 'c'])
    expect(namesOf(filled(299))).toEqual(['b', 'c'])
  })

  test('keeps the newest entry whatever its size', () => {
    expect(namesOf(filled(1))).toEqual(['c'])
  })

  test('counts numbers that entries share only once', () => {
    const big = node('W', 1000)
    let h = historyOf<Numbers>({ nodes: [big, node('x', 1)] }, 8 * 100)
    for (let i = 0; i < 50; i++) h = edit(h, { nodes: [big, node('x', 1)] })
    expect(h.past).toHaveLength(50)
  })

  test('counts shared numbers once also when they have moved to another place', () => {
    const big = node('W', 1000)
    const h = edit(historyOf<Numbers>({ nodes: [node('x', 1), big] }), { nodes: [{ ...big, name: 'V' }] })
    expect(h.bytes).toEqual([8])
  })

  test('counts what a gesture replaced', () => {
    const start: Numbers = { nodes: [node('a', 100)] }
    const h = commit(edit(begin(historyOf(start)), { nodes: [node('b', 7)] }))
    expect(h.bytes).toEqual([800])
  })

  test('is given back by undo and taken again by redo', () => {
    const h = filled(300)
    expect(undo(h).bytes).toEqual([800, 800])
    expect(redo(undo(h)).bytes).toEqual([800, 800, 800])
    expect(namesOf(redo(undo(h)))).toEqual(['a', 'b', 'c'])
  })
})
