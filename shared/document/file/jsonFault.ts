/** Where a text stops being JSON, and what must stand there: the messages of `JSON.parse` differ from engine to engine. */

export interface JsonFault {
  /** Of the first character that does not fit; the text's length when it ends too early. */
  readonly offset: number
  readonly expected: string
}

type Expects =
  | 'a value'
  | 'a value or “]”'
  | 'a key in quotes or “}”'
  | 'a key in quotes'
  | '“:”'
  | 'more'
  | 'the end of the file'

/** The first fault of a text that `JSON.parse` refuses (grammar of RFC 8259). Loops, so nesting costs no stack. */
export function jsonFault(text: string): JsonFault {
  const open: ('[' | '{')[] = []
  let expects: Expects = 'a value'
  let at = 0
  const afterValue = (): Expects => (open.length === 0 ? 'the end of the file' : 'more')
  for (;;) {
    at = skip(text, at, /[ \t\n\r]/)
    const c = text[at]
    const inside = open.at(-1)
    const closes = inside === '[' ? ']' : '}'
    const fault: JsonFault = { offset: at, expected: expects === 'more' ? `“,” or “${closes}”` : expects }
    if (c === undefined) return fault
    const mayClose =
      expects === 'more' || expects === 'a value or “]”' || expects === 'a key in quotes or “}”'
    if (mayClose && c === closes) {
      open.pop()
      at++
      expects = afterValue()
    } else if (expects === 'more') {
      if (c !== ',') return fault
      at++
      expects = inside === '[' ? 'a value' : 'a key in quotes'
    } else if (expects === '“:”') {
      if (c !== ':') return fault
      at++
      expects = 'a value'
    } else if (expects === 'a key in quotes' || expects === 'a key in quotes or “}”') {
      if (c !== '"') return fault
      const end = endOfString(text, at)
      if (typeof end !== 'number') return end
      at = end
      expects = '“:”'
    } else if (expects === 'the end of the file') {
      return fault
    } else if (c === '[' || c === '{') {
      open.push(c)
      at++
      expects = c === '[' ? 'a value or “]”' : 'a key in quotes or “}”'
    } else {
      const end = endOfScalar(text, at, fault)
      if (typeof end !== 'number') return end
      at = end
      expects = afterValue()
    }
  }
}

function skip(text: string, from: number, what: RegExp): number {
  let at = from
  while (at < text.length && what.test(text[at]!)) at++
  return at
}

function endOfScalar(text: string, start: number, fault: JsonFault): number | JsonFault {
  if (text[start] === '"') return endOfString(text, start)
  for (const word of ['true', 'false', 'null']) if (text.startsWith(word, start)) return start + word.length
  return /[-0-9]/.test(text[start]!) ? endOfNumber(text, start) : fault
}

function endOfString(text: string, start: number): number | JsonFault {
  for (let at = start + 1; at < text.length; at++) {
    const c = text[at]!
    if (c === '"') return at + 1
    if (c < ' ') return { offset: at, expected: 'the closing quote, or an escape such as \\n' }
    if (c !== '\\') continue
    at++
    const digits = text[at] === 'u' ? 4 : 0
    if (at < text.length && !'"\\/bfnrtu'.includes(text[at]!))
      return { offset: at, expected: 'an escape that JSON knows' }
    for (let k = 0; k < digits; k++, at++)
      if (!/[0-9a-fA-F]/.test(text[at + 1] ?? ''))
        return { offset: Math.min(at + 1, text.length), expected: 'four hexadecimal digits' }
  }
  return { offset: text.length, expected: 'the closing quote' }
}

function endOfNumber(text: string, start: number): number | JsonFault {
  const digits = (from: number): number | JsonFault => {
    const end = skip(text, from, /[0-9]/)
    return end > from ? end : { offset: from, expected: 'a digit' }
  }
  let at: number | JsonFault = text[start] === '-' ? start + 1 : start
  at = text[at] === '0' ? at + 1 : digits(at)
  if (typeof at === 'number' && text[at] === '.') at = digits(at + 1)
  if (typeof at === 'number' && (text[at] === 'e' || text[at] === 'E'))
    at = digits(at + (text[at + 1] === '+' || text[at + 1] === '-' ? 2 : 1))
  return at
}
