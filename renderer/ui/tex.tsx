/** Typeset mathematics. */
import katex from 'katex'
import { memo } from 'react'

const rendered = new Map<string, string>()

/** KaTeX's HTML for a formula; malformed TeX shows its source in red instead of throwing. */
function htmlOf(tex: string, display: boolean): string {
  const key = `${display ? 'd' : 'i'}${tex}`
  let html = rendered.get(key)
  if (html === undefined) {
    html = katex.renderToString(tex, {
      displayMode: display,
      throwOnError: false,
      strict: 'ignore',
      trust: false,
    })
    if (rendered.size > 4000) rendered.clear()
    rendered.set(key, html)
  }
  return html
}

export const Tex = memo(function Tex({ children, display = false }: { children: string; display?: boolean }) {
  // KaTeX escapes everything it is given (trust: false), so its output is the one HTML string the program inserts.
  // biome-ignore lint/security/noDangerouslySetInnerHtml: see above
  return <span className="tex" dangerouslySetInnerHTML={{ __html: htmlOf(children, display) }} />
})
