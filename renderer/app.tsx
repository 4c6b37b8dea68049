/** The window: top bar, palette, canvas, inspector, timeline. */
import './app.css'
import { Canvas } from './canvas/canvas'
import { AskToSaveDialog } from './panels/askToSaveDialog'
import { FailureBoundary } from './panels/failure'
import { AboutDialog, ShortcutSheet } from './panels/helpDialogs'
import { InsideDialog } from './panels/insideDialog'
import { Inspector } from './panels/inspector/inspector'
import { Notice } from './panels/notice'
import { OpPalette } from './panels/opPalette'
import { PaletteDialog } from './panels/paletteDialog'
import { Timeline } from './panels/timeline/timeline'
import { TopBar } from './panels/topBar'
import { useShown } from './store/sidePanels'

export function App() {
  return (
    <FailureBoundary>
      <Parts />
    </FailureBoundary>
  )
}

function Parts() {
  const palette = useShown('palette')
  const inspector = useShown('inspector')
  return (
    <div className="app">
      <TopBar />
      <div className="app-middle">
        {palette && <OpPalette />}
        <Canvas />
        {inspector && <Inspector />}
        <Notice />
      </div>
      <Timeline />
      <PaletteDialog />
      <ShortcutSheet />
      <AboutDialog />
      <InsideDialog />
      <AskToSaveDialog />
    </div>
  )
}
