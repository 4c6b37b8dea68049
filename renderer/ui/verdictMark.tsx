/** The sign of a verdict: a tick, an exclamation mark, a cross or an empty set, drawn, so that it never hangs on colour or on a font. */
import './verdictMark.css'

const paths = {
  pass: 'M4 8.4L6.8 11.2L12 5.2',
  warn: 'M8 4V8.8M8 11.6V11.7',
  fail: 'M5 5L11 11M11 5L5 11',
  vacuous: 'M4.4 11.6L11.6 4.4',
} as const

export type Mark = keyof typeof paths

export const VerdictMark = ({ mark }: { mark: Mark }) => (
  <svg className={`verdict-mark ${mark}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    <circle cx="8" cy="8" r="7.5" />
    <path d={paths[mark]} />
  </svg>
)
