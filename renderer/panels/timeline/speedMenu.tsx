/** How fast the steps play. */
import './speedMenu.css'
import { DropdownMenu } from 'radix-ui'
import { type Speed, setSpeed, speeds, useTimeline } from '../../store/timelineStore'

export function SpeedMenu() {
  const speed = useTimeline(t => t.speed)
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="timeline-speed" aria-label={`Speed: ${speed} times`}>
        {speed}×
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu timeline-speeds" side="top" sideOffset={6} collisionPadding={8}>
          <DropdownMenu.RadioGroup
            value={String(speed)}
            onValueChange={value => setSpeed(Number(value) as Speed)}
          >
            {speeds.map(s => (
              <DropdownMenu.RadioItem key={s} value={String(s)} className="menu-item">
                <DropdownMenu.ItemIndicator className="menu-tick">✓</DropdownMenu.ItemIndicator>
                {s}×
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
