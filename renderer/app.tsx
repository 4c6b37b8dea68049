/** The window: top bar, palette, canvas, inspector, timeline. */
import './app.css'
import { Canvas } from './canvas/canvas'
import { Inspector } from './panels/inspector/inspector'
import { PaletteDialog } from './panels/paletteDialog'
import { OpPalette } from './panels/opPalette'
import { Timeline } from './panels/timeline/timeline'
import { TopBar } from './panels/topBar'

export function App() {
  return (
    <div className="app">
      <TopBar />
      <div className="app-middle">
        <OpPalette />
        <Canvas />
        <Inspector />
      </div>
      <Timeline />
      <PaletteDialog />
    </div>
  )
}
