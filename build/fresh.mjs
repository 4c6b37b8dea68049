/** Builds the program into out/ when its sources are newer than what stands there. */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const top = fileURLToPath(new URL('..', import.meta.url))
const sources = [
  'renderer',
  'shared',
  'electron',
  'electron.vite.config.ts',
  'build/kernels.mjs',
  'package.json',
  'package-lock.json',
]
const products = ['out/main/main.js', 'out/preload/preload.cjs', 'out/renderer/index.html']

/** The time of the newest file in `path`, folders included (a deleted file changes its folder). */
function newest(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map(name => newest(join(path, name))))
}

export function isFresh() {
  const built = products.map(product => join(top, product))
  if (!built.every(path => existsSync(path))) return false
  const oldest = Math.min(...built.map(path => statSync(path).mtimeMs))
  return sources.every(source => newest(join(top, source)) < oldest)
}

/** Rejects with the build's own words, without a stack, when it fails. */
export function build() {
  const bin = join(top, 'node_modules/electron-vite/bin/electron-vite.js')
  const child = spawn(process.execPath, [bin, 'build', '--logLevel', 'error'], {
    cwd: top,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', text => {
      said += text
    })
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => {
      if (code === 0) return resolve()
      const words = said.split('\n').filter(line => line.trim() !== '' && !/^\s+at /.test(line))
      reject(new Error(`the build failed:\n${words.slice(0, 12).join('\n')}`))
    })
  })
}

export const freshen = async () => {
  if (!isFresh()) await build()
}
