/** The menus of the web version, made from the commands; the desktop program has a native menu instead. */
import './menuBar.css'
import { Menubar } from 'radix-ui'
import { Fragment } from 'react'
import { type Command, menus, runCommand } from '../commands/command'
import { useCommands } from '../commands/commands'
import { shortcutsOf } from './shortcutKeys'

export function MenuBar() {
  const commands = useCommands()
  return (
    <Menubar.Root className="menu-bar" loop>
      {menus.map(menu => (
        <Menubar.Menu key={menu}>
          <Menubar.Trigger className="menu-bar-trigger">{menu}</Menubar.Trigger>
          <Menubar.Portal>
            <Menubar.Content className="menu" align="start" sideOffset={4} collisionPadding={8}>
              {entriesOf(commands.filter(command => command.menu === menu)).map(entry =>
                entry.submenu === null ? (
                  <Item key={entry.commands[0]!.id} command={entry.commands[0]!} />
                ) : (
                  <Submenu key={entry.submenu} label={entry.submenu} commands={entry.commands} />
                ),
              )}
            </Menubar.Content>
          </Menubar.Portal>
        </Menubar.Menu>
      ))}
    </Menubar.Root>
  )
}

interface Entry {
  readonly submenu: string | null
  readonly commands: readonly Command[]
}

/** One entry per command, and one for all neighbours of a submenu. */
function entriesOf(commands: readonly Command[]): readonly Entry[] {
  const entries: { submenu: string | null; commands: Command[] }[] = []
  for (const command of commands) {
    const last = entries.at(-1)
    if (last && command.submenu && last.submenu === command.submenu) last.commands.push(command)
    else entries.push({ submenu: command.submenu ?? null, commands: [command] })
  }
  return entries
}

function Item({ command }: { command: Command }) {
  const shortcut = shortcutsOf(command)[0]
  const shared = { className: 'menu-item', disabled: !command.enabled(), onSelect: () => runCommand(command) }
  const inside = (
    <>
      {command.label}
      {shortcut && <span className="shortcut-keys">{shortcut}</span>}
    </>
  )
  return (
    <Fragment>
      {command.startsGroup && <Menubar.Separator className="menu-line" />}
      {command.checked ? (
        <Menubar.CheckboxItem {...shared} checked={command.checked()}>
          <Menubar.ItemIndicator className="menu-tick">✓</Menubar.ItemIndicator>
          {inside}
        </Menubar.CheckboxItem>
      ) : (
        <Menubar.Item {...shared}>{inside}</Menubar.Item>
      )}
    </Fragment>
  )
}

function Submenu({ label, commands }: { label: string; commands: readonly Command[] }) {
  return (
    <Menubar.Sub>
      <Menubar.SubTrigger className="menu-item">
        {label}
        <span className="shortcut-keys" aria-hidden="true">
          ›
        </span>
      </Menubar.SubTrigger>
      <Menubar.Portal>
        <Menubar.SubContent className="menu" collisionPadding={8}>
          {commands.map(command => (
            <Item key={command.id} command={command} />
          ))}
        </Menubar.SubContent>
      </Menubar.Portal>
    </Menubar.Sub>
  )
}
