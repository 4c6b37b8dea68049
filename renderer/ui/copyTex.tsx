/** A formula with a button that copies its LaTeX. */
import './copyTex.css'
import { CopyIcon } from './icons'
import { Tex } from './tex'
import { useCopied } from './useCopied'

export function CopyTex({ children: tex, display = true }: { children: string; display?: boolean }) {
  const [copied, copy] = useCopied()
  return (
    <div className="copy-tex">
      <Tex>{display ? String.raw`\displaystyle ${tex}` : tex}</Tex>
      <button
        type="button"
        className="copy-tex-button"
        aria-label="Copy as LaTeX"
        title="Copy as LaTeX"
        onClick={() => copy(tex)}
      >
        {copied ? '✓' : <CopyIcon />}
      </button>
      <span className="copy-tex-said" role="status">
        {copied ? 'Copied' : ''}
      </span>
    </div>
  )
}
