/** The row of tabs below the timeline, the caption beside them, and the panel of the tab that is chosen. */
import './timelineTabs.css'
import { Tabs } from 'radix-ui'
import type { JSX } from 'react'
import { type TimelineTab, useSession } from '../../store/sessionStore'
import { timelineTabs } from '../../store/timelineTabs'
import { CaptionLine } from './captionLine'

export function TimelineTabs({ panels }: { panels: Readonly<Record<TimelineTab, JSX.Element>> }) {
  const tab = useSession(session => session.timelineTab)
  return (
    <Tabs.Root
      className="timeline-tabs"
      value={tab}
      onValueChange={value => useSession.setState({ timelineTab: value as TimelineTab })}
    >
      <div className="timeline-tabs-head">
        {/* Before the tabs, so that Tab leads from a tab to its panel. */}
        <CaptionLine />
        <Tabs.List className="tab-row" aria-label="What to show below the timeline">
          {timelineTabs.map(({ id, label }) => (
            <Tabs.Trigger key={id} value={id}>
              {label}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
      </div>
      {timelineTabs.map(({ id }) => (
        <Tabs.Content key={id} value={id} className="timeline-tab" tabIndex={-1}>
          {panels[id]}
        </Tabs.Content>
      ))}
    </Tabs.Root>
  )
}
