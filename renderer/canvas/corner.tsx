/** The corner of the canvas: the minimap while some of the circuit is out of view, and the zoom buttons. */
import { MiniMap, Panel } from '@xyflow/react'
import { useSession } from '../store/sessionStore'
import type { Box } from './geometry'
import { type Camera, usePartlyHidden } from './useCamera'
import { ZoomControls } from './zoomControls'

export function Corner({ camera, bounds }: { camera: Camera; bounds: Box }) {
  const wanted = useSession(s => s.minimap)
  const hidden = usePartlyHidden(bounds)
  return (
    <Panel position="bottom-right" className="canvas-corner">
      {wanted && hidden && (
        <MiniMap pannable zoomable nodeBorderRadius={12} ariaLabel="Minimap" className="minimap" />
      )}
      <ZoomControls camera={camera} />
    </Panel>
  )
}
