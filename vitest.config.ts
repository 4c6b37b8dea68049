/**
 * Four projects. Files of `unit` share one world; those of `host` put something in another's place (a disk that fails, an Electron
 * that is not there), so each has a world of its own. These two use all cores, and without the tests tagged `long` they are the
 * fast check. The others come after them: `program` starts the command line and `npm start` as processes, `app` drives the
 * program in a real Chromium.
 */
import { setFlagsFromString } from 'node:v8'
import { defineConfig } from 'vitest/config'
// @ts-expect-error plain modules of the build, without types
import { kernels } from './build/kernels.mjs'

// Chromium and later versions of Node have relaxed SIMD without a flag; the kernels' form for it is tested everywhere.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--experimental-wasm-relaxed-simd')

const processes = ['test/cli/**/*.test.ts', 'test/host/start.test.ts']
const host = ['test/host/**/*.test.ts']

export default defineConfig({
  plugins: [kernels()],
  test: {
    tags: [
      {
        name: 'long',
        description:
          'Proofs by many cases, huge inputs, or real threads: passed by `npm test`, not by the fast check.',
        timeout: 60_000,
      },
    ],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/app/**', 'test/bench/node_modules/**', ...processes, ...host],
          testTimeout: 20_000,
          pool: 'threads',
          isolate: false,
          maxWorkers: '100%',
        },
      },
      {
        extends: true,
        test: {
          name: 'host',
          include: host,
          exclude: processes,
          testTimeout: 20_000,
          pool: 'threads',
          maxWorkers: '100%',
        },
      },
      {
        extends: true,
        test: { name: 'program', include: processes, testTimeout: 60_000, sequence: { groupOrder: 1 } },
      },
      {
        extends: true,
        test: {
          name: 'app',
          include: ['test/app/**/*.test.ts'],
          globalSetup: ['test/app/serveApp.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
