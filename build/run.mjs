/** Runs a TypeScript file with Vite's module features: `node build/run.mjs FILE.ts [arguments]`. Prints nothing of its own. */
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'
import { kernels } from './kernels.mjs'

const [node, , file, ...args] = process.argv
if (file === undefined) {
  process.stderr.write('usage: node build/run.mjs FILE.ts [arguments]\n')
  process.exit(2)
}
const script = resolve(file)
process.argv = [node, script, ...args]
await runnerImport(script, {
  root: fileURLToPath(new URL('..', import.meta.url)),
  configFile: false,
  plugins: [kernels()],
  logLevel: 'silent',
  // The script keeps its own environment.
  mode: process.env.NODE_ENV ?? 'production',
})
