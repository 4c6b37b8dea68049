/** Serves a folder to this machine's browsers with the same content security policy as the desktop program. */
import { createReadStream } from 'node:fs'
import { readFile, realpath, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, sep } from 'node:path'

const served = JSON.parse(await readFile(new URL('../electron/served.json', import.meta.url), 'utf8'))
const policy = Object.entries(served.contentSecurityPolicy)
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join('; ')
const headers = {
  'content-security-policy': policy,
  ...served.headers,
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
}

/** The file in `root` that `address` (the part after the host) asks for, or `null`; links that lead out of `root` are refused. */
async function fileAt(root, address) {
  try {
    const path = decodeURIComponent(address.split(/[?#]/)[0])
    const parts = path.split('/').filter((part, at) => at > 0 || part !== '')
    if (parts.some(part => part.startsWith('.') || /[\\:\0]/.test(part))) return null
    const file = await realpath(join(root, path === '/' ? 'index.html' : join(...parts)))
    if (!file.startsWith(root + sep)) return null
    const found = await stat(file)
    return found.isFile() ? { file, bytes: found.size } : null
  } catch {
    return null
  }
}

async function answer(root, request, response) {
  const found = ['GET', 'HEAD'].includes(request.method) ? await fileAt(root, request.url) : null
  if (found === null) {
    response.writeHead(404, { ...headers, 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n')
    return
  }
  const type = served.mimeTypes[extname(found.file).toLowerCase()] ?? 'application/octet-stream'
  response.writeHead(200, { ...headers, 'content-type': type, 'content-length': found.bytes })
  if (request.method === 'HEAD') response.end()
  else
    createReadStream(found.file)
      .on('error', () => response.destroy())
      .pipe(response)
}

const listen = (server, port) =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server.off('error', reject).address().port))
  })

/**
 * Serves `root` on 127.0.0.1. A busy `port` gives way to the next free one; 0 takes any.
 * @param {{root: string, port?: number}} options
 * @returns {Promise<{url: string, close: () => Promise<void>}>}
 */
export async function serve({ root, port = 0 }) {
  const folder = await realpath(root)
  const server = createServer((request, response) => void answer(folder, request, response))
  const candidates = port === 0 ? [0] : [...Array.from({ length: 20 }, (_, i) => port + i), 0]
  for (const candidate of candidates) {
    try {
      const taken = await listen(server, candidate)
      return {
        url: `http://127.0.0.1:${taken}/`,
        close: () =>
          new Promise(resolve => {
            server.close(() => resolve())
            server.closeAllConnections()
          }),
      }
    } catch (error) {
      if (!['EADDRINUSE', 'EACCES'].includes(error.code) || candidate === 0) throw error
    }
  }
}
