/** Reads pieces of JSON that should have a certain form; the first that has another one is told in a sentence with its place. */
import { type Path, quoted, type Refusal, refuse, refuseKind } from '../document/file/refusal'
import { decodeBase64, decodeNumber } from '../document/file/tensorCodec'
import { type Shape, shapeText, sizeOf, type Tensor } from '../tensor/tensor'

export type Fields = Readonly<Record<string, unknown>>

/** Thrown by the readers below and caught by `reading`, so that a reader can be written as if everything fitted. */
class Unfit extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.reason)
    this.refusal = refusal
  }
}

/** What `read` gives, or the refusal of the first piece that does not fit. */
export function reading<T>(read: () => T): { readonly ok: true; readonly value: T } | Refusal {
  try {
    return { ok: true, value: read() }
  } catch (error) {
    if (error instanceof Unfit) return error.refusal
    throw error
  }
}

/** `says` follows the place: "/cases/3 must …". */
export const unfit = (path: Path, says: string): Error => new Unfit(refuse(path, says))
const unfitKind = (path: Path, expected: string, found: unknown): Error =>
  new Unfit(refuseKind(path, expected, found))

export function fieldsAt(json: unknown, path: Path): Fields {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw unfitKind(path, 'an object', json)
  return json as Fields
}

/** Each entry as `read` gives it. */
export function listAt<T>(json: unknown, path: Path, read: (entry: unknown, path: Path) => T): T[] {
  if (!Array.isArray(json)) throw unfitKind(path, 'a list', json)
  return json.map((entry, i) => read(entry, [...path, i]))
}

/** Each field as `read` gives it, in the order of the file. */
export const entriesAt = <T>(
  json: unknown,
  path: Path,
  read: (entry: unknown, path: Path, key: string) => T,
): T[] => Object.entries(fieldsAt(json, path)).map(([key, entry]) => read(entry, [...path, key], key))

export function textAt(json: unknown, path: Path): string {
  if (typeof json !== 'string' || json === '') throw unfitKind(path, 'a text', json)
  return json
}

/** One of the words of the format. */
export function wordAt<W extends string>(json: unknown, path: Path, words: readonly W[]): W {
  if (!words.includes(json as W)) throw unfitKind(path, words.map(quoted).join(' or '), json)
  return json as W
}

export function positiveAt(json: unknown, path: Path): number {
  if (typeof json !== 'number' || json < 0) throw unfitKind(path, 'a number of at least 0', json)
  return json
}

/** `{shape, data}` with as many numbers as the shape has places, or `{shape, b64}` with their bytes. */
export function tensorAt(json: unknown, path: Path): Tensor {
  const { shape: sizes, data, b64 } = fieldsAt(json, path)
  const shape: Shape = listAt(sizes, [...path, 'shape'], (size, at) => {
    if (!Number.isSafeInteger(size) || (size as number) < 1)
      throw unfitKind(at, 'a whole number from 1', size)
    return size as number
  })
  const size = sizeOf(shape)
  const needs = `${size} ${size === 1 ? 'number' : 'numbers'}, as its shape ${shapeText(shape)} needs`
  if (b64 !== undefined) {
    const numbers = typeof b64 === 'string' ? decodeBase64(b64, size) : null
    if (!numbers) throw unfit([...path, 'b64'], `must be base64 of ${needs}; it is not`)
    return { shape, data: numbers }
  }
  if (Array.isArray(data) && data.length !== size)
    throw unfit([...path, 'data'], `must hold ${needs}; it holds ${data.length}`)
  return { shape, data: Float64Array.from(listAt(data, [...path, 'data'], numberAt)) }
}

function numberAt(json: unknown, path: Path): number {
  const x = decodeNumber(json)
  if (x === null) throw unfitKind(path, 'a number, “NaN”, “Infinity” or “-Infinity”', json)
  return x
}
