/** Any text at all, half surrogates excepted: fast-check's own unit `binary` takes more than a second to be made. */
import fc from 'fast-check'

const firstSurrogate = 0xd800
const surrogates = 0x800

const character = fc.integer({ min: 0, max: 0x10ffff - surrogates }).map(
  n => String.fromCodePoint(n < firstSurrogate ? n : n + surrogates),
  text => {
    // fast-check asks so which of its dangerous words, such as `__proto__`, are among these texts.
    const point = typeof text === 'string' ? text.codePointAt(0) : undefined
    if (point === undefined || String.fromCodePoint(point) !== text) throw new Error('not one character')
    return point < firstSurrogate ? point : point - surrogates
  },
)

export const anyText = ({ maxLength }: { readonly maxLength?: number } = {}) =>
  fc.string({ unit: character, ...(maxLength !== undefined && { maxLength }) })
