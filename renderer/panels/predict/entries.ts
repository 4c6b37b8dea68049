/** What is typed into the fields of a question, as numbers; and a pasted table, as what would have been typed. */
import { type Guess, guessOf } from '../../../shared/engine/prediction'
import { type Question, shapeFault } from '../../../shared/engine/predictionAsked'
import { formatExact } from '../../../shared/formula/formatNumber'
import { indexAt, indexWords } from '../../../shared/formula/indices'
import type { Outcome } from '../../../shared/host'
import { parseNumber } from '../inspector/numberEntry'
import { parseTable } from '../inspector/tableText'

/** Which entry a field is for: "row 1, column 2". */
export const entryLabel = ({ shape, entries }: Question, i: number): string =>
  indexWords(indexAt(entries[i]!, shape)) ?? 'the number'

export type Read =
  | { readonly ok: true; readonly guesses: readonly Guess[] }
  /** `at` is the field that it is about. */
  | { readonly ok: false; readonly at: number; readonly reason: string }

/** Every field holds a number, or the sentence that says which does not. */
export function readEntries(texts: readonly string[]): Read {
  const empty = texts.filter(text => text.trim() === '').length
  if (empty > 0)
    return {
      ok: false,
      at: texts.findIndex(text => text.trim() === ''),
      reason: emptyText(empty, texts.length),
    }
  const guesses: Guess[] = []
  for (const [at, text] of texts.entries()) {
    const number = parseNumber(text)
    if (!number.ok) return { ok: false, at, reason: number.reason }
    guesses.push(guessOf(text, number.value))
  }
  return { ok: true, guesses }
}

const emptyText = (empty: number, of: number): string =>
  of === 1
    ? 'Type a number first.'
    : empty === of
      ? 'Type the entries first.'
      : `${empty} of ${of} entries ${empty === 1 ? 'is' : 'are'} still empty.`

/** A table from a spreadsheet; `null` where it is a single number, which is pasted as text. */
export function pastedEntries(
  text: string,
  { shape, entries, isWhole }: Question,
): Outcome<readonly string[]> | null {
  const table = parseTable(text)
  if (!table.ok) return text.includes('\t') || text.includes('\n') ? table : null
  const { rows, columns, numbers } = table.value
  if (numbers.length === 1) return null
  const texts = Array.from(numbers, formatExact)
  const isLine = rows === 1 || columns === 1
  if (!isWhole)
    return isLine && numbers.length === entries.length
      ? { ok: true, value: texts }
      : refused(`Expected ${entries.length} numbers in a row or a column, found ${rows} × ${columns}.`)
  const fault = shapeFault(shape, shape.length < 2 && isLine ? [numbers.length] : [rows, columns])
  return fault === null ? { ok: true, value: texts } : refused(fault)
}

const refused = (reason: string) => ({ ok: false, reason }) as const
