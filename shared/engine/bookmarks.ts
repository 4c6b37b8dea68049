/** Bookmarks on the timeline: which step each stands after, and those whose step is not there now. */
import type { Bookmark, StepPlace } from '../document/document'
import type { Step } from './steps'

/** A bookmark with the cursor at which it is reached: 0 at the start. */
export interface Mark {
  readonly cursor: number
  readonly bookmark: Bookmark
}

export interface Marks {
  /** In the order of the timeline. */
  readonly on: readonly Mark[]
  /** Kept with the document: their node is not computed now, or gets no gradient. */
  readonly off: readonly Bookmark[]
}

/** Where the timeline stands after `cursor` of the steps; `null` where there are none. */
export function placeAt(steps: readonly Step[], cursor: number): StepPlace | null {
  if (steps.length === 0) return null
  const step = steps[cursor - 1]
  return step ? { phase: step.phase, node: step.node } : { phase: 'start' }
}

export function marksOf(steps: readonly Step[], bookmarks: readonly Bookmark[]): Marks {
  const cursors = new Map(steps.map(({ phase, node }, i) => [`${phase} ${node}`, i + 1]))
  const cursorOf = ({ at }: Bookmark) =>
    at.phase !== 'start' ? cursors.get(`${at.phase} ${at.node}`) : steps.length > 0 ? 0 : undefined
  const on = bookmarks.flatMap((bookmark): Mark[] => {
    const cursor = cursorOf(bookmark)
    return cursor === undefined ? [] : [{ cursor, bookmark }]
  })
  return {
    on: on.sort((a, b) => a.cursor - b.cursor),
    off: bookmarks.filter(bookmark => cursorOf(bookmark) === undefined),
  }
}

/** The mark at the cursor, or the last one before it. */
export const markAtOrBefore = (on: readonly Mark[], cursor: number): Mark | null =>
  on.findLast(mark => mark.cursor <= cursor) ?? null

export const nextMark = (on: readonly Mark[], cursor: number): Mark | null =>
  on.find(mark => mark.cursor > cursor) ?? null

export const previousMark = (on: readonly Mark[], cursor: number): Mark | null =>
  on.findLast(mark => mark.cursor < cursor) ?? null
