/** Builds the program once for all browser tests and serves it as `npm start` does where there is no desktop. */
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
// @ts-expect-error plain modules of the build, without types
import { freshen } from '../../build/fresh.mjs'
// @ts-expect-error see above
import { serve } from '../../build/serve.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    readonly address: string
  }
}

export default async function serveApp(project: TestProject) {
  await freshen()
  const root = fileURLToPath(new URL('../../out/renderer', import.meta.url))
  const { url, close } = (await serve({ root })) as { url: string; close: () => Promise<void> }
  project.provide('address', url)
  return close
}
