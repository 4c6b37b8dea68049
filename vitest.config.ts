/**
 * Three projects. `unit` runs in Node and is part of the fast check; `program` starts the command line and `npm start` as
 * processes; `app` drives the built program in a real Chromium.
 */
import { defineConfig } from 'vitest/config'

const processes = ['test/cli/**/*.test.ts', 'test/host/start.test.ts']

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/app/**', 'test/bench/**', 'test/desktop/**', ...processes],
          testTimeout: 20_000,
        },
      },
      { extends: true, test: { name: 'program', include: processes, testTimeout: 60_000 } },
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
