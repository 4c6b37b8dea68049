/** −, the zoom in percent, +, Fit. */
import type { Camera } from './useCamera'

export function ZoomControls({ camera }: { camera: Camera }) {
  return (
    <div className="zoom-controls">
      <button type="button" className="button icon" aria-label="Zoom out" onClick={() => camera.zoomBy(0.8)}>
        −
      </button>
      <button type="button" className="button" aria-label="Zoom to 100 %" onClick={() => camera.zoomTo100()}>
        {Math.round(camera.zoom * 100)} %
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
