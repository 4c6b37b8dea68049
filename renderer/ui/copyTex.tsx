/** A formula with a button that copies its LaTeX. */
import './copyTex.css'
import { useEffect, useState } from 'react'
import { Tex } from './tex'

/** How long the button says that it has copied. */
const saidMs = 1500

export function CopyTex({ children: tex, display = true }: { children: string; display?: boolean }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const id = setTimeout(() => setCopied(false), saidMs)
    return () => clearTimeout(id)
  }, [copied])
  return (
    <div className="copy-tex">
      <Tex>{display ? String.raw`\displaystyle ${tex}` : tex}</Tex>
      <button
        type="button"
        className="copy-tex-button"
        aria-label="Copy as LaTeX"
        title="Copy as LaTeX"
        onClick={() => {
          copyText(tex)
          setCopied(true)
        }}
      >
        {copied ? '✓' : <CopyIcon />}
      </button>
      <span className="copy-tex-said" role="status">
        {copied ? 'Copied' : ''}
      </span>
    </div>
  )
}

/** Through the page's own copy event, which needs no permission. */
function copyText(text: string) {
  const put = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  document.addEventListener('copy', put, { capture: true, once: true })
  document.execCommand('copy')
  document.removeEventListener('copy', put, { capture: true })
}

const CopyIcon = () => (
  <svg viewBox="0 0 16 16" width="13" height="13" fill="none" stroke="currentColor" aria-hidden="true">
    <path d="M5.5 5.5H13V13H5.5ZM3 10.5V3H10.5" strokeWidth="1.3" strokeLinejoin="round" />
  </svg>
)
