/** Finds the file to open among the arguments that the program was started with. */
import { resolve } from 'node:path'

/**
 * The absolute path of the first argument that is not a switch, or `null`. Run from its sources, the program's own folder comes
 * first among the arguments. Chromium's switches never carry their value in an argument of its own.
 */
export function fileArgument(argv: readonly string[], folder: string, packaged: boolean): string | null {
  const path = argv.slice(1).filter(arg => !arg.startsWith('-'))[packaged ? 0 : 1]
  return path === undefined || path === '' ? null : resolve(folder, path)
}
