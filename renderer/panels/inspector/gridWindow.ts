/** Which cells of a long row or column are in view, with a scroll bar of bounded length: browsers clip above 16 million px. */

/** One direction of a grid, all lengths in px. */
export interface Axis {
  readonly count: number
  /** From one cell to the next. */
  readonly pitch: number
  /** How much of it is in view. */
  readonly view: number
}

const longest = 8_000_000

/** The length of the scrolled content; shorter than the cells together when these would be too long for a browser. */
export const lengthOf = ({ count, pitch }: Axis): number => Math.min(count * pitch, longest)

const ratioOf = (axis: Axis): number => {
  const length = lengthOf(axis)
  return length <= axis.view ? 1 : (axis.count * axis.pitch - axis.view) / (length - axis.view)
}

/** How far the cells are shifted when the scroll bar stands at `scroll`. */
export const shiftOf = (axis: Axis, scroll: number): number => scroll * ratioOf(axis)

/** Where the scroll bar stands when the cells are shifted by `shift`. */
export const scrollOf = (axis: Axis, shift: number): number => shift / ratioOf(axis)

/** The cells in view at a shift, `end` excluded, and one more on each side so that a scroll shows no gap. */
export function cellsIn(
  { count, pitch, view }: Axis,
  shift: number,
): { readonly start: number; readonly end: number } {
  const start = Math.max(0, Math.floor(shift / pitch) - 1)
  return { start, end: Math.min(count, Math.ceil((shift + view) / pitch) + 1) }
}

/** The nearest shift at which the cell `index` is wholly in view. */
export function revealed({ count, pitch, view }: Axis, shift: number, index: number): number {
  const most = Math.max(0, count * pitch - view)
  return Math.max(0, Math.min(most, Math.max((index + 1) * pitch - view, Math.min(index * pitch, shift))))
}
