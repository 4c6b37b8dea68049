/** Text in columns. */

/** Rows of equal length, the first one the heads; columns are two spaces apart, the heads underlined. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) =>
    rows.reduce((most, row) => Math.max(most, lengthOf(row[column]!)), 0),
  )
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell + ' '.repeat(widths[column]! - lengthOf(cell)))
      .join('  ')
      .trimEnd()
  const [heads, ...body] = rows
  const rule = widths.map(width => '─'.repeat(width))
  return `${[heads!, rule, ...body].map(line).join('\n')}\n`
}

/** In characters as people count them. */
const lengthOf = (text: string): number => [...text].length
