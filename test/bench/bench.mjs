/** `npm run bench`: gets the peers' packages on first use, builds the engine as the app is built, and starts the run. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'vite'
import { kernels } from '../../build/kernels.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const top = join(here, '../..')
const usage = `usage: npm run bench -- [--quick] [--only A64,C] [--json FILE] [--no-install]
`

function read() {
  try {
    const { values } = parseArgs({
      options: {
        quick: { type: 'boolean', default: false },
        only: { type: 'string', default: '' },
        json: { type: 'string', default: join(top, 'out/bench.json') },
        'no-install': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    return values
  } catch (error) {
    process.stderr.write(`${error.message}\n${usage}`)
    process.exit(2)
  }
}

const versionsIn = file =>
  JSON.stringify(
    Object.entries(JSON.parse(readFileSync(join(here, file), 'utf8')).packages)
      .filter(([path]) => path !== '')
      .map(([path, { version }]) => [path, version]),
  )

function isInstalled() {
  const installed = 'node_modules/.package-lock.json'
  return existsSync(join(here, installed)) && versionsIn(installed) === versionsIn('package-lock.json')
}

function install() {
  process.stdout.write(
    'Getting the packages of the peers into test/bench/node_modules (once, about 100 MB) …\n',
  )
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--silent'], {
    cwd: here,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (npm.status !== 0)
    process.stdout.write('That did not succeed; the bench goes on with the peers that are here.\n')
}

/** out/bench holds the engine, the measuring and the second thread; peers stay outside and load their own packages. */
const bundle = () =>
  build({
    configFile: false,
    root: top,
    logLevel: 'warn',
    plugins: [kernels()],
    build: {
      ssr: true,
      outDir: join(top, 'out/bench'),
      emptyOutDir: true,
      minify: false,
      target: 'node20',
      rolldownOptions: {
        input: [join(here, 'run.ts'), join(here, 'secondWorker.ts')],
        output: { entryFileNames: '[name].mjs' },
      },
    },
  })

/** Node 20 has relaxed SIMD behind a flag that later versions may not know. */
const relaxedSimd = '--experimental-wasm-relaxed-simd'
const knows = flag => spawnSync(process.execPath, [flag, '-e', '']).status === 0

const options = read()
if (options.help) {
  process.stdout.write(usage)
  process.exit()
}
if (!options['no-install'] && !isInstalled()) install()
await bundle()
const run = {
  quick: options.quick,
  only: options.only.split(',').filter(Boolean),
  json: resolve(options.json),
  peers: pathToFileURL(join(here, 'peers')).href,
}
const flags = ['--expose-gc', ...(knows(relaxedSimd) ? [relaxedSimd] : [])]
const child = spawn(process.execPath, [...flags, join(top, 'out/bench/run.mjs'), JSON.stringify(run)], {
  stdio: 'inherit',
})
child.on('close', code => {
  process.exitCode = code ?? 1
})
