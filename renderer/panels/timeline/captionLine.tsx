/** What is said at this place of the timeline: read and typed here. Typing where there is no bookmark adds one. */
import './captionLine.css'
import { bookmarkAt, setBookmark } from '../../../shared/document/edit/bookmarks'
import { LONGEST_CAPTION } from '../../../shared/document/limits'
import { placeAt } from '../../../shared/engine/bookmarks'
import { toggleBookmark } from '../../store/bookmarks'
import { edit, selectDocument, useDocument } from '../../store/documentStore'
import { useResult } from '../../store/resultStore'
import { pause, useTimeline } from '../../store/timelineStore'
import { RibbonIcon } from '../../ui/icons'
import { TextField } from '../inspector/textField'
import { withSymbols } from '../withSymbols'

export function CaptionLine() {
  const steps = useResult(result => result.steps)
  const cursor = useTimeline(t => t.cursor)
  const { lesson, circuit } = useDocument(selectDocument)
  const place = placeAt(steps, cursor)
  if (!place) return null
  const bookmark = bookmarkAt(lesson.bookmarks, place)
  const caption = bookmark?.caption ?? ''
  return (
    <div className="timeline-caption">
      <button
        type="button"
        className="timeline-ribbon"
        aria-label="Bookmark here"
        title={bookmark ? 'Remove the bookmark' : 'Add a bookmark'}
        aria-pressed={bookmark !== null}
        onClick={toggleBookmark}
      >
        <RibbonIcon filled={bookmark !== null} />
      </button>
      <div className="timeline-caption-field" title={withSymbols(caption, circuit) || undefined}>
        <TextField
          line
          className="timeline-caption-text"
          label="Caption"
          placeholder={bookmark ? 'What is worth seeing here?' : 'Add a caption'}
          most={LONGEST_CAPTION}
          value={caption}
          // Were the steps to play on, the words would land at another one.
          onEnter={pause}
          onChange={text => edit(document => setBookmark(document, place, text))}
        />
      </div>
    </div>
  )
}
