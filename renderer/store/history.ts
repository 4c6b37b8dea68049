/** Undo as snapshots with gesture marks: between `begin` and `commit` any number of edits is one entry. */
import { ownBytes } from './ownBytes'

export interface History<T> {
  readonly past: readonly T[]
  readonly present: T
  readonly future: readonly T[]
  /** What stood when the running gesture began; `null` outside a gesture. */
  readonly mark: T | null
  /** For each entry of the past, the bytes of numbers that it keeps and its successor does not. */
  readonly bytes: readonly number[]
  /** How many bytes the past may keep; the newest entry is kept whatever its size. */
  readonly mostBytes: number
}

const longest = 1000

export const historyOf = <T>(present: T, mostBytes = 256e6): History<T> => ({
  past: [],
  present,
  future: [],
  mark: null,
  bytes: [],
  mostBytes,
})

export const begin = <T>(h: History<T>): History<T> => (h.mark === null ? { ...h, mark: h.present } : h)

/** An edit that returns the same object records nothing. */
export function edit<T>(h: History<T>, next: T): History<T> {
  if (next === h.present) return h
  if (h.mark !== null) return { ...h, present: next, future: [] }
  return { ...h, ...pushed(h, h.present, next), present: next, future: [] }
}

export function commit<T>(h: History<T>): History<T> {
  if (h.mark === null) return h
  return { ...h, ...(h.mark !== h.present && pushed(h, h.mark, h.present)), mark: null }
}

/** Back to where the gesture began, as if it had not been. */
export const cancel = <T>(h: History<T>): History<T> =>
  h.mark === null ? h : { ...h, present: h.mark, mark: null }

export function undo<T>(running: History<T>): History<T> {
  const h = commit(running)
  const last = h.past.at(-1)
  if (last === undefined) return h
  const rest = { past: h.past.slice(0, -1), bytes: h.bytes.slice(0, -1) }
  return { ...h, ...rest, present: last, future: [h.present, ...h.future] }
}

export function redo<T>(running: History<T>): History<T> {
  const h = commit(running)
  const [next, ...future] = h.future
  if (next === undefined) return h
  return { ...h, ...pushed(h, h.present, next), present: next, future }
}

/** The past with one more entry, without the oldest ones that are too much. */
function pushed<T>(h: History<T>, entry: T, successor: T): Pick<History<T>, 'past' | 'bytes'> {
  const past = [...h.past, entry]
  const bytes = [...h.bytes, ownBytes(entry, successor)]
  let from = Math.max(0, past.length - longest)
  let kept = bytes.slice(from).reduce((sum, own) => sum + own, 0)
  while (kept > h.mostBytes && from < past.length - 1) kept -= bytes[from++]!
  return { past: past.slice(from), bytes: bytes.slice(from) }
}
