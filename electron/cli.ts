/** The command line: `chainrule COMMAND FILE`. Reads arguments, runs one subcommand, prints, sets the exit code. */
import { commandLine } from './cli/commandLine'

// A reader that stops early (`| head`) is no error.
process.stdout.on('error', error => {
  if ('code' in error && error.code === 'EPIPE') process.exit(process.exitCode ?? 0)
  process.stderr.write(`chainrule: the output cannot be written: ${error.message}\n`)
  process.exit(1)
})

const { code, out, error } = await commandLine(process.argv.slice(2))
process.exitCode = code
if (error) process.stderr.write(`chainrule: ${error}\n`)
if (out) process.stdout.write(out)
