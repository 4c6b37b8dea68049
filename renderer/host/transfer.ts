/** Upload and download: how files come and go in a browser without file pickers of its own. */

/** The parts of a page that a transfer needs. */
export interface Page {
  createElement(tag: 'input'): HTMLInputElement
  createElement(tag: 'a'): HTMLAnchorElement
  readonly body: { append(element: HTMLElement): void }
}

/** Asks for one file; `null` when the person closed the picker. */
export function upload(page: Page): Promise<File | null> {
  const input = page.createElement('input')
  input.type = 'file'
  input.accept = '.circuit,application/json'
  input.hidden = true
  return new Promise(resolve => {
    const done = (file: File | null) => {
      input.remove()
      resolve(file)
    }
    input.addEventListener('change', () => done(input.files?.[0] ?? null))
    input.addEventListener('cancel', () => done(null))
    // Safari drops the events of an input that is not in the page.
    page.body.append(input)
    input.click()
  })
}

const revokeDelayMs = 60_000

/** Hands `text` to the browser's downloads under `name`. Throws what the browser throws when it cannot. */
export function download(page: Page, name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = page.createElement('a')
  link.href = address
  link.download = name
  link.hidden = true
  page.body.append(link)
  link.click()
  link.remove()
  // The download reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), revokeDelayMs)
}
