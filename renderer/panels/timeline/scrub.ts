/** Where a pointer on the scrub bar leads, and which cursor a key means. Pure. */

/** Horizontal extent of a group of steps, in pixels. */
export interface Extent {
  readonly left: number
  readonly right: number
}

export interface Group {
  readonly extent: Extent
  /** Steps before this group, and in it. */
  readonly before: number
  readonly count: number
}

/** The cursor for a pointer at `x`: on a step, that step is the current one; left of all of them, the start. */
export function cursorAt(x: number, groups: readonly Group[]): number {
  let cursor = 0
  for (const { extent, before, count } of groups) {
    if (count === 0 || x < extent.left) continue
    const along = (x - extent.left) / Math.max(1, extent.right - extent.left)
    cursor = before + Math.min(count, Math.floor(along * count) + 1)
  }
  return cursor
}

/** The cursor that a key on the focused bar leads to; `null` for a key that means nothing here. */
export function cursorForKey(key: string, cursor: number, forward: number, length: number): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return Math.min(length, cursor + 1)
    case 'ArrowLeft':
    case 'ArrowDown':
      return Math.max(0, cursor - 1)
    case 'PageUp':
      return cursor < forward ? forward : length
    case 'PageDown':
      return cursor > forward ? forward : 0
    case 'Home':
      return 0
    case 'End':
      return length
    default:
      return null
  }
}
