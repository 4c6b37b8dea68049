/** Numbers on the clipboard: tab-separated as spreadsheets write them, comma-separated, or as Python prints a matrix. */
import { formatExact } from '../../../shared/formula/formatNumber'
import type { Outcome } from '../../../shared/host'
import { parseNumber } from './numberEntry'

/** Row-major; `numbers.length` is `rows · columns`. */
export interface Table {
  readonly rows: number
  readonly columns: number
  readonly numbers: Float64Array
}

const mostNumbers = 16_000_000

/** Every row needs equally many numbers; the sentence of a refusal names the place. */
export function parseTable(text: string): Outcome<Table> {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n')
  if (lines.every(line => line.trim() === '')) return refused('The clipboard holds no numbers.')
  const split = splitterOf(text)
  const numbers: number[] = []
  let columns = 0
  for (const [row, line] of lines.entries()) {
    const cells = split(line)
    if (row === 0) columns = cells.length
    if (cells.length !== columns)
      return refused(
        `Row ${row + 1} on the clipboard has ${cells.length} entries; the first row has ${columns}.`,
      )
    for (const [column, cell] of cells.entries()) {
      const number = parseNumber(cell.replace(/^\s*"(.*)"\s*$/, '$1'))
      if (!number.ok) return refused(`Clipboard, row ${row + 1}, column ${column + 1}: ${number.reason}`)
      numbers.push(number.value)
    }
    if (numbers.length > mostNumbers) return refused('The clipboard holds more than 16,000,000 numbers.')
  }
  return { ok: true, value: { rows: lines.length, columns, numbers: Float64Array.from(numbers) } }
}

const refused = (reason: string) => ({ ok: false, reason }) as const

/** One separator for the whole text: tabs win over semicolons over commas over blanks, so `0,5⇥1` is not four numbers. */
function splitterOf(text: string): (line: string) => string[] {
  if (text.includes('\t')) return line => line.split('\t')
  const bare = (line: string) =>
    line
      .replace(/[[\]()]/g, ' ')
      .trim()
      .replace(/[,;]$/, '')
      .trim()
  for (const mark of [';', ','])
    if (text.split('\n').some(line => bare(line).includes(mark))) return line => bare(line).split(mark)
  return line => bare(line).split(/\s+/)
}

/** Tab-separated rows with all digits. */
export function tableText({ rows, columns, numbers }: Table): string {
  const lines: string[] = []
  for (let row = 0; row < rows; row++)
    lines.push(Array.from(numbers.subarray(row * columns, (row + 1) * columns), formatExact).join('\t'))
  return lines.join('\n')
}
