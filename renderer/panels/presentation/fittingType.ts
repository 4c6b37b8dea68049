/** Type as large as its box has room for, between two sizes. */
import { type RefObject, useLayoutEffect } from 'react'

export interface Sizes {
  readonly least: number
  readonly most: number
}

/** The largest whole size that `fits`; the least one where none does. Pure but for what `fits` tries. */
export function largestFitting({ least, most }: Sizes, fits: (size: number) => boolean): number {
  let [low, high] = [least, Math.max(least, most)]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(middle)) low = middle
    else high = middle - 1
  }
  return low
}

/** Fits after every render and whenever the box changes; `sizes` belong to a width of the window. */
export function useFittingType(box: RefObject<HTMLElement | null>, sizes: (windowWidth: number) => Sizes) {
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const set = (size: number) => {
      element.style.fontSize = `${size}px`
    }
    const settle = () =>
      set(
        largestFitting(sizes(innerWidth), size => {
          set(size)
          const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element
          return scrollWidth <= clientWidth && scrollHeight <= clientHeight
        }),
      )
    settle()
    const observer = new ResizeObserver(settle)
    observer.observe(element)
    // Another typeface takes another room, once it has come.
    document.fonts.addEventListener('loadingdone', settle)
    return () => {
      observer.disconnect()
      document.fonts.removeEventListener('loadingdone', settle)
    }
  })
}
