/** At the edges of the presented circuit: a step back, a step forward, and the way out. */
import './stepEdges.css'
import type { ReactNode } from 'react'
import { runCommand } from '../../commands/command'
import { endPresentation } from '../../store/presentation'
import { useTimeline } from '../../store/timelineStore'
import { CloseIcon } from '../../ui/icons'
import { commandOf } from '../timeline/stepButtons'
import { BackIcon, ForwardIcon } from '../timeline/timelineIcons'

export const StepEdges = () => (
  <>
    <Edge id="timeline.back" side="left">
      <BackIcon />
    </Edge>
    <Edge id="timeline.forward" side="right">
      <ForwardIcon />
    </Edge>
    <button
      type="button"
      className="step-edges-end button icon"
      aria-label="End the presentation"
      title="End the presentation (Esc)"
      onClick={() => endPresentation()}
    >
      <CloseIcon />
    </button>
  </>
)

function Edge({ id, side, children }: { id: string; side: 'left' | 'right'; children: ReactNode }) {
  const command = commandOf(id)
  const enabled = useTimeline(command.enabled)
  return (
    <button
      type="button"
      className={`step-edge ${side}`}
      aria-label={command.label}
      aria-disabled={!enabled}
      // The focus stays where it is, so that Space goes on meaning "play".
      onMouseDown={event => event.preventDefault()}
      onClick={() => runCommand(command)}
    >
      {children}
    </button>
  )
}
