/** All bookmarks of the document in the order of the timeline, and those that are not on it now. */
import './bookmarkList.css'
import type { Bookmark } from '../../../shared/document/document'
import { removeBookmark } from '../../../shared/document/edit/bookmarks'
import { nameToText } from '../../../shared/formula/nameToTex'
import { goToMark, useMarks } from '../../store/bookmarks'
import { edit, selectCircuit, useDocument } from '../../store/documentStore'
import { useTimeline } from '../../store/timelineStore'
import { CloseIcon } from '../../ui/icons'
import { withSymbols } from '../withSymbols'

export function BookmarkList() {
  const { on, off } = useMarks()
  const cursor = useTimeline(t => t.cursor)
  const circuit = useDocument(selectCircuit)
  const count = on.length + off.length
  if (count === 0) return null
  const placeOf = ({ at }: Bookmark) => {
    if (at.phase === 'start') return 'Start'
    const name = circuit.nodes.find(node => node.id === at.node)?.name ?? at.node
    return `${nameToText(name)}, ${at.phase}`
  }
  return (
    <section aria-label="Bookmarks">
      <h3 className="caption">Bookmarks · {count}</h3>
      <ul className="bookmark-list">
        {on.map(mark => (
          <li className="bookmark-row" key={mark.cursor}>
            <button
              type="button"
              className="bookmark-go"
              aria-current={mark.cursor === cursor ? 'step' : undefined}
              onClick={() => goToMark(mark)}
            >
              <span className="bookmark-place">{mark.cursor === 0 ? 'Start' : `Step ${mark.cursor}`}</span>
              <Caption bookmark={mark.bookmark} />
            </button>
            <Remove bookmark={mark.bookmark} place={placeOf(mark.bookmark)} />
          </li>
        ))}
      </ul>
      {off.length > 0 && (
        <>
          <p className="bookmark-off">Not on the timeline now: these steps are not taken.</p>
          <ul className="bookmark-list">
            {off.map(bookmark => (
              <li className="bookmark-row" key={placeOf(bookmark)}>
                <span className="bookmark-go">
                  <span className="bookmark-place">–</span>
                  <span className="bookmark-caption">
                    {placeOf(bookmark)}: <Caption bookmark={bookmark} />
                  </span>
                </span>
                <Remove bookmark={bookmark} place={placeOf(bookmark)} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Caption({ bookmark: { caption } }: { bookmark: Bookmark }) {
  const circuit = useDocument(selectCircuit)
  return caption === '' ? (
    <span className="bookmark-none">No caption yet</span>
  ) : (
    <span className="bookmark-caption">{withSymbols(caption, circuit)}</span>
  )
}

const Remove = ({ bookmark, place }: { bookmark: Bookmark; place: string }) => (
  <button
    type="button"
    className="bookmark-remove"
    aria-label={`Remove the bookmark at ${place}`}
    title="Remove"
    onClick={() => edit(document => removeBookmark(document, bookmark.at))}
  >
    <CloseIcon />
  </button>
)
