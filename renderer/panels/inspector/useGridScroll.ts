/** Where a grid is scrolled to, and how to bring a cell into view. */
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import type { Cell } from './gridSelection'
import { type Axis, lengthOf, revealed, scrollOf, shiftOf } from './gridWindow'
import type { Sheet } from './sheet'

/** Lengths in px. */
export const cellHeight = 28
export const gap = 3
export const headerHeight = 18
const mostRows = 10

export interface GridScroll {
  readonly ref: RefObject<HTMLDivElement | null>
  readonly x: Axis
  readonly y: Axis
  /** Of the cells, which differs from that of the scroll bar in very long tensors. */
  readonly shift: { readonly x: number; readonly y: number }
  readonly scroll: { readonly x: number; readonly y: number }
  /** Some cells are out of view, so rows and columns carry their numbers. */
  readonly scrolls: boolean
  readonly gutter: number
  onScroll(): void
  reveal(cell: Cell): void
}

export function useGridScroll({ rows, columns }: Sheet, cellWidth: number): GridScroll {
  const ref = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(256)
  const [place, setPlace] = useState({ scroll: { x: 0, y: 0 }, shift: { x: 0, y: 0 } })
  useLayoutEffect(() => {
    const element = ref.current!
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    setWidth(element.clientWidth)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  const pitch = cellWidth + gap
  const scrolls = rows > mostRows || columns * pitch - gap > width
  const gutter = scrolls ? 10 + String(rows).length * 7 : 0
  const x: Axis = { count: columns, pitch, view: width - gutter }
  const y: Axis = {
    count: rows,
    pitch: cellHeight + gap,
    view: Math.min(rows, mostRows) * (cellHeight + gap),
  }

  return {
    ref,
    x,
    y,
    scrolls,
    gutter,
    // A tensor that has become smaller is never drawn from beyond its end.
    shift: { x: inside(x, place.shift.x), y: inside(y, place.shift.y) },
    scroll: {
      x: Math.min(place.scroll.x, Math.max(0, lengthOf(x) - x.view)),
      y: Math.min(place.scroll.y, Math.max(0, lengthOf(y) - y.view)),
    },
    onScroll() {
      const { scrollLeft, scrollTop } = ref.current!
      setPlace(known => {
        // A place that `reveal` chose is finer than the scroll bar of a very long tensor can tell: it is kept.
        const keepX = Math.abs(scrollLeft - known.scroll.x) < 1
        const keepY = Math.abs(scrollTop - known.scroll.y) < 1
        if (keepX && keepY) return known
        return {
          scroll: { x: scrollLeft, y: scrollTop },
          shift: {
            x: keepX ? known.shift.x : shiftOf(x, scrollLeft),
            y: keepY ? known.shift.y : shiftOf(y, scrollTop),
          },
        }
      })
    },
    reveal({ row, column }) {
      const shift = { x: revealed(x, place.shift.x, column), y: revealed(y, place.shift.y, row) }
      if (shift.x === place.shift.x && shift.y === place.shift.y) return
      const scroll = { x: Math.round(scrollOf(x, shift.x)), y: Math.round(scrollOf(y, shift.y)) }
      setPlace({ scroll, shift })
      ref.current!.scrollTo({ left: scroll.x, top: scroll.y, behavior: 'instant' })
    },
  }
}

const inside = ({ count, pitch, view }: Axis, shift: number): number =>
  Math.max(0, Math.min(shift, count * pitch - view))
