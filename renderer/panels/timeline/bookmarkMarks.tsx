/** The bookmarks above the bar of steps: each says its caption and leads to its step. */
import './bookmarkMarks.css'
import { Tooltip } from 'radix-ui'
import type { CSSProperties } from 'react'
import type { Mark } from '../../../shared/engine/bookmarks'
import { goToMark, useMarks } from '../../store/bookmarks'
import { selectCircuit, useDocument } from '../../store/documentStore'
import { useTimeline } from '../../store/timelineStore'
import { RibbonIcon } from '../../ui/icons'
import { withSymbols } from '../withSymbols'

/** `apart` is the space between two steps, in pixels. */
export function BookmarkMarks({ apart }: { apart: number }) {
  const { on } = useMarks()
  const { length, forward } = useTimeline()
  if (on.length === 0 || length === 0) return null
  return (
    <Tooltip.Provider delayDuration={250} skipDelayDuration={100} disableHoverableContent>
      <div className="timeline-marks">
        {on[0]!.cursor === 0 && <Ribbon mark={on[0]!} at="7px" />}
        <Group marks={on} before={0} count={forward} apart={apart} />
        <Group marks={on} before={forward} count={length - forward} apart={apart} />
      </div>
    </Tooltip.Provider>
  )
}

interface GroupProps {
  readonly marks: readonly Mark[]
  readonly before: number
  readonly count: number
  readonly apart: number
}

function Group({ marks, before, count, apart }: GroupProps) {
  if (count === 0) return null
  const middleOf = (cursor: number) => (cursor - before - 0.5) / count
  return (
    <div className="timeline-marks-group" style={{ flexGrow: count }}>
      {marks
        .filter(({ cursor }) => cursor > before && cursor <= before + count)
        .map(mark => (
          <Ribbon
            key={mark.cursor}
            mark={mark}
            at={`calc(${middleOf(mark.cursor)} * (100% + ${apart}px) - ${apart / 2}px)`}
          />
        ))}
    </div>
  )
}

function Ribbon({ mark, at }: { mark: Mark; at: string }) {
  const { cursor, bookmark } = mark
  const here = useTimeline(t => t.cursor === cursor)
  const caption = withSymbols(bookmark.caption, useDocument(selectCircuit))
  const place = placeText(cursor)
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>
        <button
          type="button"
          // The keyboard has commands for the next and the previous one, and the inspector lists them all.
          tabIndex={-1}
          className="timeline-mark"
          style={{ '--at': at } as CSSProperties}
          aria-label={`Bookmark at ${place}: ${caption || 'no caption'}`}
          aria-current={here ? 'step' : undefined}
          onClick={() => goToMark(mark)}
        >
          <RibbonIcon filled={here || caption !== ''} />
        </button>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          className="timeline-tip timeline-mark-tip"
          side="top"
          sideOffset={4}
          collisionPadding={8}
        >
          {caption || `Bookmark at ${place}`}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}

export const placeText = (cursor: number) => (cursor === 0 ? 'the start' : `step ${cursor}`)
