/** Copy, cut and paste through the system clipboard, as the text of a circuit file: between windows, files and programs. */
import type { Document, Point } from '../../shared/document/document'
import { cornerOf, fragmentOf, pasteFragment } from '../../shared/document/edit/fragment'
import { whyNotPaste } from '../../shared/document/edit/room'
import { parseCircuitFile } from '../../shared/document/file/parse'
import { serializeCircuitFile } from '../../shared/document/file/serialize'
import { canvasActions } from '../store/canvasActions'
import { currentDocument, edit } from '../store/documentStore'
import { notify, select } from '../store/sessionStore'
import { deleteSelection, selectedNodes } from './selection'
import { editsText, inDialog } from './textFields'

/** The selected nodes as text, or `null` when there are none. */
export function copiedText(): string | null {
  const ids = selectedNodes()
  return ids.length === 0 ? null : serializeCircuitFile(fragmentOf(currentDocument(), ids))
}

/** Puts the circuit in `text` at `at` and selects it, or says why it cannot. Foreign text is no circuit, and no fault either. */
export function pasteText(text: string, at: Point) {
  if (!text.trimStart().startsWith('{')) return notify('There is no circuit on the clipboard to paste.')
  const parsed = parseCircuitFile(text)
  if (!parsed.ok) return notify(`The clipboard cannot be pasted: ${parsed.reason}`, 'error')
  paste(parsed.document, at)
}

function paste(fragment: Document, at: Point) {
  const reason = whyNotPaste(currentDocument(), fragment)
  if (reason) return notify(reason, 'error')
  let pasted: readonly string[] = []
  edit(document => {
    const { document: next, ids } = pasteFragment(document, fragment, freePlace(document, at))
    pasted = ids
    return next
  })
  if (pasted.length > 0) select(pasted)
}

/** Pasting twice at one place must not hide the first copy under the second. */
function freePlace({ layout }: Document, wanted: Point): Point {
  const at = { x: Math.round(wanted.x), y: Math.round(wanted.y) }
  const taken = new Set(Object.values(layout.positions).map(({ x, y }) => `${x} ${y}`))
  while (taken.has(`${at.x} ${at.y}`)) {
    at.x += 24
    at.y += 24
  }
  return at
}

export const pastePlace = (): Point => canvasActions().pointerPosition() ?? canvasActions().centre()

/** A copy of the selected nodes beside them. */
export function duplicate() {
  const fragment = fragmentOf(currentDocument(), selectedNodes())
  const { x, y } = cornerOf(fragment)
  paste(fragment, { x: x + 32, y: y + 32 })
}

/** Listens to the page's copy, cut and paste events, which need no permission. Returns how to stop. */
export function listenToClipboard(page: globalThis.Document = document): () => void {
  const ours = (event: ClipboardEvent) =>
    !event.defaultPrevented && !editsText(event.target) && !inDialog(event.target)
  const copy = (event: ClipboardEvent) => {
    // Text that a person has marked in a panel is what they want to copy.
    if (!ours(event) || page.getSelection()?.isCollapsed === false) return
    const text = copiedText()
    if (text === null) return
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    if (event.type === 'cut') deleteSelection()
  }
  const insert = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text/plain')
    if (!ours(event) || !text) return
    event.preventDefault()
    pasteText(text, pastePlace())
  }
  page.addEventListener('copy', copy)
  page.addEventListener('cut', copy)
  page.addEventListener('paste', insert)
  return () => {
    page.removeEventListener('copy', copy)
    page.removeEventListener('cut', copy)
    page.removeEventListener('paste', insert)
  }
}

/** Paste chosen in a menu of ours: there is no paste event then, and the browser may forbid to read the clipboard. */
export async function pasteFromMenu() {
  const field = editsText(document.activeElement)
  try {
    const text = await navigator.clipboard.readText()
    if (field) document.execCommand('insertText', false, text)
    else pasteText(text, canvasActions().centre())
  } catch {
    notify('The clipboard may not be read from here; press Ctrl+V (⌘V on a Mac) instead.')
  }
}
