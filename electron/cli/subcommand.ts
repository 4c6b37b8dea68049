/** What a subcommand of the command line is. */
import type { ParseArgsConfig } from 'node:util'

/** 0 fine, 1 the file has problems or cannot be read, 2 wrong usage. `error` is one line for stderr. */
export interface Outcome {
  readonly code: 0 | 1 | 2
  readonly out?: string
  readonly error?: string
}

export type Flags = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>

export interface Subcommand {
  /** Its arguments as the help shows them: `FILE [--json]`. */
  readonly usage: string
  readonly about: string
  readonly options: NonNullable<ParseArgsConfig['options']>
  /** How many arguments it takes besides its options. */
  readonly takes: number
  run(positionals: readonly string[], flags: Flags): Promise<Outcome>
}
