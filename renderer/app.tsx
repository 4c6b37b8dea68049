/** The window: top bar, palette, canvas, derivation, inspector, timeline; while presenting, the canvas and the stage below it. */
import './app.css'
import { Canvas } from './canvas/canvas'
import { AskToSaveDialog } from './panels/askToSaveDialog'
import { DerivationPanel } from './panels/derivation/derivationPanel'
import { FailureBoundary } from './panels/failure'
import { AboutDialog, ShortcutSheet } from './panels/helpDialogs'
import { Inspector } from './panels/inspector/inspector'
import { Notice } from './panels/notice'
import { OpPalette } from './panels/opPalette'
import { PaletteDialog } from './panels/paletteDialog'
import { Stage } from './panels/presentation/stage'
import { StepEdges } from './panels/presentation/stepEdges'
import { Timeline } from './panels/timeline/timeline'
import { TopBar } from './panels/topBar'
import { usePresenting } from './store/presentation'
import { useSession } from './store/sessionStore'
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
  const presenting = usePresenting()
  const derivation = useSession(session => session.derivation)
  return (
    // What is put away only goes out of sight, so that all of it is as it was when it comes back.
    <div className="app" data-presenting={presenting || undefined}>
      <TopBar />
      <div className="app-middle">
        {palette && <OpPalette />}
        <Canvas />
        {derivation && <DerivationPanel />}
        {inspector && <Inspector />}
        {presenting && <StepEdges />}
        <Notice />
      </div>
      <Timeline />
      {presenting && <Stage />}
      <PaletteDialog />
      <ShortcutSheet />
      <AboutDialog />
      <AskToSaveDialog />
    </div>
  )
}
