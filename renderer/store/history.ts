/** Undo as snapshots with gesture marks: between `begin` and `commit` any number of edits is one entry. */
export interface History<T> {
  readonly past: readonly T[]
  readonly present: T
  readonly future: readonly T[]
  /** What stood when the running gesture began; `null` outside a gesture. */
  readonly mark: T | null
}

const longest = 1000

export const historyOf = <T>(present: T): History<T> => ({ past: [], present, future: [], mark: null })

export const begin = <T>(h: History<T>): History<T> => (h.mark === null ? { ...h, mark: h.present } : h)

/** An edit that returns the same object records nothing. */
export function edit<T>(h: History<T>, next: T): History<T> {
  if (next === h.present) return h
  if (h.mark !== null) return { ...h, present: next, future: [] }
  return { past: [...h.past, h.present].slice(-longest), present: next, future: [], mark: null }
}

export function commit<T>(h: History<T>): History<T> {
  if (h.mark === null) return h
  const past = h.mark === h.present ? h.past : [...h.past, h.mark].slice(-longest)
  return { ...h, past, mark: null }
}

export function undo<T>(running: History<T>): History<T> {
  const h = commit(running)
  const last = h.past.at(-1)
  if (last === undefined) return h
  return { past: h.past.slice(0, -1), present: last, future: [h.present, ...h.future], mark: null }
}

export function redo<T>(running: History<T>): History<T> {
  const h = commit(running)
  const [next, ...future] = h.future
  if (next === undefined) return h
  return { past: [...h.past, h.present], present: next, future, mark: null }
}
