/** Text → JSON value, refusing what is not JSON with its line and column, and what no later stage should have to meet. */
import { jsonFault } from './jsonFault'
import { type Path, quoted, type Refusal, refuse } from './refusal'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** Deeper nesting is refused, so that later stages may recurse. Our own files are seven deep. */
const MOST_NESTING = 64

/** Keys that change an object's prototype when they are copied carelessly. */
const pollutingKeys: readonly string[] = ['__proto__', 'constructor', 'prototype']

/** Ids and names become keys of records, so none may be a word that every JavaScript object answers to. */
export const forbiddenWords: ReadonlySet<string> = new Set([
  ...pollutingKeys,
  ...Object.getOwnPropertyNames(Object.prototype),
])

/** The JSON value of `text`, which should be `what`: at most 64 levels deep, without polluting keys, every number finite. Never throws. */
export function readJson(
  text: string,
  what = 'a circuit',
): { readonly ok: true; readonly json: Json } | Refusal {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text
  if (source.trim() === '') return refuse([], `is empty; it must be ${what}`)
  let json: Json
  try {
    json = JSON.parse(source)
  } catch {
    const { offset, expected } = jsonFault(source)
    const before = source.slice(0, offset).split('\n')
    const found =
      offset < source.length
        ? quoted(String.fromCodePoint(source.codePointAt(offset)!))
        : 'the end of the file'
    const place = `line ${before.length}, column ${before.at(-1)!.length + 1}`
    return refuse([], `is not JSON: ${place} must be ${expected}; it is ${found}`)
  }
  return firstUnfit(json, []) ?? { ok: true, json }
}

function firstUnfit(json: Json, path: Path): Refusal | null {
  // JSON has no infinities, so this one was written with too many digits.
  if (typeof json === 'number' && !Number.isFinite(json))
    return refuse(path, 'must be a number that a float64 can hold; it is too large')
  if (typeof json !== 'object' || json === null) return null
  if (path.length === MOST_NESTING)
    return refuse(path, `must not nest deeper than ${MOST_NESTING} levels; it does`)
  if (Array.isArray(json)) {
    for (let i = 0; i < json.length; i++) {
      const item = json[i]
      if (typeof item === 'number' && Number.isFinite(item)) continue
      const unfit = firstUnfit(item, [...path, i])
      if (unfit) return unfit
    }
    return null
  }
  for (const [key, item] of Object.entries(json)) {
    if (pollutingKeys.includes(key))
      return refuse([...path, key], `must not be in a file; ${quoted(key)} is a forbidden key`)
    const unfit = firstUnfit(item, [...path, key])
    if (unfit) return unfit
  }
  return null
}
