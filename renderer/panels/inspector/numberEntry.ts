/** A number as people type it. */
import type { Outcome } from '../../../shared/host'

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const examples = 'type one such as −0.5, 1e-3, 1/3, inf or nan'

/** Reads `-.5`, `1e-3`, `1/3`, `−2` (typographic minus), `inf`, `nan`; refuses anything else with a sentence. */
export function parseNumber(text: string): Outcome<number> {
  const plain = text.trim().replace(/[−–﹣－]/g, '-')
  if (plain === '') return refused(`There is no number here; ${examples}.`)
  if (decimal.test(plain)) return finite(Number(plain), text)
  if (/^[+-]?(inf|infinity|∞)$/i.test(plain))
    return { ok: true, value: plain.startsWith('-') ? -Infinity : Infinity }
  if (/^[+-]?nan$/i.test(plain)) return { ok: true, value: Number.NaN }
  const [over, under, ...more] = plain.split('/').map(part => part.trim())
  if (under !== undefined && more.length === 0 && decimal.test(over!) && decimal.test(under)) {
    if (Number(under) === 0)
      return refused(`“${text.trim()}” divides by zero; type inf or nan if you mean it.`)
    return finite(Number(over) / Number(under), text)
  }
  if (/^[+-]?\d*,\d+$/.test(plain))
    return refused(`Write “${text.trim()}” with a point: ${plain.replace(',', '.')}.`)
  return refused(`“${text.trim()}” is not a number; ${examples}.`)
}

const refused = (reason: string) => ({ ok: false, reason }) as const

/** A text with digits that leaves the range of float64 is a slip, not an infinity. */
const finite = (value: number, text: string): Outcome<number> =>
  Number.isFinite(value)
    ? { ok: true, value }
    : refused(`“${text.trim()}” is larger than any float64 number; type inf if you mean infinity.`)
