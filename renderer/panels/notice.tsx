/** One sentence at the bottom of the canvas: what just happened, or why something could not. */
import './notice.css'
import { dismissNotice, useSession } from '../store/sessionStore'
import { CloseIcon } from '../ui/icons'

/** Both regions are always there, since screen readers only hear a region change that they knew before. */
export function Notice() {
  const notice = useSession(s => s.notice)
  const text = notice && (
    <div className={`notice-line ${notice.tone}`}>
      {notice.text}
      <button type="button" className="notice-close" aria-label="Dismiss" onClick={dismissNotice}>
        <CloseIcon />
      </button>
    </div>
  )
  return (
    <div className="notice">
      <div role="status">{notice?.tone === 'info' && text}</div>
      <div role="alert">{notice?.tone === 'error' && text}</div>
    </div>
  )
}
