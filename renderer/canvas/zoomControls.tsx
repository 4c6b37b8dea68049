/** −, the zoom in percent, +, Fit. */
import { useStore } from '@xyflow/react'
import type { Camera } from './useCamera'

export function ZoomControls({ camera }: { camera: Camera }) {
  const percent = useStore(({ transform }) => Math.round(transform[2] * 100))
  return (
    <div className="zoom-controls">
      <button type="button" className="button icon" aria-label="Zoom out" onClick={() => camera.zoomBy(0.8)}>
        −
      </button>
      <button type="button" className="button" aria-label="Zoom to 100 %" onClick={() => camera.zoomTo100()}>
        {percent} %
      </button>
      <button type="button" className="button icon" aria-label="Zoom in" onClick={() => camera.zoomBy(1.25)}>
        +
      </button>
      <button type="button" className="button" onClick={() => camera.fit()}>
        Fit
      </button>
    </div>
  )
}
