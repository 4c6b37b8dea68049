/** What a subcommand of the command line is. */

/** 0 fine, 1 the file has problems or cannot be read, 2 wrong usage. `error` is one line for stderr. */
export interface Outcome {
  readonly code: 0 | 1 | 2
  readonly out?: string
  readonly error?: string
}

export interface Option {
  readonly type: 'boolean' | 'string'
  /** What the help calls the text that follows it: `H` in `--step H`. */
  readonly takes?: string
  readonly about: string
}

export type Flags = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>

export interface Subcommand {
  /** Its arguments as the help shows them: `FILE [--json]`. */
  readonly usage: string
  readonly about: string
  readonly options: Readonly<Record<string, Option>>
  /** How many arguments it takes besides its options. */
  readonly takes: number
  run(positionals: readonly string[], flags: Flags): Promise<Outcome>
}

/** What is answered to an argument or an option that cannot be: one line, and where to read more. */
export const wrongUsage = (what: string, subcommand?: string): Outcome => ({
  code: 2,
  error: `${what} (see chainrule ${subcommand ? `${subcommand} ` : ''}--help)`,
})

/** The option that most subcommands have. */
export const json: Option = { type: 'boolean', about: 'Write JSON in place of text, with every digit.' }
