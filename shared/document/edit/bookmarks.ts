/** Edits of bookmarks: pure, and the same document again when nothing changes. At most one stands at a place. */
import type { Bookmark, Document, StepPlace } from '../document'
import { LONGEST_CAPTION } from '../limits'

export const samePlace = (a: StepPlace, b: StepPlace): boolean =>
  a.phase === b.phase && ('node' in a ? a.node : null) === ('node' in b ? b.node : null)

export const bookmarkAt = (bookmarks: readonly Bookmark[], at: StepPlace): Bookmark | null =>
  bookmarks.find(bookmark => samePlace(bookmark.at, at)) ?? null

/**
 * Puts a bookmark at a place, or another caption on the one that is there. New ones come last: a document does not know the
 * order of the steps. A node that is not in the circuit has no place; a caption is cut to what a file can hold.
 */
export function setBookmark(document: Document, at: StepPlace, caption: string): Document {
  const { circuit, lesson } = document
  const { bookmarks } = lesson
  if (at.phase !== 'start' && !circuit.nodes.some(node => node.id === at.node)) return document
  const bookmark = { at, caption: fitting(caption) }
  const here = bookmarks.findIndex(other => samePlace(other.at, at))
  if (here >= 0 && bookmarks[here]!.caption === bookmark.caption) return document
  return withBookmarks(document, here < 0 ? [...bookmarks, bookmark] : bookmarks.with(here, bookmark))
}

/** Also where the place is on no timeline. */
export function removeBookmark(document: Document, at: StepPlace): Document {
  const { bookmarks } = document.lesson
  const kept = bookmarks.filter(bookmark => !samePlace(bookmark.at, at))
  return kept.length === bookmarks.length ? document : withBookmarks(document, kept)
}

const withBookmarks = (document: Document, bookmarks: readonly Bookmark[]): Document => ({
  ...document,
  lesson: { ...document.lesson, bookmarks },
})

/** Never half of a character that takes two places. */
function fitting(caption: string): string {
  if (caption.length <= LONGEST_CAPTION) return caption
  const cut = caption.slice(0, LONGEST_CAPTION)
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut
}
