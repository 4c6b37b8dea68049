/** What `--help` prints, for all commands and for one. */
import type { Option, Subcommand } from './subcommand'

const codes = `FILE is a .circuit file; - reads one from standard input. DIR is a folder of reference vectors.
Exit code: 0 fine; 1 the file has problems, is no circuit file, or cannot be read, or a gradient is wrong,
or a reference case fails; 2 wrong usage.
`

export function helpOfAll(subcommands: ReadonlyMap<string, Subcommand>): string {
  const rows = [...subcommands].map(([name, { usage, about }]) => [`${name} ${usage}`, about] as const)
  return `usage: chainrule COMMAND FILE|DIR

${inColumns([...rows, ['--help', 'Show this help, or that of a command.'], ['--version', 'Show the version.']])}

${codes}`
}

export function helpOf(name: string, { usage, about, options }: Subcommand): string {
  const rows = Object.entries(options).map(([option, { takes, about: does }]: [string, Option]) => {
    return [takes ? `--${option} ${takes}` : `--${option}`, does] as const
  })
  const ofOptions = rows.length > 0 ? `${inColumns(rows)}\n\n` : ''
  return `usage: chainrule ${name} ${usage}\n\n${about}\n\n${ofOptions}${codes}`
}

function inColumns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n')
}
