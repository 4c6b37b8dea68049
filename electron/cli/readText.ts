/** Reads a text file for the command line. */
import { readFile } from 'node:fs/promises'
import { fileSentences } from '../../shared/host'

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string }

/** The text of a file, or of standard input for `-`; or one line why there is none. */
export async function readText(file: string): Promise<Result<string>> {
  const name = file === '-' ? 'standard input' : file
  let bytes: Uint8Array
  try {
    bytes = file === '-' ? await standardInput() : await readFile(file)
  } catch (error) {
    return { ok: false, reason: unreadable(name, error) }
  }
  try {
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { ok: false, reason: fileSentences.notText(name) }
  }
}

async function standardInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of process.stdin) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder, not a file',
  EACCES: 'your account may not read it',
  EPERM: 'your account may not read it',
  ERR_FS_FILE_TOO_LARGE: 'it is too large',
}

/** One line for what the system said; `other` has words for this place. Errors that are not the system's are thrown again. */
export function unreadable(
  name: string,
  error: unknown,
  other: Readonly<Record<string, string>> = {},
): string {
  if (!(error instanceof Error && 'code' in error)) throw error
  const code = String(error.code)
  return `${name} cannot be read: ${other[code] ?? reasons[code] ?? `the system says ${code}`}.`
}
