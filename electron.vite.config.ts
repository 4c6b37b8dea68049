/** How the three parts of the program are built into out/: main process, preload script, page. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
// @ts-expect-error plain modules of the build, without types
import { kernels } from './build/kernels.mjs'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
// Packages are bundled, so that the packaged program carries no node_modules.
const bundled = { externalizeDeps: false, sourcemap: false, minify: false } as const

export default defineConfig({
  main: {
    plugins: [kernels()],
    build: {
      ...bundled,
      outDir: 'out/main',
      rolldownOptions: {
        input: {
          main: at('electron/main.ts'),
          ...(existsSync(at('electron/cli.ts')) && { cli: at('electron/cli.ts') }),
        },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      ...bundled,
      outDir: 'out/preload',
      rolldownOptions: {
        input: { preload: at('electron/preload.ts') },
        // A sandboxed preload script is loaded as CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    base: './',
    plugins: [react(), kernels()],
    worker: { format: 'es', plugins: () => [kernels()] },
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      // Fonts must stay files: the content security policy takes none from data: addresses.
      assetsInlineLimit: 0,
      rolldownOptions: { input: at('renderer/index.html') },
    },
  },
})
