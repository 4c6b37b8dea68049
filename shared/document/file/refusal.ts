/** Why a file is not opened: one sentence, and the JSON pointer (RFC 6901) of the place. */

export interface Refusal {
  readonly ok: false
  readonly reason: string
  /** `''` is the whole file. */
  readonly pointer: string
}

export type Path = readonly PropertyKey[]

export const pointerOf = (path: Path): string =>
  path.map(key => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** A sentence about the thing at `path`: `says` follows the place, without its full stop. */
export function refuse(path: Path, says: string): Refusal {
  const pointer = pointerOf(path)
  return { ok: false, reason: `${oneLine(cut(pointer, MOST_POINTED)) || 'The file'} ${says}.`, pointer }
}

/** "… must be `expected`; it is `found`", or that it is missing. */
export const refuseKind = (path: Path, expected: string, found: unknown): Refusal =>
  refuse(
    path,
    found === undefined
      ? `is missing; it must be ${expected}`
      : `must be ${expected}; it is ${kindOf(found)}`,
  )

/** What a JSON value is, in a few words that fit into a sentence. */
function kindOf(json: unknown): string {
  if (Array.isArray(json)) return `a list of ${json.length}`
  if (typeof json === 'string') return quoted(json)
  return typeof json === 'object' && json !== null ? 'an object' : String(json)
}

const MOST_QUOTED = 40
/** A key may be as long as the file; the place is told by how it begins. */
const MOST_POINTED = 200

const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most)}…` : text)

/** Text from a file as a sentence may show it: in quotes, on one line, not too long. */
export const quoted = (text: string): string => `“${oneLine(cut(text, MOST_QUOTED))}”`

const oneLine = (text: string): string =>
  text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** `a`, `a and b`, `a, b and c`. */
export const listed = (words: readonly string[], and = 'and'): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${and} ${words.at(-1)}`
