/** What is shown when the program itself fails, in place of a blank window: the document is kept and can be saved. */
import './dialog.css'
import './failure.css'
import { Component, type ErrorInfo, type ReactNode, useRef, useState } from 'react'
import { type Failure, fail, forgetFailure, useFailure } from '../store/failureStore'
import { saveAs } from '../store/fileActions'
import { useSession } from '../store/sessionStore'

interface Props {
  readonly children: ReactNode
}

/** Around all parts of the window: what one of them throws while it is drawn ends here. */
export class FailureBoundary extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override componentDidCatch(error: unknown, { componentStack }: ErrorInfo) {
    fail(error, componentStack ?? '')
  }

  override render() {
    const tryAgain = () => {
      forgetFailure()
      this.setState({ broken: false })
    }
    return (
      <>
        {!this.state.broken && <Rest>{this.props.children}</Rest>}
        <FailurePanel tryAgain={tryAgain} />
      </>
    )
  }
}

/** The window itself, out of reach while the panel stands before it. */
function Rest({ children }: Props) {
  const failed = useFailure(state => state.failure !== null)
  return (
    <div className="failure-rest" inert={failed}>
      {children}
    </div>
  )
}

function FailurePanel({ tryAgain }: { tryAgain: () => void }) {
  const failure = useFailure(state => state.failure)
  return failure && <Told failure={failure} tryAgain={tryAgain} />
}

const focus = (panel: HTMLElement | null) => panel?.focus()

/** Made of plain elements, as whatever else the window is made of may be what failed. */
function Told({ failure: { what, details }, tryAgain }: { failure: Failure; tryAgain: () => void }) {
  const box = useRef<HTMLTextAreaElement>(null)
  const [copied, setCopied] = useState(false)
  // Saving may have something to say, and the place where notices stand may be what failed.
  const notice = useSession(session => session.notice)
  const copy = () => {
    box.current?.select()
    setCopied(document.execCommand('copy'))
  }
  return (
    <>
      <div className="dialog-veil failure-veil" />
      <section
        className="dialog failure"
        role="alertdialog"
        tabIndex={-1}
        ref={focus}
        aria-modal="true"
        aria-labelledby="failure-title"
        aria-describedby="failure-text"
      >
        <h2 className="dialog-title" id="failure-title">
          Something in the program failed
        </h2>
        <div id="failure-text">
          <p className="failure-what">{what}</p>
          <p className="dialog-text">
            Your circuit is still here. Save it to be safe, then try again; if that does not help, start the
            program anew.
          </p>
        </div>
        <textarea
          className="failure-details"
          ref={box}
          readOnly
          rows={6}
          aria-label="Details"
          value={details}
        />
        {notice && (
          <p className="failure-notice" role="status">
            {notice.text}
          </p>
        )}
        <div className="dialog-buttons">
          <button type="button" className="button" onClick={() => void saveAs()}>
            Save as…
          </button>
          <button type="button" className="button" onClick={copy}>
            {copied ? 'Copied' : 'Copy details'}
          </button>
          <button type="button" className="button primary" onClick={tryAgain}>
            Try again
          </button>
        </div>
      </section>
    </>
  )
}
