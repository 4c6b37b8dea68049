/** Edits of what is hidden until it is predicted, and of how far a person has come: pure, the same document when nothing changes. */
import type { Document, Hidden, NodeId } from '../document'
import { MOST_TRIES } from '../limits'

/** Names one hidden number; a node has at most one of each. */
export type HiddenKey = Pick<Hidden, 'of' | 'node'>

const same = (a: HiddenKey, b: HiddenKey) => a.of === b.of && a.node === b.node

export const hiddenAt = (document: Document, key: HiddenKey): Hidden | undefined =>
  document.lesson.hidden.find(hidden => same(hidden, key))

const withHidden = (document: Document, hidden: readonly Hidden[]): Document => ({
  ...document,
  lesson: { ...document.lesson, hidden },
})

/** Hides the value or the gradient of nodes. What is hidden already, also when it was found, stays as it is. */
export function hide(document: Document, of: Hidden['of'], ids: Iterable<NodeId>): Document {
  const here = new Set(document.circuit.nodes.map(node => node.id))
  const added = [...new Set(ids)]
    .filter(node => here.has(node) && !hiddenAt(document, { of, node }))
    .map((node): Hidden => ({ of, node, state: 'open', tries: 0, hints: 0 }))
  return added.length === 0 ? document : withHidden(document, [...document.lesson.hidden, ...added])
}

/** Takes the value or the gradient of nodes out of the exercise; they are shown. */
export function unhide(document: Document, of: Hidden['of'], ids: Iterable<NodeId>): Document {
  const gone = new Set(ids)
  const rest = document.lesson.hidden.filter(hidden => hidden.of !== of || !gone.has(hidden.node))
  return rest.length === document.lesson.hidden.length ? document : withHidden(document, rest)
}

/** Ends the exercise: nothing is hidden any more, and the score is gone. */
export const showEverything = (document: Document): Document =>
  document.lesson.hidden.length === 0 ? document : withHidden(document, [])

/** Hides everything again that is part of the exercise, with a score of nothing. */
export const startOver = (document: Document): Document =>
  document.lesson.hidden.reduce(
    (before, { of, node }) => changed(before, { of, node }, () => ({ state: 'open', tries: 0, hints: 0 })),
    document,
  )

/** An answer was given; the right one shows the number. */
export const answer = (document: Document, key: HiddenKey, right: boolean): Document =>
  changed(document, key, ({ state, tries }) =>
    state === 'open' ? { state: right ? 'found' : 'open', tries: Math.min(tries + 1, MOST_TRIES) } : {},
  )

/** The person gave up: the number is shown, and does not count as found. */
export const giveUp = (document: Document, key: HiddenKey): Document =>
  changed(document, key, ({ state }) => (state === 'open' ? { state: 'shown' } : {}))

/** A hint was looked at: 1 the rule, 2 the operands as well. */
export const takeHint = (document: Document, key: HiddenKey, hint: 1 | 2): Document =>
  changed(document, key, ({ state, hints }) => (state === 'open' ? { hints: Math.max(hints, hint) } : {}))

function changed(document: Document, key: HiddenKey, change: (hidden: Hidden) => Partial<Hidden>): Document {
  let differs = false
  const hidden = document.lesson.hidden.map(before => {
    if (!same(before, key)) return before
    const after = { ...before, ...change(before) }
    const isSame =
      after.state === before.state && after.tries === before.tries && after.hints === before.hints
    differs ||= !isSame
    return isSame ? before : after
  })
  return differs ? withHidden(document, hidden) : document
}
