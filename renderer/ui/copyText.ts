/** Puts text on the clipboard through the page's own copy event, which needs no permission anywhere. */
export function copyText(text: string, page: Document = document): void {
  const put = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    // What else copies on this page means the selection.
    event.stopImmediatePropagation()
  }
  page.addEventListener('copy', put, { capture: true, once: true })
  page.execCommand('copy')
  page.removeEventListener('copy', put, { capture: true })
}
