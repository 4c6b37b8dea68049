/** Keeps the native menu in step with the commands, and runs what is chosen there. */
import type { Host, MenuItem } from '../../shared/host'
import { useDocument } from '../store/documentStore'
import { useFiles } from '../store/fileActions'
import { useSession } from '../store/sessionStore'
import { useTimeline } from '../store/timelineStore'
import { type Command, isEnabled, runCommand } from './command'
import { allCommands } from './commands'
import { acceleratorOf } from './shortcut'

export const menuItems = (commands: readonly Command[]): readonly MenuItem[] =>
  commands.map(command => {
    const { id, label, menu, submenu = null, shortcuts, checked, startsGroup, native } = command
    return {
      id,
      label: shortened(label),
      menu,
      submenu,
      shortcut: shortcuts.map(acceleratorOf).find(accelerator => accelerator !== null) ?? null,
      // What the system carries out may be meant for any marked text, of which we know nothing.
      enabled: native !== undefined || isEnabled(command),
      checked: checked?.() ?? null,
      startsGroup: startsGroup ?? false,
      role: native ?? null,
    }
  })

/** A menu is as wide as its longest entry; of a long file name the beginning and the end tell most. */
function shortened(label: string): string {
  const characters = [...label]
  if (characters.length <= longest) return label
  return `${characters.slice(0, longest - 21).join('')}…${characters.slice(-20).join('')}`
}

const longest = 60

/** `page` tells when the focus moves: Undo means the text while a text field has it. Returns how to stop. */
export function followMenu(host: Host, page: EventTarget): () => void {
  let shown = ''
  let due = false
  const show = () => {
    due = false
    const items = menuItems(allCommands())
    const text = JSON.stringify(items)
    if (text === shown) return
    shown = text
    host.setMenu(items)
  }
  // One edit changes several stores; the menu follows once they have all settled.
  const soon = () => {
    if (!due) queueMicrotask(show)
    due = true
  }
  show()
  page.addEventListener('focusin', soon)
  page.addEventListener('focusout', soon)
  const stops = [
    useDocument.subscribe(soon),
    useSession.subscribe(soon),
    useTimeline.subscribe(soon),
    useFiles.subscribe(soon),
    () => page.removeEventListener('focusin', soon),
    () => page.removeEventListener('focusout', soon),
    host.commanded(id => {
      const command = allCommands().find(other => other.id === id)
      if (command) runCommand(command)
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
