/** Arrow keys go from one equation to the next and choose it; one of them at a time is in the round of Tab. */
import type { KeyboardEvent } from 'react'

const numbers = '.equation-number'

const places: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: at => Math.max(at - 1, 0),
  PageDown: (at, last) => Math.min(at + 10, last),
  PageUp: at => Math.max(at - 10, 0),
  Home: () => 0,
  End: (_, last) => last,
}

export function movesInList(event: KeyboardEvent<HTMLElement>) {
  const { key, currentTarget: sheet } = event
  const from = (event.target as Element).closest('.equation')?.querySelector<HTMLElement>(numbers)
  const place = places[key]
  if (!from || !place || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  event.preventDefault()
  const all = [...sheet.querySelectorAll<HTMLElement>(numbers)]
  const to = all[place(all.indexOf(from), all.length - 1)]!
  // React sets these once and then leaves them alone, as what it was told never changes.
  for (const other of sheet.querySelectorAll<HTMLElement>(`${numbers}[tabindex='0']`)) other.tabIndex = -1
  to.tabIndex = 0
  to.focus()
  to.click()
}
