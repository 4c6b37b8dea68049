/** Runs the real command line in its own process. */
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished } from 'vitest'
import { commandLine } from '../../electron/cli/commandLine'
import { serializeCircuitFile } from '../../shared/document/file/serialize'
import { circuit, type Extras } from '../helpers/circuit'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** `chainrule …args`, with `input` on standard input. */
export function chainrule(args: readonly string[], input: string | Uint8Array = ''): Promise<Ran> {
  const child = spawn(process.execPath, ['build/run.mjs', 'electron/cli.ts', ...args], { cwd: root })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', text => (out += text))
  child.stderr.setEncoding('utf8').on('data', text => (err += text))
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => resolve({ code, out, err }))
  })
}

export const galleryFile = (id: string) => `shared/gallery/${id}.circuit`

/** The text of a file with this circuit. */
export const file = (text: string, extras?: Extras) => serializeCircuitFile(circuit(text, extras))

/** A folder with these files, which goes with the test. */
export async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'chainrule-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return folder
}

/** What the command line answers, asked in this process: much faster than a process of its own. */
export async function answered(args: readonly string[]): Promise<Ran> {
  const { code, out = '', error } = await commandLine(args)
  return { code, out, err: error ? `chainrule: ${error}\n` : '' }
}

/** The answer for a file with this circuit. */
export async function answeredFor(text: string, subcommand: string, ...flags: string[]): Promise<Ran> {
  const folder = await folderOf({ 'a.circuit': file(text) })
  return answered([subcommand, join(folder, 'a.circuit'), ...flags])
}

/** One line on stderr, as every error must be. */
export function expectError({ code, err }: Ran, exit: number, line: RegExp) {
  expect(err).toMatch(/^chainrule: [^\n]+\n$/)
  expect(err).toMatch(line)
  expect(code).toBe(exit)
}

interface Written {
  readonly root: string | null
  readonly nodes: Readonly<Record<string, { op: string; value: Numbers | null; gradient: Numbers | null }>>
  readonly problems: readonly { readonly node: string; readonly code: string; readonly sentence: string }[]
  readonly health: readonly { readonly node: string; readonly kind: string; readonly sentence: string }[]
}
interface Numbers {
  readonly shape: readonly number[]
  readonly data: readonly (number | string)[]
}

export async function runJson(file: string, input?: string): Promise<Written & Pick<Ran, 'code' | 'err'>> {
  const { code, out, err } = await chainrule(['run', file, '--json'], input)
  return { ...(JSON.parse(out) as Written), code, err }
}
