/** Whether a key press belongs to the thing that has the focus rather than to a command. */

const elementOf = (target: EventTarget | null): Element | null =>
  typeof Element !== 'undefined' && target instanceof Element ? target : null

const notText = new Set(['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit'])

/** A place where typing writes text. */
export function editsText(target: EventTarget | null): boolean {
  const element = elementOf(target)
  if (!element) return false
  if (element instanceof HTMLInputElement) return !notText.has(element.type)
  return (
    element instanceof HTMLTextAreaElement || (element instanceof HTMLElement && element.isContentEditable)
  )
}

/** In a dialog or an open menu, which the rest of the window waits for. */
export const inDialog = (target: EventTarget | null): boolean =>
  elementOf(target)?.closest('[role="dialog"], [role="alertdialog"], [role="menu"]') != null

const activated =
  'button, a[href], summary, select, input, [role="button"], [role="option"], [role="menuitem"]'
const movedIn =
  'select, input, [role="slider"], [role="tab"], [role="option"], [role="menuitem"], [role="radio"], [role="separator"]'
const grid = '[role="grid"], [role="gridcell"]'

/** Whether the thing that has the focus gives a key without Mod a meaning of its own: Space presses a button. */
export function claims(target: EventTarget | null, key: string): boolean {
  const element = elementOf(target)
  if (!element) return false
  if (element.closest(grid)) return true
  // Tab takes people from one thing to the next; it is free only while nothing that takes the focus has it.
  if (key === 'Tab') return !element.matches('html, body, .canvas, .react-flow, .react-flow__pane')
  if (key === 'Space' || key === 'Enter') return element.closest(activated) !== null
  return /^(Arrow|Home$|End$)/.test(key) && element.closest(movedIn) !== null
}

/** What is being typed becomes an edit, or is refused in its place, before a command looks at the document. */
export function finishTyping() {
  const typing = typeof document === 'undefined' ? null : document.activeElement
  if (!editsText(typing) || !(typing instanceof HTMLElement)) return
  typing.blur()
  // A field that is still there goes on being typed in; a cell's field has done its work.
  if (typing.isConnected) typing.focus()
}
