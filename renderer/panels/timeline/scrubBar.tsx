/** The bar of steps in two groups, forward and backward: shows where the timeline stands, and takes it elsewhere. */
import './scrubBar.css'
import { type CSSProperties, type PointerEvent, useRef } from 'react'
import { useMarks } from '../../store/bookmarks'
import { goTo, useTimeline } from '../../store/timelineStore'
import { BookmarkMarks } from './bookmarkMarks'
import { cursorAt, cursorForKey } from './scrub'

/** Up to so many steps each is a segment; beyond, they would be thinner than the gaps between them. */
const MOST_SEGMENTS = 80

/** `text` says in words where the timeline stands. */
export function ScrubBar({ text }: { text: string }) {
  const { cursor, length, forward } = useTimeline()
  const merged = length > MOST_SEGMENTS
  const marked = useMarks().on.length > 0
  const bar = useRef<HTMLDivElement>(null)
  const scrubTo = (event: PointerEvent) => {
    const groups = [...bar.current!.querySelectorAll<HTMLElement>('[data-count]')].map(group => ({
      extent: group.getBoundingClientRect(),
      before: Number(group.dataset.before),
      count: Number(group.dataset.count),
    }))
    goTo(cursorAt(event.clientX, groups))
  }
  return (
    <div className="timeline-track" data-marked={marked || undefined}>
      <div
        ref={bar}
        className="timeline-bar"
        role="slider"
        tabIndex={0}
        aria-label="Steps"
        aria-valuemin={0}
        aria-valuemax={length}
        aria-valuenow={cursor}
        aria-valuetext={text}
        aria-disabled={length === 0}
        onPointerDown={event => {
          if (event.button !== 0 || length === 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          scrubTo(event)
        }}
        onPointerMove={event => event.currentTarget.hasPointerCapture(event.pointerId) && scrubTo(event)}
        onKeyDown={event => {
          const bare = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey
          const to = bare ? cursorForKey(event.key, cursor, forward, length) : null
          if (to === null) return
          event.preventDefault()
          goTo(to)
        }}
      >
        <Steps phase="forward" before={0} count={forward} cursor={cursor} merged={merged} />
        <Steps phase="backward" before={forward} count={length - forward} cursor={cursor} merged={merged} />
      </div>
      <BookmarkMarks apart={merged ? 0 : 3} />
    </div>
  )
}

interface StepsProps {
  readonly phase: 'forward' | 'backward'
  readonly before: number
  readonly count: number
  readonly cursor: number
  readonly merged: boolean
}

function Steps({ phase, before, count, cursor, merged }: StepsProps) {
  if (count === 0) return null
  const done = Math.max(0, Math.min(count, cursor - before))
  const current = cursor > before && cursor <= before + count
  return (
    <div
      className={`timeline-steps ${phase}`}
      style={{ flexGrow: count }}
      data-before={before}
      data-count={count}
    >
      {merged ? (
        <span
          className="timeline-run"
          data-current={current || undefined}
          style={{ '--done': `${(100 * done) / count}%` } as CSSProperties}
        />
      ) : (
        Array.from({ length: count }, (_, i) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
            key={i}
            className="timeline-step"
            data-state={before + i + 1 === cursor ? 'current' : i < done ? 'done' : 'ahead'}
          />
        ))
      )}
    </div>
  )
}
