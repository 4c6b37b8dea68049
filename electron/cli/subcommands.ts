/** The subcommands: adding one is one file, and one line here. */
import { check } from './check'
import { conformance } from './conformance'
import { cost } from './cost'
import { derive } from './derive'
import { run } from './run'
import { steps } from './steps'
import type { Subcommand } from './subcommand'
import { validate } from './validate'

export const subcommands: ReadonlyMap<string, Subcommand> = new Map(
  Object.entries({ run, steps, validate, derive, check, cost, conformance }),
)
