/**
 * A Vite plugin: `import bytes from 'virtual:kernels/simd'` (or `relaxed`) is the binary of shared/wasm/kernels as a Uint8Array.
 * It is compiled when its sources have changed, in a few seconds, and then taken from node_modules/.cache.
 */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const at = path => fileURLToPath(new URL(`../${path}`, import.meta.url))
const folder = at('shared/wasm/kernels')
const cache = at('node_modules/.cache/kernels')

/** Only these files' exports are the binary's; the others hold what these share. */
const entries = ['entrywise', 'finite', 'fold', 'matmul', 'memory', 'move', 'pairwise']

const features = { simd: ['simd'], relaxed: ['simd', 'relaxed-simd'] }

const options = [
  ...['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--noExportMemory'],
  // Some files share vectors and classes with each other, which a host could not call: 112 and 235 say so.
  ...['--disableWarning', '112', '--disableWarning', '235'],
]

const prefix = 'virtual:kernels/'
const compiling = new Map()

/** The sources by name. */
async function readSources() {
  const names = (await readdir(folder)).filter(name => name.endsWith('.ts')).sort()
  return new Map(
    await Promise.all(names.map(async name => [name, await readFile(join(folder, name), 'utf8')])),
  )
}

/** Rejects with the compiler's own words. */
async function compile(sources, variant) {
  const { default: asc } = await import('assemblyscript/asc')
  const said = asc.createMemoryStream()
  let binary = null
  const { error } = await asc.main(
    [
      ...entries.map(name => `${name}.ts`),
      ...options,
      ...features[variant].flatMap(feature => ['--enable', feature]),
      ...['--outFile', 'kernels.wasm'],
    ],
    {
      stdout: said,
      stderr: said,
      readFile: name => sources.get(name) ?? null,
      writeFile: (_, contents) => {
        binary = contents
      },
      listFiles: () => [],
    },
  )
  if (error !== null || binary === null)
    throw new Error(`shared/wasm/kernels: ${said.toString() || error?.message}`)
  return Buffer.from(binary)
}

/** Two processes may do this at once: a file appears under its name only when it is whole. */
async function binaryOf(sources, variant) {
  const { version } = createRequire(import.meta.url)('assemblyscript/package.json')
  const hash = createHash('sha256')
  hash.update(JSON.stringify([version, entries, options, features[variant], [...sources]]))
  const file = join(cache, `${variant}-${hash.digest('hex').slice(0, 24)}.wasm`)
  const known = await readFile(file).catch(() => null)
  if (known !== null) return known
  const binary = await compile(sources, variant)
  await mkdir(cache, { recursive: true })
  const written = `${file}.${process.pid}`
  await writeFile(written, binary)
  await rename(written, file)
  return binary
}

/** @returns {import('vite').Plugin} */
export function kernels() {
  return {
    name: 'chainrule:kernels',
    resolveId: id => (id.startsWith(prefix) ? `\0${id}` : null),
    async load(id) {
      if (!id.startsWith(`\0${prefix}`)) return null
      const variant = id.slice(prefix.length + 1)
      if (!(variant in features)) throw new Error(`there are no kernels "${variant}"`)
      const sources = await readSources()
      for (const name of sources.keys()) this.addWatchFile(join(folder, name))
      const key = `${variant}\n${[...sources.values()].join('\n')}`
      if (!compiling.has(key)) compiling.set(key, binaryOf(sources, variant))
      const binary = await compiling.get(key)
      return `export default Uint8Array.from(atob('${binary.toString('base64')}'), c => c.charCodeAt(0))`
    },
  }
}
