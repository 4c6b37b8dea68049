/** The frames of expanded ops, behind nodes and wires. They only show; a screen reader hears of them at the nodes. */
import './frames.css'
import { ViewportPortal } from '@xyflow/react'
import { memo } from 'react'
import { nameToTex } from '../../shared/formula/nameToTex'
import { Tex } from '../ui/tex'
import type { Frame } from './frames'

export const Frames = memo(function Frames({ frames }: { frames: readonly Frame[] }) {
  return (
    <ViewportPortal>
      <div className="frames" aria-hidden="true">
        {frames.map(({ key, word, name, x, y, width, height }) => (
          <div key={key} className="frame" style={{ transform: `translate(${x}px, ${y}px)`, width, height }}>
            <span className="frame-label">
              {word} <Tex>{nameToTex(name)}</Tex>
            </span>
          </div>
        ))}
      </div>
    </ViewportPortal>
  )
})
