/** Runs the real command line in its own process. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

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

interface Written {
  readonly root: string | null
  readonly nodes: Readonly<Record<string, { op: string; value: Numbers | null; gradient: Numbers | null }>>
  readonly problems: readonly { readonly node: string; readonly code: string; readonly sentence: string }[]
}
interface Numbers {
  readonly shape: readonly number[]
  readonly data: readonly (number | string)[]
}

export async function runJson(file: string, input?: string): Promise<Written & Pick<Ran, 'code' | 'err'>> {
  const { code, out, err } = await chainrule(['run', file, '--json'], input)
  return { ...(JSON.parse(out) as Written), code, err }
}
