/** How a tensor's numbers stand in a file: shortest decimals, words for what JSON cannot say, base64 when they are many. */

/** Above so many numbers a file holds base64 instead of decimals. */
const MOST_DECIMALS = 256

const words: ReadonlyMap<string, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['-0', -0],
])
export const numberWords: readonly string[] = [...words.keys()]

/** The JSON text of one number; reading it back gives the same double (every NaN reads back as the plain one). */
export function encodeNumber(x: number): string {
  if (Object.is(x, -0)) return '"-0"'
  return Number.isFinite(x) ? String(x) : `"${x}"`
}

/** The number that a JSON value stands for, or `null` when it stands for none. */
export function decodeNumber(json: unknown): number | null {
  if (typeof json === 'number') return json
  return typeof json === 'string' ? (words.get(json) ?? null) : null
}

const PLAIN_NAN = 0x7ff8000000000000n

/** Whether decimals keep every bit: a NaN that carries a payload needs base64. */
export function decimalsSuffice(data: Float64Array): boolean {
  if (data.length > MOST_DECIMALS) return false
  const bits = new BigUint64Array(data.buffer, data.byteOffset, data.length)
  return data.every((x, i) => !Number.isNaN(x) || bits[i] === PLAIN_NAN)
}

const hostIsLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/** Turns the bytes of each float64 around, in place. Works on bytes because a float in passing may lose its NaN payload. */
function reverseEach8(bytes: Uint8Array): Uint8Array {
  for (let i = 0; i < bytes.length; i += 8) bytes.subarray(i, i + 8).reverse()
  return bytes
}

/** Base64 of the numbers as little-endian float64, whatever the machine's own byte order. */
export function encodeBase64(data: Float64Array, littleEndian = hostIsLittleEndian): string {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  return base64Of(littleEndian ? bytes : reverseEach8(bytes.slice()))
}

/** The numbers in `text`, or `null` unless it is base64 of exactly `count` float64. */
export function decodeBase64(
  text: string,
  count: number,
  littleEndian = hostIsLittleEndian,
): Float64Array | null {
  if (text.length !== Math.ceil((count * 8) / 3) * 4) return null
  const data = new Float64Array(count)
  const bytes = new Uint8Array(data.buffer)
  if (!readBase64(text, bytes)) return null
  if (!littleEndian) reverseEach8(bytes)
  return data
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const letterCodes = Uint8Array.from(alphabet, letter => letter.charCodeAt(0))
const PAD = '='.charCodeAt(0)
const sextets = new Int16Array(128).fill(-1)
letterCodes.forEach((code, sextet) => {
  sextets[code] = sextet
})

function base64Of(bytes: Uint8Array): string {
  // String.fromCharCode takes its letters as arguments, of which there may be some ten thousand.
  const chunk = new Uint8Array(8192)
  const parts: string[] = []
  let filled = 0
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i
    const triple = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    chunk[filled++] = letterCodes[triple >> 18]!
    chunk[filled++] = letterCodes[(triple >> 12) & 63]!
    chunk[filled++] = left > 1 ? letterCodes[(triple >> 6) & 63]! : PAD
    chunk[filled++] = left > 2 ? letterCodes[triple & 63]! : PAD
    if (filled === chunk.length || left <= 3) {
      // `apply` reads the typed array as it is; spreading it was measured to take five times as long.
      parts.push(String.fromCharCode.apply(null, chunk.subarray(0, filled) as unknown as number[]))
      filled = 0
    }
  }
  return parts.join('')
}

/** Fills `bytes` from `text`, whose length fits; false on a foreign letter, wrong padding or stray bits in the last letter. */
function readBase64(text: string, bytes: Uint8Array): boolean {
  for (let i = 0, at = 0; at < bytes.length; i += 4) {
    const real = Math.min(3, bytes.length - at)
    let triple = 0
    for (let k = 0; k < 4; k++) {
      const code = text.charCodeAt(i + k)
      const padding = k > real
      const sextet = padding ? (code === PAD ? 0 : -1) : code < 128 ? sextets[code]! : -1
      if (sextet < 0) return false
      triple = (triple << 6) | sextet
    }
    for (let k = 0; k < real; k++) bytes[at++] = (triple >> (16 - 8 * k)) & 255
    if (real < 3 && (triple & (0xffffff >> (8 * real))) !== 0) return false
  }
  return true
}
