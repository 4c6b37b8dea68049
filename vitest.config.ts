/**
 * Three projects. `unit` is part of the fast check: pure code, its files share one world. `program` is what needs a world of
 * its own: the command line and `npm start` as processes, a disk that fails. `app` drives the program in a real Chromium.
 */
import { defineConfig } from 'vitest/config'

const alone = ['test/cli/**/*.test.ts', 'test/host/start.test.ts', 'test/host/files.test.ts']

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/app/**', 'test/bench/**', 'test/desktop/**', ...alone],
          testTimeout: 20_000,
          pool: 'threads',
          isolate: false,
        },
      },
      { extends: true, test: { name: 'program', include: alone, testTimeout: 60_000 } },
      {
        extends: true,
        test: {
          name: 'app',
          include: ['test/app/**/*.test.ts'],
          globalSetup: ['test/app/serveApp.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
