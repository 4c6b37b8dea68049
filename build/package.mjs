/** `npm run package`: builds the program and packs it with electron-builder; its options go through (`-- --dir`, `-- --linux deb`). */
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freshen, top } from './fresh.mjs'
import { installedRuntime } from './runtime.mjs'

const names = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }

/** A folder that stands in for the Electron runtime: what is packed cannot start, but can be looked into. */
async function placeholderRuntime() {
  const folder = await mkdtemp(join(tmpdir(), 'chainrule-runtime-'))
  const name = names[process.platform] ?? 'electron'
  if (process.platform === 'darwin')
    throw new Error('--placeholder is for Linux and Windows; macOS needs the real runtime')
  await writeFile(
    join(folder, name),
    '#!/bin/sh\necho "This package was built without the Electron runtime." >&2\nexit 1\n',
    { mode: 0o755 },
  )
  for (const file of ['LICENSE', 'LICENSES.chromium.html', 'version']) await writeFile(join(folder, file), '')
  return folder
}

async function main() {
  const args = process.argv.slice(2)
  const options = args.filter(arg => arg !== '--placeholder')
  const wanted = options.length < args.length && installedRuntime() === null
  await freshen()
  const placeholder = wanted ? await placeholderRuntime() : null
  if (placeholder !== null) options.push(`-c.electronDist=${placeholder}`)
  const cli = join(top, 'node_modules/electron-builder/cli.js')
  const child = spawn(
    process.execPath,
    [cli, '--config', 'build/electron-builder.yml', '--publish', 'never', ...options],
    {
      cwd: top,
      stdio: 'inherit',
    },
  )
  const code = await new Promise(resolve => child.on('close', code => resolve(code ?? 1)))
  if (placeholder !== null) await rm(placeholder, { recursive: true, force: true })
  process.exitCode = code
}

main().catch(error => {
  process.stderr.write(`Chainrule was not packed: ${error.message}\n`)
  process.exitCode = 1
})
