/** Finds the Electron runtime, fetches it if need be, and starts it, or says in one sentence why it cannot be had. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'

const fetchLimitMs = 40_000
const offlineLimitMs = 8_000
const startLimitMs = 30_000

const electron = () => dirname(createRequire(import.meta.url).resolve('electron/package.json'))

/** The path of the runtime that is installed, or `null`. */
export function installedRuntime() {
  try {
    const given = process.env.ELECTRON_OVERRIDE_DIST_PATH
    const pathFile = join(electron(), 'path.txt')
    const name = existsSync(pathFile)
      ? readFileSync(pathFile, 'utf8')
      : given === undefined
        ? null
        : 'electron'
    if (name === null) return null
    const path = join(given ?? join(electron(), 'dist'), name)
    return existsSync(path) ? path : null
  } catch {
    return null
  }
}

/** Why no window can be shown on this machine, or `null`. */
export function whyNoWindow() {
  if (process.platform !== 'linux') return null
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display'
  if (process.getuid() === 0) return 'Electron does not run as root'
  return null
}

/** Whether the host that the runtime comes from answers at all; behind a proxy only the download itself can tell. */
function isOnline() {
  const env = process.env
  const mirror = env.ELECTRON_MIRROR ?? env.npm_config_electron_mirror ?? 'https://github.com/'
  if (env.HTTPS_PROXY || env.https_proxy || env.ALL_PROXY || env.all_proxy || !URL.canParse(mirror))
    return true
  const { hostname, port, protocol } = new URL(mirror)
  return new Promise(resolve => {
    const socket = connect(Number(port) || (protocol === 'http:' ? 80 : 443), hostname)
    const done = answer => {
      clearTimeout(timer)
      socket.destroy()
      resolve(answer)
    }
    const timer = setTimeout(() => done(false), 3000)
    socket.on('connect', () => done(true)).on('error', () => done(false))
  })
}

/**
 * Downloads the runtime (or takes it from the cache of earlier downloads). Resolves to its path, or to `null` when that fails
 * or takes too long; a slow download goes on while this program runs, for the next start.
 */
export async function fetchRuntime(say) {
  const limitMs = (await isOnline()) ? fetchLimitMs : offlineLimitMs
  if (limitMs === fetchLimitMs) say('Fetching the Electron runtime (once) …')
  const child = spawn(process.execPath, [join(electron(), 'install.js')], { stdio: 'ignore' })
  process.on('exit', () => child.kill())
  const ended = new Promise(resolve => child.on('close', resolve).on('error', resolve))
  let timer
  await Promise.race([ended, new Promise(resolve => (timer = setTimeout(resolve, limitMs)))])
  clearTimeout(timer)
  child.unref()
  return installedRuntime()
}

/** The line in which a program that failed says why; the rest is its log. */
function reasonIn(log, end) {
  const lines = log
    .split('\n')
    .filter(line => /FATAL|error while loading|cannot open|Missing X server|No usable sandbox/i.test(line))
  const reason = lines[0]
    ?.replace(/^\[[^\]]*\]\s*/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\.$/, '')
  return reason ? reason.slice(0, 160) : `it ended with ${end}`
}

/**
 * Starts the runtime on the built program. Resolves to `{ended}` (a promise of the exit code) once the window is there, or to
 * `{failed}` with the reason when it does not come.
 */
export function startRuntime(runtime, args) {
  const env = { ...process.env, CHAINRULE_START: '1' }
  delete env.ELECTRON_RUN_AS_NODE
  const child = spawn(runtime, args, { stdio: ['ignore', 'pipe', 'pipe'], env })
  let log = ''
  return new Promise(resolve => {
    const fail = failed => {
      clearTimeout(timer)
      resolve({ failed })
    }
    const ended = new Promise(done => child.on('close', code => done(code ?? 1)))
    const timer = setTimeout(() => {
      // Elsewhere the line may have got lost on its way (Windows gives a window program no console); there a live process will do.
      if (process.platform !== 'linux') return resolve({ ended })
      child.kill('SIGKILL')
      fail('its window did not come up')
    }, startLimitMs)
    child.on('error', error => fail(error.code ?? error.message))
    child.on('close', (code, signal) => {
      // Closed before the window came, but content: another window of the program has taken the file over.
      if (code === 0) resolve({ ended })
      fail(reasonIn(log, signal ?? `code ${code}`))
    })
    child.stderr.setEncoding('utf8').on('data', text => {
      log = (log + text).slice(-20_000)
    })
    child.stdout.setEncoding('utf8').on('data', text => {
      if (!text.includes('ready')) return
      clearTimeout(timer)
      process.on('exit', () => child.kill())
      resolve({ ended })
    })
  })
}
