/** Starts the program: theme, engine, host and files, keys and menus, and the window. */
import '@fontsource-variable/inter'
import 'katex/dist/katex.min.css'
import './ui/theme.css'
import './ui/controls.css'
import { createRoot } from 'react-dom/client'
import { App } from './app'
import { listenToClipboard } from './commands/clipboard'
import { followMenu } from './commands/nativeMenu'
import { listenToShortcuts } from './commands/shortcuts'
import { engineClient, type Kind, type Wait } from './engine/client'
import { hostOf } from './host/hostOf'
import { askToSave } from './panels/askToSaveDialog'
import { proveWith } from './store/agreement'
import { checkWith } from './store/checkStore'
import { costWith } from './store/costStore'
import { curvesWith } from './store/curveStore'
import { followExplanations } from './store/explainStore'
import { listenToFailures } from './store/failureStore'
import { followHealthChips } from './store/health'
import { lookInsideWith } from './store/insideStore'
import { followFullscreen } from './store/presentation'
import { recomputeWith } from './store/resultStore'
import { startFiles } from './store/startFiles'
import { followTheme } from './store/theme'
import { playWith } from './store/timelineStore'

listenToFailures()
followTheme()
followHealthChips()
const host = hostOf(askToSave)
startFiles(host)
const wait: Wait = (run, ms) => {
  const id = setTimeout(run, ms)
  return () => clearTimeout(id)
}
const spawn = () => new Worker(new URL('./engine/worker.ts', import.meta.url), { type: 'module' })
const client = <K extends Kind>(kind: K) => engineClient(kind, spawn, wait)
recomputeWith(client('run'))
costWith(client('count'), client('measure'))
proveWith(client('run'))
lookInsideWith(client('run'))
checkWith(client('check'))
curvesWith(client('curves'))
playWith(wait)
followExplanations()
listenToShortcuts()
listenToClipboard()
followMenu(host, window)
followFullscreen()

createRoot(document.getElementById('app')!).render(<App />)
