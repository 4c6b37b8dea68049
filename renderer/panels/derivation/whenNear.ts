/** Tells once that an element has come near the part of its scroller that is seen; far from it, nothing need be typeset. */

/** Some screens ahead, so that people who scroll do not see it happen. */
const ahead = '800px 0px'

const watchers = new WeakMap<Element, { observer: IntersectionObserver; told: Map<Element, () => void> }>()

function watcherOf(scroller: Element) {
  const known = watchers.get(scroller)
  if (known) return known
  const told = new Map<Element, () => void>()
  const observer = new IntersectionObserver(
    entries => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) told.get(target)?.()
    },
    { root: scroller, rootMargin: ahead },
  )
  const watcher = { observer, told }
  watchers.set(scroller, watcher)
  return watcher
}

/** Returns how to stop. */
export function whenNear(element: Element, scroller: Element, tell: () => void): () => void {
  const { observer, told } = watcherOf(scroller)
  const stop = () => {
    observer.unobserve(element)
    told.delete(element)
  }
  told.set(element, () => {
    stop()
    tell()
  })
  observer.observe(element)
  return stop
}
