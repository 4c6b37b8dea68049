import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
// @ts-expect-error a plain script
import { startRuntime } from '../../build/runtime.mjs'
// @ts-expect-error a plain script
import { serve } from '../../build/serve.mjs'
import { contentSecurityPolicy } from '../../electron/protocol'
import { folderOnDisk } from './fakeElectron'

const top = fileURLToPath(new URL('../..', import.meta.url))
const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env
const children: ChildProcess[] = []

let on: Awaited<ReturnType<typeof folderOnDisk>>
beforeEach(async () => {
  on = await folderOnDisk()
  await mkdir(on.at('page'))
  await on.put('page/index.html', '<p>page</p>')
  await on.put('page/app.js', 'run()')
  await on.put('secret.txt', 'secret')
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await on.clear()
})

/** Runs a script of build/ and collects what it says. */
function node(script: string, ...args: string[]) {
  const child = spawn(process.execPath, [`build/${script}`, ...args], { cwd: top, env })
  children.push(child)
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', text => {
    said.out += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    said.err += text
  })
  const ended = new Promise<number | null>(resolve => child.on('close', code => resolve(code)))
  const address = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const found = said.out.match(/http:\/\/127\.0\.0\.1:\d+\//)
      if (found) resolve(found[0])
    })
    child.on('close', () => reject(new Error(said.err)))
  })
  address.catch(() => {})
  return { child, said, ended, address }
}

describe('npm start without a display', () => {
  const start = (...args: string[]) => node('start.mjs', '--no-open', '--root', on.at('page'), ...args)

  it.skipIf(process.platform !== 'linux')(
    'says so in one line, serves the page, and Ctrl+C ends it with code 0',
    async () => {
      const program = start('--port', '0')
      const url = await program.address
      const response = await fetch(url)
      expect(await response.text()).toBe('<p>page</p>')
      expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy)
      program.child.kill('SIGINT')
      expect(await program.ended).toBe(0)
      expect(program.said).toEqual({
        out: `The Electron window cannot be opened (there is no display); using the browser instead.\nChainrule runs at ${url} (Ctrl+C ends it).\n`,
        err: '',
      })
    },
  )

  it('takes the next port when the one it wants is busy', async () => {
    const other = createServer()
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const program = start('--port', String(port))
    const url = await program.address
    expect(new URL(url).port).not.toBe(String(port))
    expect((await fetch(url)).status).toBe(200)
    other.close()
  })

  it('says where to open a file that was named', async () => {
    const program = start('--port', '0', on.at('secret.txt'))
    await program.address
    expect(program.said.out).toContain(`To open ${on.at('secret.txt')}, use File > Open there.`)
  })

  it('refuses a file that is not there, and options it does not know, in one line', async () => {
    const [missing, unknown] = [start('no.circuit'), start('--nonsense')]
    expect([await missing.ended, await unknown.ended]).toEqual([1, 2])
    expect(missing.said.err).toBe('There is no file no.circuit.\n')
    expect(unknown.said.err).toMatch(/^usage: .*\n$/)
  })
})

describe.skipIf(process.platform === 'win32')('the Electron runtime', () => {
  const runtime = async (script: string) => {
    await writeFile(on.at('electron'), `#!/bin/sh\n${script}\n`)
    await chmod(on.at('electron'), 0o755)
    return await startRuntime(on.at('electron'), [])
  }

  it('is waited for until its window is closed', async () => {
    const started = await runtime('echo ready; exec >&- 2>&-; exit 0')
    expect(await started.ended).toBe(0)
  })

  it('that cannot start gives the reason in which it died', async () => {
    const log = 'electron: error while loading shared libraries: libnss3.so: cannot open shared object file'
    expect(await runtime(`echo "${log}" >&2; exit 127`)).toEqual({ failed: log })
  })

  it('that dies without a word gives its exit code', async () => {
    expect(await runtime('exit 5')).toEqual({ failed: 'it ended with code 5' })
  })

  it('that is no program gives the system’s word for it', async () => {
    expect(await startRuntime(on.at('missing'), [])).toEqual({ failed: 'ENOENT' })
  })
})

describe('the static server', () => {
  const get = async (path: string, init?: RequestInit) => {
    const { url, close } = await serve({ root: on.at('page') })
    // Node's fetch tidies the path; a raw request is what an attacker sends.
    const { hostname, port } = new URL(url)
    const { request } = await import('node:http')
    const response = await new Promise<{ status: number; type: string | undefined; body: string }>(
      resolve => {
        request({ hostname, port, path, method: init?.method ?? 'GET' }, got => {
          let body = ''
          got.on('data', text => {
            body += text
          })
          got.on('end', () => resolve({ status: got.statusCode!, type: got.headers['content-type'], body }))
        }).end()
      },
    )
    await close()
    return response
  }

  it('serves scripts with their type', async () => {
    expect(await get('/app.js?x')).toEqual({
      status: 200,
      type: 'text/javascript; charset=utf-8',
      body: 'run()',
    })
  })

  it.each(
    [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/..%5csecret.txt',
      '//etc/passwd',
      '/%00',
      '/%E0%A4%A',
      '/',
      'http://x/y',
    ].filter(p => p !== '/'),
  )('does not serve %s', async path => {
    expect((await get(path)).status).toBe(404)
  })

  it.skipIf(process.platform === 'win32')('does not follow a link out of its folder', async () => {
    await symlink(on.at('secret.txt'), on.at('page/link.txt'))
    expect((await get('/link.txt')).status).toBe(404)
  })

  it('answers HEAD without a body, and no other method', async () => {
    expect(await get('/', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' })
    expect((await get('/', { method: 'POST' })).status).toBe(404)
  })
})

describe('running a TypeScript file', () => {
  const run = async (source: string, ...args: string[]) => {
    await on.put('script.ts', source)
    const { said, ended } = node('run.mjs', on.at('script.ts'), ...args)
    return { code: await ended, ...said }
  }

  it('passes arguments, has Vite’s module features, and prints nothing of its own', async () => {
    await on.put('text.txt', 'raw')
    const source = `import raw from './text.txt?raw'
      const found: string[] = Object.keys(import.meta.glob('./*.txt'))
      console.log(JSON.stringify([process.argv.slice(2), raw, found]))`
    expect(await run(source, '--json', 'a b')).toEqual({
      code: 0,
      out: '[["--json","a b"],"raw",["./secret.txt","./text.txt"]]\n',
      err: '',
    })
  })

  it('keeps the exit code, set or called', async () => {
    expect((await run('process.exitCode = 1')).code).toBe(1)
    expect((await run('process.exit(2)')).code).toBe(2)
    expect((await run('throw new Error("internal: broken")')).code).toBe(1)
  })
})
