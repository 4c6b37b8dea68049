/** One listener turns key presses into commands, and leaves to text fields, dialogs and controls what is theirs. */

import { canvasActions } from '../store/canvasActions'
import { isPresenting } from '../store/presentation'
import { useSession } from '../store/sessionStore'
import { type Command, isEnabled, runCommand } from './command'
import { allCommands } from './commands'
import { type KeyPress, pressed } from './shortcut'
import { claims, editsText, inDialog } from './textFields'

export interface Focus {
  readonly inText: boolean
  readonly inDialog: boolean
  /** Whether it gives this key a meaning of its own. */
  readonly claims: (key: string) => boolean
}

export const isMac = (): boolean =>
  typeof navigator !== 'undefined' && /Mac|iP(hone|ad)/.test(navigator.platform)

/** Keys that move the focus, press a control or move selected nodes where they have such a meaning. */
const bare = /^(Shift\+)?(Space|Enter|Tab|Home|End|Page\w+|Arrow\w+|Delete|Backspace)$/

/** The command for a key press, or `null` when the press is not ours. */
export function commandFor(
  commands: readonly Command[],
  press: KeyPress,
  focus: Focus,
  mac = isMac(),
): Command | null {
  for (const command of commands) {
    const shortcut = shortcutsNow(command).find(text => pressed(text, press, mac))
    if (shortcut === undefined) continue
    if (command.native || (focus.inText && !command.inTextFields)) return null
    return bare.test(shortcut) && !isFree(shortcut, focus) ? null : command
  }
  return null
}

/** While presenting, a command that rests leaves its keys to others. */
function shortcutsNow({ shortcuts, presenting }: Command): readonly string[] {
  if (!isPresenting()) return shortcuts
  return presenting ? [...shortcuts, ...presenting] : []
}

function isFree(shortcut: string, focus: Focus): boolean {
  const key = shortcut.replace('Shift+', '')
  if (focus.claims(key)) return false
  // Where nothing has the focus, Tab begins the round of controls; with the pointer over the canvas it means quick-add.
  if (key === 'Tab') return canvasActions().pointerPosition() !== null
  return !key.startsWith('Arrow') || useSession.getState().nodes.size === 0
}

/** The key of a command that rests while presenting: the browser's own meaning, such as to reload, would be worse. */
const rests = (press: KeyPress): boolean =>
  isPresenting() &&
  allCommands().some(({ shortcuts }) =>
    shortcuts.some(keys => !bare.test(keys) && pressed(keys, press, isMac())),
  )

/** Returns how to stop. */
export function listenToShortcuts(page: Window = window): () => void {
  const down = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const { target } = event
    const focus = {
      inText: editsText(target),
      inDialog: inDialog(target),
      claims: (key: string) => claims(target, key),
    }
    const command = commandFor(allCommands(), event, focus)
    if (command === null && rests(event)) event.preventDefault()
    if (!command || !isEnabled(command)) return
    // Also where it does not run: the browser's own meaning, such as saving the page, would be a surprise.
    if (!focus.inDialog || command.inTextFields) event.preventDefault()
    if (focus.inDialog || (event.repeat && !command.repeats)) return
    runCommand(command)
  }
  page.addEventListener('keydown', down)
  return () => page.removeEventListener('keydown', down)
}
