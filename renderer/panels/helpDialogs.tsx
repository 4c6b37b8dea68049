/** The shortcut sheet, made from the commands, and the about dialog. */
import './dialog.css'
import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { version } from '../../package.json'
import { menus } from '../../shared/host'
import type { Command } from '../commands/command'
import { useCommands } from '../commands/commands'
import { useSession } from '../store/sessionStore'
import { CloseIcon } from '../ui/icons'
import { shortcutsOf } from './shortcutKeys'

interface SheetProps {
  readonly shown: 'shortcuts' | 'about'
  readonly title: string
  readonly className?: string
  readonly children: ReactNode
}

function Sheet({ shown, title, className = '', children }: SheetProps) {
  const open = useSession(s => s[shown])
  return (
    <Dialog.Root open={open} onOpenChange={now => useSession.setState({ [shown]: now })}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-veil" />
        <Dialog.Content className={`dialog ${className}`} aria-describedby={undefined}>
          <Dialog.Title className="dialog-title">{title}</Dialog.Title>
          {children}
          <Dialog.Close className="button icon dialog-close" aria-label="Close">
            <CloseIcon />
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

export function ShortcutSheet() {
  const commands = useCommands().filter(command => command.shortcuts.length > 0)
  return (
    <Sheet shown="shortcuts" title="Keyboard shortcuts" className="shortcut-sheet">
      <div className="shortcut-sheet-columns">
        {menus.map(menu => (
          <Keys key={menu} title={menu} commands={commands.filter(command => command.menu === menu)} />
        ))}
      </div>
    </Sheet>
  )
}

function Keys({ title, commands }: { title: string; commands: readonly Command[] }) {
  if (commands.length === 0) return null
  return (
    <section>
      <h3 className="caption">{title}</h3>
      <dl>
        {commands.map(command => (
          <div key={command.id} className="shortcut-sheet-row">
            <dt>{command.label}</dt>
            <dd className="shortcut-keys">{shortcutsOf(command).join(' or ')}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

export function AboutDialog() {
  return (
    <Sheet shown="about" title="Chainrule">
      <p className="dialog-text">
        Draw a neural network as a circuit, type numbers in, and see backprop: the value above every wire, the
        gradient below it, one step at a time.
      </p>
      <p className="dialog-text">Version {version}, under the MIT licence.</p>
    </Sheet>
  )
}
