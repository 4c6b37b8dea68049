/** First, back, play, forward, last: the commands of the timeline as buttons. */
import './stepButtons.css'
import { Tooltip } from 'radix-ui'
import type { JSX } from 'react'
import { runCommand } from '../../commands/command'
import { timelineCommands } from '../../commands/timeline'
import { useTimeline } from '../../store/timelineStore'
import { shortcutsOf } from '../shortcutKeys'
import { BackIcon, FirstIcon, ForwardIcon, LastIcon, PauseIcon, PlayIcon } from './timelineIcons'

export function StepButtons() {
  const playing = useTimeline(t => t.playing)
  return (
    <Tooltip.Provider delayDuration={500} skipDelayDuration={100} disableHoverableContent>
      <div className="timeline-buttons">
        <StepButton id="timeline.first" icon={<FirstIcon />} />
        <StepButton id="timeline.back" icon={<BackIcon />} />
        <StepButton
          id="timeline.play"
          icon={playing ? <PauseIcon /> : <PlayIcon />}
          label={playing ? 'Pause' : 'Play'}
          primary
        />
        <StepButton id="timeline.forward" icon={<ForwardIcon />} />
        <StepButton id="timeline.last" icon={<LastIcon />} />
      </div>
    </Tooltip.Provider>
  )
}

interface Props {
  readonly id: string
  readonly icon: JSX.Element
  readonly label?: string
  readonly primary?: boolean
}

export const commandOf = (id: string) => {
  const command = timelineCommands.find(c => c.id === id)
  if (!command) throw new Error(`internal: no command ${id}`)
  return command
}

function StepButton({ id, icon, label, primary = false }: Props) {
  const command = commandOf(id)
  const enabled = useTimeline(command.enabled)
  const name = label ?? command.label
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>
        <button
          type="button"
          className={primary ? 'button icon primary timeline-play' : 'button icon'}
          aria-label={name}
          // Not `disabled`: the focus must not be lost when the last step is reached.
          aria-disabled={!enabled}
          onClick={() => runCommand(command)}
        >
          {icon}
        </button>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="timeline-tip" side="top" sideOffset={6} collisionPadding={8}>
          {name}
          {shortcutsOf(command).map(keys => (
            <kbd key={keys}>{keys}</kbd>
          ))}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
