/** The document's bookmarks on the timeline that is shown: what stands where, and what commands and panels do with them. */
import { useMemo } from 'react'
import type { Bookmark, StepPlace } from '../../shared/document/document'
import { bookmarkAt, removeBookmark, setBookmark } from '../../shared/document/edit/bookmarks'
import {
  type Mark,
  type Marks,
  markAtOrBefore,
  marksOf,
  nextMark,
  placeAt,
  previousMark,
} from '../../shared/engine/bookmarks'
import { currentDocument, edit, selectDocument, useDocument } from './documentStore'
import { useResult } from './resultStore'
import { goTo, useTimeline } from './timelineStore'

/** Where the timeline stands; `null` where it has no steps. */
export const placeNow = (): StepPlace | null =>
  placeAt(useResult.getState().steps, useTimeline.getState().cursor)

export const bookmarkNow = (): Bookmark | null => {
  const place = placeNow()
  return place && bookmarkAt(currentDocument().lesson.bookmarks, place)
}

export function toggleBookmark() {
  const place = placeNow()
  if (!place) return
  edit(document => (bookmarkNow() ? removeBookmark(document, place) : setBookmark(document, place, '')))
}

const marksNow = () => marksOf(useResult.getState().steps, currentDocument().lesson.bookmarks).on

export const nextBookmark = (): Mark | null => nextMark(marksNow(), useTimeline.getState().cursor)
export const previousBookmark = (): Mark | null => previousMark(marksNow(), useTimeline.getState().cursor)

export const goToMark = (mark: Mark | null) => {
  if (mark) goTo(mark.cursor)
}

export function useMarks(): Marks {
  const steps = useResult(result => result.steps)
  const { bookmarks } = useDocument(selectDocument).lesson
  return useMemo(() => marksOf(steps, bookmarks), [steps, bookmarks])
}

/** The mark at the cursor, or the last one before it. */
export function useLastMark(): Mark | null {
  const { on } = useMarks()
  return markAtOrBefore(
    on,
    useTimeline(t => t.cursor),
  )
}
