/** Keeps the native menu in step with the commands, and runs what is chosen there. */
import type { Host, MenuItem } from '../../shared/host'
import { useDocument } from '../store/documentStore'
import { useFiles } from '../store/fileActions'
import { useSession } from '../store/sessionStore'
import { useTimeline } from '../store/timelineStore'
import { type Command, fullLabel, runCommand } from './command'
import { allCommands } from './commands'
import { acceleratorOf } from './shortcut'

export const menuItems = (commands: readonly Command[]): readonly MenuItem[] =>
  commands.map(command => {
    const { id, menu, shortcuts, enabled } = command
    const shortcut = shortcuts.map(acceleratorOf).find(accelerator => accelerator !== null) ?? null
    return { id, label: fullLabel(command), menu, shortcut, enabled: enabled() }
  })

/** Returns how to stop. */
export function followMenu(host: Host): () => void {
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
  const stops = [
    useDocument.subscribe(soon),
    useSession.subscribe(soon),
    useTimeline.subscribe(soon),
    useFiles.subscribe(soon),
    host.commanded(id => {
      const command = allCommands().find(other => other.id === id)
      if (command) runCommand(command)
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
