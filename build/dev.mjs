/** `npm run dev`: the program with live reload, in its Electron window if the runtime is there, else in the browser. */
import { createServer as createElectron, loadConfigFromFile } from 'electron-vite'
import { createServer } from 'vite'
import { top } from './fresh.mjs'
import { installedRuntime, whyNoWindow } from './runtime.mjs'

process.chdir(top)
process.env.NODE_ENV_ELECTRON_VITE = 'development'
if (installedRuntime() !== null && whyNoWindow() === null) await createElectron({}, {})
else {
  const { config } = await loadConfigFromFile({ command: 'serve', mode: 'development' })
  const server = await createServer({ ...config.renderer, configFile: false, server: { host: '127.0.0.1' } })
  await server.listen()
  server.printUrls()
}
