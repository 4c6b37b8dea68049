/** `npm start`: opens the program in its Electron window, or in the browser where that cannot be had. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { freshen, top } from './fresh.mjs'
import { fetchRuntime, installedRuntime, startRuntime, whyNoWindow } from './runtime.mjs'
import { serve } from './serve.mjs'

const usage = 'usage: npm start -- [--browser] [--no-open] [--port NUMBER] [--root FOLDER] [FILE]'
const preferredPort = 4310
// A reader that stops early (`| head`) has seen what it wanted.
process.stdout.on('error', () => process.exit(0))
const say = line => process.stdout.write(`${line}\n`)
const stop = (line, code) => {
  process.stderr.write(`${line}\n`)
  process.exit(code)
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        /** Use the browser even where there is an Electron runtime. */
        browser: { type: 'boolean' },
        /** Print the address only. */
        'no-open': { type: 'boolean' },
        port: { type: 'string' },
        /** Serve the already built page in this folder, instead of building one for the window. */
        root: { type: 'string' },
      },
    })
    const port = Number(values.port ?? preferredPort)
    if (!Number.isInteger(port) || port < 0 || port > 65_535 || positionals.length > 1) throw new Error()
    return { ...values, port, file: positionals[0] }
  } catch {
    return stop(usage, 2)
  }
}

/** Shows the window and resolves to the program's exit code, or to a sentence that says why there is none (`null`: not wanted). */
async function openWindow(file, root) {
  const why = whyNoWindow()
  if (why !== null) return `The Electron window cannot be opened (${why}); using the browser instead.`
  if (root !== undefined) return null
  const runtime = installedRuntime() ?? (await fetchRuntime(say))
  if (runtime === null) return 'The Electron runtime could not be fetched; using the browser instead.'
  const started = await startRuntime(runtime, [top, ...(file === undefined ? [] : [resolve(file)])])
  if (started.failed)
    return `The Electron window cannot be opened (${started.failed}); using the browser instead.`
  return started.ended
}

async function openBrowser(url) {
  const { DISPLAY, WAYLAND_DISPLAY, WSL_DISTRO_NAME } = process.env
  // Without a display, opening would start a text browser inside this terminal.
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY && !WSL_DISTRO_NAME) return
  const { default: open } = await import('open')
  const browser = await open(url)
  browser.on('error', () => {})
}

async function main() {
  const { browser, file, port, root, 'no-open': shut } = readArguments()
  // Until the window is there, Ctrl+C must end this program, and that is no failure.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(0))
  if (file !== undefined && !existsSync(file)) stop(`There is no file ${file}.`, 1)
  if (root === undefined) await freshen()
  const code = browser ? null : await openWindow(file, root)
  if (typeof code === 'number') process.exit(code)
  if (code !== null) say(code)
  const { url } = await serve({ root: root ?? join(top, 'out/renderer'), port })
  if (file !== undefined) say(`To open ${file}, use File > Open there.`)
  say(`Chainrule runs at ${url} (Ctrl+C ends it).`)
  if (!shut) await openBrowser(url).catch(() => {})
}

main().catch(error => stop(`Chainrule could not start: ${error.message}`, 1))
