/** Serves the built page as app://chainrule/, and nothing outside its folder; every answer carries the content security policy. */
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import served from './served.json'

export const scheme = 'app'
export const pageAddress = `${scheme}://chainrule/`

/**
 * Scripts, workers, fonts and requests come from the program itself only; WebAssembly may be compiled, strings may not be run.
 * `'unsafe-inline'` stands for styles alone: React Flow and KaTeX place things with style attributes, Radix with a style element.
 */
export const contentSecurityPolicy = Object.entries(served.contentSecurityPolicy)
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join('; ')

/** The path inside the page's folder that `address` asks for, or `null` when it asks for something that is not ours to give. */
export function assetOf(address: string): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.protocol !== `${scheme}:` || url.host !== 'chainrule') return null
  let path: string
  try {
    path = decodeURIComponent(url.pathname)
  } catch {
    return null
  }
  if (path === '/') return 'index.html'
  const parts = path.slice(1).split('/')
  const strange = (part: string) => part === '' || part.startsWith('.') || /[\\:\0]/.test(part)
  return parts.some(strange) ? null : join(...parts)
}

/** Answers a request for the page or one of its parts from the folder `root`. */
export async function answerRequest(
  root: string,
  request: { method: string; url: string },
): Promise<Response> {
  // Isolated from other origins, so that the engine's two threads may share memory.
  const headers = { 'content-security-policy': contentSecurityPolicy, ...served.headers }
  const asset = assetOf(request.url)
  if (request.method !== 'GET' || asset === null) return new Response('Not found', { status: 404, headers })
  const types: Readonly<Record<string, string>> = served.mimeTypes
  try {
    const bytes = await readFile(join(root, asset))
    const type = types[extname(asset).toLowerCase()] ?? 'application/octet-stream'
    return new Response(new Uint8Array(bytes), { headers: { ...headers, 'content-type': type } })
  } catch {
    return new Response('Not found', { status: 404, headers })
  }
}
