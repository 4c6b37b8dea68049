/** From the arguments to what is printed. Wrong usage is answered with one line and exit code 2, a fault of ours with one line and 1. */
import { parseArgs } from 'node:util'
import { version } from '../../package.json'
import { helpOf, helpOfAll } from './help'
import { type Outcome, type Subcommand, wrongUsage } from './subcommand'
import { subcommands } from './subcommands'

const general = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean' } } as const

export async function commandLine(args: readonly string[], known = subcommands): Promise<Outcome> {
  const [first, ...rest] = args
  const subcommand = known.get(first ?? '')
  if (!subcommand) return withoutSubcommand(args)
  const read = readArgs(rest, subcommand.options)
  if ('wrong' in read) return wrongUsage(read.wrong, first!)
  const { values, positionals } = read
  if (values.help) return { code: 0, out: helpOf(first!, subcommand) }
  if (positionals.length !== subcommand.takes)
    return wrongUsage(`expected ${first} ${subcommand.usage}, found ${countOf(positionals.length)}`, first!)
  try {
    return await subcommand.run(positionals, values)
  } catch (error) {
    return { code: 1, error: faultLine(error) }
  }
}

/** Our own bug, or a circuit that is too large for this machine: one line, as for every other error. */
function faultLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return `this failed by a fault in the program: ${message.replace(/\s+/g, ' ').trim()}`
}

function withoutSubcommand(args: readonly string[]): Outcome {
  const read = readArgs(args, {})
  if ('wrong' in read) return wrongUsage(read.wrong)
  if (read.values.help) return { code: 0, out: helpOfAll(subcommands) }
  if (read.values.version) return { code: 0, out: `${version}\n` }
  const known = [...subcommands.keys()].join(', ')
  const [first] = read.positionals
  return wrongUsage(
    first === undefined ? `expected a command: ${known}` : `no command “${first}”; the commands are ${known}`,
  )
}

function readArgs(args: readonly string[], options: Subcommand['options']) {
  try {
    return parseArgs({ args: [...args], options: { ...options, ...general }, allowPositionals: true })
  } catch (error) {
    // Node explains at length how to escape; its first sentence says what is wrong.
    if (!(error instanceof TypeError)) throw error
    return { wrong: error.message.split(/\. |\n/)[0]!.replace(/\.$/, '') }
  }
}

const countOf = (n: number) => (n === 0 ? 'no argument' : n === 1 ? '1 argument' : `${n} arguments`)
