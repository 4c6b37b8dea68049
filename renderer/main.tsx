/** Starts the program: the host, the engine's worker, the clock of the timeline, and the window. */
import '@fontsource-variable/inter'
import 'katex/dist/katex.min.css'
import './ui/theme.css'
import './ui/controls.css'
import { createRoot } from 'react-dom/client'
import { App } from './app'
import { engineClient } from './engine/client'
import { recomputeWith } from './store/resultStore'
import { playWith } from './store/timelineStore'

recomputeWith(engineClient(() => new Worker(new URL('./engine/worker.ts', import.meta.url), { type: 'module' })))
playWith((run, ms) => {
  const id = setTimeout(run, ms)
  return () => clearTimeout(id)
})

createRoot(document.getElementById('app')!).render(<App />)
